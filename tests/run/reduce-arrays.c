/* SPDX-License-Identifier: MIT */
/* Whole arrays, of several dimensions too, and sections: of arrays, of
 * pointers, with a start and a length that only the worker knows. */
#include "check.h"
#include <shm.h>

int main(void)
{
    int n = 6, lengths = 0;
    long histogram[6] = {0}, table[2][3] = {{0}};
    double *sums = calloc(100, sizeof *sums);

    CHECK(sums);
#pragma shm parallel for schedule(static, 1)
    for (int i = 0; i < 30; i++) {
        int counts[6] = {0}, grid[2][3] = {{0}};
        double *part = malloc(100 * sizeof *part);
        int lo = i, len = i % 7 + 1;
        short line[40];

        CHECK(part);
        counts[i % 6] = i;
        grid[i % 2][i % 3] = i;
        for (int k = 0; k < 100; k++)
            part[k] = -1;
        for (int k = lo; k < lo + len; k++)
            part[k] = k;
        for (int k = 0; k < 40; k++)
            line[k] = (short)(i + k);
#pragma shm reduce(counts, grid, lo, len, part[lo:len], line[10 : 20], i)
        {
            for (int k = 0; k < n; k++)
                histogram[k] += counts[k];
            for (int k = 0; k < 6; k++)
                table[k / 3][k % 3] += grid[k / 3][k % 3];
            for (int k = lo; k < lo + len; k++)
                sums[k] += part[k];
            for (int k = 10; k < 30; k++)
                CHECK(line[k] == i + k);
            CHECK(sizeof counts == 6 * sizeof(int));
            lengths += len;
        }
        free(part);
    }
    for (int k = 0; k < 6; k++)
        printf("%ld %ld ", histogram[k], table[k / 3][k % 3]);
    puts("");
    for (int k = 0; k < 37; k++)
        printf("%g ", sums[k]);
    printf("%d\n", lengths);
    free(sums);
    return 0;
}
