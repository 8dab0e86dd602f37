/* SPDX-License-Identifier: MIT */
/* Arrays of variable length are sent whole when the master knows their
 * length; parameters of the master's function are the master's names. */
#include "check.h"
#include <shm.h>

static long collect(int n, long *sums)
{
    long all = 0;

#pragma shm parallel for schedule(dynamic)
    for (int i = 0; i < 20; i++) {
        int line[n], grid[2][n];

        for (int k = 0; k < n; k++) {
            line[k] = i * k;
            grid[0][k] = k;
            grid[1][k] = i;
        }
#pragma shm reduce(line, grid)
        for (int k = 0; k < n; k++) {
            sums[k] += line[k];
            all += grid[0][k] * grid[1][k];
        }
    }
    return all;
}

int main(void)
{
    long sums[5] = {0};

    printf("%ld ", collect(5, sums));
    printf("%ld\n", sums[4]);
    return 0;
}
