/* SPDX-License-Identifier: MIT */
/* The step of a loop must add or subtract, towards the end. */
enum { BACK = -2, NOTHING = 0 };

static void work(int);

void loops(int n, int *p, double much)
{
    int i, j = 0;

#pragma shm parallel for
    for (i = 0; i < n;)
        work(i);
#pragma shm parallel for
    for (i = 1; i < n; i *= 2)
        work(i);
#pragma shm parallel for
    for (i = 0; i < n; j++)
        work(i);
#pragma shm parallel for
    for (i = 0; i < n; i++, j++)
        work(i);
#pragma shm parallel for
    for (i = n; i > 0; i = 2 - i)
        work(i);
#pragma shm parallel for
    for (i = 1; i < n; i = i << 1)
        work(i);
#pragma shm parallel for
    for (i = 1; i < n; i += i)
        work(i);
#pragma shm parallel for
    for (i = 1; i < n; i += much)
        work(i);
#pragma shm parallel for
    for (i = 0; i < n; i = i + p[i])
        work(i);
}

void directions(int n)
{
    int i;

#pragma shm parallel for
    for (i = 0; i < n; i--)
        work(i);
#pragma shm parallel for
    for (i = n; i >= 0; i += 1)
        work(i);
#pragma shm parallel for
    for (i = 0; n > i; i += BACK)
        work(i);
#pragma shm parallel for
    for (i = n; i > 0; i -= -(3 - 1))
        work(i);
#pragma shm parallel for
    for (i = 0; i < n; i += NOTHING)
        work(i);
#pragma shm parallel for
    for (i = 0; i != n; i += 2)
        work(i);
#pragma shm parallel for
    for (i = 0; i != n; i += n)
        work(i);
}
