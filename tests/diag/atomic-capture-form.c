/* SPDX-License-Identifier: MIT */
/* Statements that are no form of atomic capture or compare, and operands
 * that use what they must not. */
#include <shm.h>

static int x, a[10];
static struct pair {
    int first, second;
} pair;
static _Atomic int counter;
#pragma shm shared(x, a, pair, counter)

void forms(int n)
{
    int v = 0, r;

#pragma shm atomic capture
    v = x;
#pragma shm atomic capture
    v += x++;
#pragma shm atomic capture
    {
        v = x;
    }
#pragma shm atomic capture
    {
        v = x;
        a[0] += n;
    }
#pragma shm atomic capture
    {
        x = n;
        v = x;
    }
#pragma shm atomic capture
    {
        v = x;
        x += v;
    }
#pragma shm atomic capture
    a[x] = x++;
#pragma shm atomic compare
    x += n;
#pragma shm atomic compare
    if (x < n)
        x = n + 1;
#pragma shm atomic compare
    if (x <= n)
        x = n;
#pragma shm atomic compare
    if (x == n)
        x = 1;
    else
        v = x;
#pragma shm atomic compare
    x = x < n ? x : n;
#pragma shm atomic compare capture
    {
        r = x < n;
        if (r)
            x = n;
    }
#pragma shm atomic compare capture
    v = x++;
#pragma shm atomic compare
    if (pair == a[0])
        pair = n;
#pragma shm atomic capture
    v = counter++;
    (void)v;
}

void clauses(int n)
{
    int v;

#pragma shm atomic read capture
    v = x;
#pragma shm atomic compare write
    x = n;
    (void)v;
}
