/* SPDX-License-Identifier: MIT */
/* Shared arrays of variable length, of one to three dimensions, declared
 * again and again with other sizes; pointers to such arrays. */
#include "check.h"
#include <shm.h>

static long fill(int n, int m, int l)
{
    int line[n], grid[n][m + 1];
    double cube[n][m][l], (*slice)[m][l] = cube;
    long sum = 0;
#pragma shm shared(line, grid, cube)

    CHECK(sizeof line == (size_t)n * sizeof(int));
    CHECK(sizeof grid == (size_t)n * (size_t)(m + 1) * sizeof(int));
    CHECK(sizeof cube[0] == (size_t)m * (size_t)l * sizeof(double));
    for (int i = 0; i < n; i++)
        line[i] = -1;

#pragma shm parallel for
    for (int i = 0; i < n; i++) {
        CHECK(line[i] == -1 && sizeof line == (size_t)n * sizeof(int));
        line[i] = i;
        for (int j = 0; j < m; j++) {
            grid[i][j] = i * j;
            for (int k = 0; k < l; k++)
                cube[i][j][k] = i * j * k;
        }
        grid[i][m] = 1;
    }
    for (int i = 0; i < n; i++) {
        sum += line[i];
        for (int j = 0; j <= m; j++)
            sum += grid[i][j];
        for (int j = 0; j < m; j++)
            for (int k = 0; k < l; k++)
                sum += (long)slice[i][j][k];
    }
    return sum;
}

int main(void)
{
    for (int n = 1; n < 40; n += 7) {
        int again[n];
#pragma shm shared(again)

#pragma shm parallel for
        for (int i = 0; i < n; i++)
            again[i] = n;
        for (int i = 0; i < n; i++)
            CHECK(again[i] == n);
        if (n == 15)
            continue;
        printf("%ld ", fill(n, n + 2, 3));
    }
    puts("");
    return 0;
}
