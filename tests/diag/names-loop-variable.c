/* SPDX-License-Identifier: MIT */
/* The variable of a loop is every worker's own. */
static void work(int);

void loops(int n)
{
    int i, j;

#pragma shm parallel for shared(i)
    for (i = 0; i < n; i++)
        work(i);
#pragma shm parallel for collapse(2) firstprivate(j)
    for (i = 0; i < n; i++)
        for (j = 0; j < n; j++)
            work(i + j);
#pragma shm parallel for reduction(+ : i)
    for (i = 0; i < n; i++)
        work(i);
#pragma shm parallel for lastprivate(i) private(j)
    for (i = 0; i < n; i++)
        work(i);
}
