// cflags: -Wno-unused
/* SPDX-License-Identifier: MIT */
/* Arrays and sections reduced on a loop inside a region. */
#include "check.h"
#include <shm.h>

static long global[2][2];

int main(void)
{
    int a[5] = {1, 2, 3, 4, 5}, n = 3;
    double numbers[6] = {0}, *p = numbers;

#pragma shm parallel
    {
        for (int round = 1; round <= 10; round++) {
#pragma shm for reduction(+ : a, global) reduction(+ : p[1:n]) \
    schedule(dynamic, 2)
            for (int i = 0; i < 20; i++) {
                a[i % 5]++;
                global[i % 2][i / 2 % 2] += i;
                p[1 + i % 3] += 0.5;
            }
            for (int i = 0; i < 5; i++)
                CHECK(a[i] == i + 1 + 4 * round);
            CHECK(global[0][0] == 40 * round && global[1][1] == 55 * round);
            CHECK(p[0] == 0 && p[1] == 3.5 * round && p[4] == 0);
        }
    }
    for (int i = 0; i < 5; i++)
        printf("%d ", a[i]);
    for (int i = 0; i < 4; i++)
        printf("%ld ", global[i / 2][i % 2]);
    for (int i = 0; i < 6; i++)
        printf("%g ", numbers[i]);
    puts("");
    return 0;
}
