/* SPDX-License-Identifier: MIT */
/* Writes that nobody misses: there is nothing to say. */
#include <stdio.h>
#include <string.h>

int nobody(int n, int *a)
{
    int scratch, i, j, again = 0, kept, sum = 0, last = 0, master = 0, once;
    int area[10], copy = 0;
    char line[80];
    struct { int member; } *p = (void *)a, whole;
#pragma shm private(kept)

#pragma shm parallel for private(once) reduction(+: sum) lastprivate(last)
    for (i = 0; i < n; i++) {
        for (j = 0; j < 3; j++)
            scratch = j;
        again = scratch;
        kept = a[i];
        once = i;
        sum += once;
        last = i;
        p->member = 1;
        a[0] = 2;
        area[1] = 3;
        whole.member = i;
        line[0] = 0;
        int inner = i;
#pragma shm reduce(inner)
        master += inner;
    }
    for (i = 0, j = n; i < j; i++)
        a[i] = 0;
    again = n;
    if (n > 1)
        copy = 1;
    else
        copy = 2;
    memset(area, 0, sizeof area);
    snprintf(line, sizeof line, "%d", area[0]);
    memset(&whole, 0, sizeof whole);
    return puts(line) + again + kept + sum + last + master + whole.member
           + copy;
}

int inside(int n)
{
    int x = 0, y = 0;

#pragma shm parallel
    {
        int local = 0;

        x = n;
        local = x;
        y = local;
#pragma shm for reduction(+: y)
        for (int i = 0; i < n; i++)
            y += i;
    }
    while (n > 0) {
        x = n--;
        if (x == 3)
            break;
        y += x;
    }
    return y;
}

int jumps(int n)
{
    int x = 0;

    do {
#pragma shm parallel
        x = n;
        if (n > 2)
            continue;
        return 0;
    } while (n-- > 0);
    return n + (int)sizeof x;
}

int serial(int n)
{
    int x = 0;

#pragma shm parallel if(0)
    x = n;
    return x;
}
