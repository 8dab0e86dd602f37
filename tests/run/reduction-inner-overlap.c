/* SPDX-License-Identifier: MIT */
/* Loops of one region that reduce a whole array, a section of it, and the
 * whole array again: the last value counts. */
#include "check.h"
#include <shm.h>

int main(void)
{
    long a[6] = {8, 5};

#pragma shm parallel
    {
#pragma shm for reduction(^ : a)
        for (int i = 0; i < 10; i++)
            a[i % 6] ^= i;
#pragma shm for reduction(+ : a[2:3])
        for (int i = 0; i < 10; i++)
            a[2 + i % 3] += i;
#pragma shm for reduction(- : a)
        for (int i = 0; i < 10; i++)
            a[i % 6] -= 100 * i;
    }
    for (int i = 0; i < 6; i++)
        printf("%ld ", a[i]);
    puts("");
    return 0;
}
