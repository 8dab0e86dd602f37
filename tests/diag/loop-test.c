/* SPDX-License-Identifier: MIT */
/* The test of a loop must compare the variable with one value. */
static void work(int);
static int more(int);

void loops(int n, int *stop, double end)
{
    int i, other = 0;

#pragma shm parallel for
    for (i = 0;; i++)
        work(i);
#pragma shm parallel for
    for (i = 0; i < n && !*stop; i++)
        work(i);
#pragma shm parallel for
    for (i = 0; i == n; i++)
        work(i);
#pragma shm parallel for
    for (i = 0; other < n; i++)
        work(i);
#pragma shm parallel for
    for (i = 0; more(i); i++)
        work(i);
#pragma shm parallel for
    for (i = 0; i; i++)
        work(i);
#pragma shm parallel for
    for (i = 0; i + 1 < n; i++)
        work(i);
#pragma shm parallel for
    for (i = 0; i < n - i; i++)
        work(i);
#pragma shm parallel for
    for (i = 0; i < end; i++)
        work(i);
}
