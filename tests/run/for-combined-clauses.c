/* SPDX-License-Identifier: MIT */
/* All clauses of a parallel for at once, in any order, over lines. */
#include "check.h"
#include <shm.h>
#include <unistd.h>

static int grid[6][7];
#pragma shm shared(grid)

int main(void)
{
    int start = 5, scratch = 0, last = 0, sum = 0, high = 0, n = 6;
    int counts[3] = {0};

#pragma shm parallel for label("everything") ordered firstprivate(start)     \
    collapse(2) num_workers(n / 2) reduction(max : high) if (n > 1)          \
    lastprivate(last) schedule(monotonic: dynamic, n / 3) private(scratch)   \
    shared(grid) reduction(+ : sum, counts[0:3]) shared(n)
    for (int i = 0; i < n; i++)
        for (int j = 6; j >= 0; j--) {
            scratch = i * 10 + j + start;
            grid[i][j] = scratch;
            last = scratch;
            sum += scratch;
            counts[scratch % 3]++;
            high = high > scratch ? high : scratch;
            usleep(i == 0 ? 1000 : 0);
#pragma shm ordered
            printf(j ? "%d " : "%d\n", scratch);
        }
    printf("%d %d %d %d %d %d %d\n", last, sum, high, counts[0], counts[1],
           counts[2], grid[5][6]);
    return 0;
}
