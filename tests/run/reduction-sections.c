/* SPDX-License-Identifier: MIT */
/* Array sections a[lo:n]: of pointers, arrays, parameters, several
 * dimensions.  Elements outside the section are not touched. */
#include "check.h"
#include <shm.h>
#include <stdlib.h>

enum { N = 40 };

static void count(int n, const int *key, long *bucket, int buckets)
{
#pragma shm parallel for reduction(+ : bucket[0:buckets])
    for (int i = 0; i < n; i++)
        bucket[key[i] % buckets] += key[i];
}

static void middle(double a[], int lo, int n)
{
#pragma shm parallel for reduction(max : a[lo : n]) schedule(dynamic, 3)
    for (int i = 0; i < N; i++)
        a[lo + i % n] = a[lo + i % n] > i ? a[lo + i % n] : i;
}

int main(void)
{
    int key[N], fixed[8] = {1, 1, 1, 1, 1, 1, 1, 1}, grid[4][3] = {{0}};
    long *bucket = calloc(7, sizeof *bucket);
    double a[10] = {0, 0, 0, 38.5};

    CHECK(bucket);
    for (int i = 0; i < N; i++)
        key[i] = i * 3;
    bucket[6] = 1000;
    count(N, key, bucket, 6);
    for (int i = 0; i < 7; i++)
        printf("%ld ", bucket[i]);
    puts("");
    free(bucket);

    middle(a, 2, 4);
    for (int i = 0; i < 10; i++)
        printf("%g ", a[i]);
    puts("");

#pragma shm parallel for reduction(+ : fixed[2:3], grid[1:2])
    for (int i = 0; i < N; i++) {
        fixed[2 + i % 3] += i;
        grid[1 + i % 2][i % 3]++;
    }
    for (int i = 0; i < 8; i++)
        printf("%d ", fixed[i]);
    puts("");

#pragma shm parallel for reduction(- : grid[0:4][0:3]) \
    reduction(* : fixed[:2])
    for (int i = 0; i < 5; i++) {
        grid[i % 4][i % 3] -= 10;
        fixed[i % 2] *= 2;
    }
    for (int i = 0; i < 12; i++)
        printf("%d ", grid[i / 3][i % 3]);
    printf("%d %d\n", fixed[0], fixed[1]);
    return 0;
}
