/* SPDX-License-Identifier: MIT */
/* The first part of a loop's header must set one variable, an integer or a
 * pointer. */
struct counter {
    int i;
};

static void work(int);
static int function(void);
enum { CONSTANT };

void loops(int n)
{
    int i, j, a[2];
    struct counter c;
    double x;

#pragma shm parallel for
    for (; i < n; i++)
        work(i);
#pragma shm parallel for
    for (i < 0; i < n; i++)
        work(i);
#pragma shm parallel for
    for (i = 0, j = 0; i < n; i++)
        work(i);
#pragma shm parallel for
    for (int k = 0, m = n; k < m; k++)
        work(k);
#pragma shm parallel for
    for (int k; k < n; k++)
        work(k);
#pragma shm parallel for
    for (c.i = 0; c.i < n; c.i++)
        work(c.i);
#pragma shm parallel for
    for (a[0] = 0; a[0] < n; a[0]++)
        work(a[0]);
#pragma shm parallel for
    for (x = 0; x < n; x++)
        work((int)x);
#pragma shm parallel for
    for (float f = 0; f < n; f++)
        work((int)f);
#pragma shm parallel for
    for (i += 1; i < n; i++)
        work(i);
}
