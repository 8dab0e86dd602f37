/* SPDX-License-Identifier: MIT */
/* Whole arrays of one and more dimensions, automatic, static and variable
 * in length, are reduced element by element. */
#include "check.h"
#include <shm.h>

enum { N = 50 };

static long table[3][4];
static double file_level[2];

static int variable(int n)
{
    int vla[n], matrix[n][n + 1], sum = 0;

    for (int i = 0; i < n; i++) {
        vla[i] = 1;
        for (int j = 0; j <= n; j++)
            matrix[i][j] = i;
    }
#pragma shm parallel for reduction(+ : vla, matrix)
    for (int i = 0; i < N; i++) {
        vla[i % n] += i;
        matrix[i % n][i % (n + 1)]++;
    }
    for (int i = 0; i < n; i++) {
        sum += vla[i] * (i + 1);
        for (int j = 0; j <= n; j++)
            sum += matrix[i][j] * (i + 2 * j);
    }
    return sum;
}

int main(void)
{
    int histogram[10] = {100}, cube[2][3][4] = {{{0}}};
    unsigned masks[3] = {1, 1, 1};
    double highest[4] = {-1, 20, -1, 90};

#pragma shm parallel for schedule(dynamic) reduction(+ : histogram, cube) \
    reduction(| : masks) reduction(max : highest) \
    reduction(+ : table, file_level)
    for (int i = 0; i < N; i++) {
        histogram[i * i % 10]++;
        cube[i % 2][i % 3][i % 4] += i;
        masks[i % 3] |= 1u << i % 16;
        highest[i % 4] = highest[i % 4] > i ? highest[i % 4] : i;
        table[i % 3][i % 4] -= i;
        file_level[i & 1] += 0.5;
    }
    for (int i = 0; i < 10; i++)
        printf("%d ", histogram[i]);
    puts("");
    for (int i = 0; i < 24; i++)
        printf("%d ", cube[i / 12][i / 4 % 3][i % 4]);
    puts("");
    for (int i = 0; i < 12; i++)
        printf("%ld ", table[i / 4][i % 4]);
    puts("");
    printf("%x %x %x\n", masks[0], masks[1], masks[2]);
    printf("%g %g %g %g\n", highest[0], highest[1], highest[2], highest[3]);
    printf("%g %g\n", file_level[0], file_level[1]);
    printf("%d %d\n", variable(4), variable(7));
    return 0;
}
