// cflags: -std=c99 -Wpedantic
/* SPDX-License-Identifier: MIT */
/* Every construct in a program of plain C99: what shmcc writes passes
 * -std=c99 -Wpedantic where the program itself does. */
#include "check.h"
#include <shm.h>

static long total;
static double table[3][4] = {{1, 2}, {3}};
#pragma shm shared(total, table)

static long everything(int n, double *part)
{
    int grid[3][4] = {{0}}, sum = 0, last = 0, line[n];
    long sent = 0;
#pragma shm shared(grid, part)

#pragma shm parallel reduction(+ : sum) shared(line) label("everything")
    {
#pragma shm for schedule(guided, 2) collapse(2) nowait
        for (int i = 0; i < 3; i++)
            for (unsigned j = 0; j < 4; j++)
                grid[i][j] = i * (int)j;
#pragma shm barrier
#pragma shm for ordered schedule(dynamic) lastprivate(last)
        for (int i = n; i > 0; i--) {
#pragma shm ordered
            printf("%d ", i);
            line[i - 1] = i;
            last = i;
#pragma shm atomic
            total += i;
#pragma shm critical(lock)
            *part += 0.5;
#pragma shm reduce(i, line[0:n]) ordered
            sent += i + line[i - 1];
        }
#pragma shm single nowait
        table[2][3] = 7;
#pragma shm masked
        table[2][2] = 6;
#pragma shm flush
#pragma shm for reduction(max : last) reduction(+ : grid[0:3])
        for (int i = 0; i < 10; i++) {
            last = i > last ? i : last;
            grid[0][0]++;
        }
        sum += last == 9;
    }
    return total + sent + grid[2][3] + grid[0][0] + last + (sum > 0);
}

int main(void)
{
    double *part = shm_calloc(1, sizeof *part);
    long result;

    CHECK(part);
    result = everything(8, part);
    printf("\n%ld %g %g %g\n", result, *part, table[2][2], table[2][3]);
    shm_free(part);
    return 0;
}
