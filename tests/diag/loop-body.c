/* SPDX-License-Identifier: MIT */
/* The body of a loop must not change its variable, nor what its end and its
 * step are made of. */
static void work(int);

void bodies(int n, int step, int *a)
{
    int i, j;

#pragma shm parallel for
    for (i = 0; i < n; i++)
        if (a[i])
            i++;
#pragma shm parallel for
    for (i = 0; i < n; i++) {
        for (i = 3; i < 7; i++)
            work(i);
    }
#pragma shm parallel for
    for (i = 0; i < n - 1; i++)
        n = i;
#pragma shm parallel for
    for (i = 0; i < 100; i += step)
        --step;
#pragma shm parallel for
    for (i = 0; i < 100; i += step) {
        /* none of these is a change */
        int k = i, n = 0, step = 1;
        a[i] = n + step;
        for (j = i; j < k; j++)
            work(j + n);
        n++, step++;
    }
}
