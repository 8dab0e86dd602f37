/* SPDX-License-Identifier: MIT */
/* The induction variable may be declared outside the loop: an automatic, a
 * static, a parameter, a global.  In the loop it is the worker's own. */
#include "check.h"
#include <shm.h>

static unsigned file_level;
char small;

static long with_parameter(long n, long k)
{
    long sum = 0;

#pragma shm parallel for reduction(+ : sum)
    for (k = 0; k < n; k++)
        sum += k;
    return sum;
}

int main(void)
{
    static short kept;
    int i, j, k;
    long sum = 0;

#pragma shm parallel for reduction(+ : sum)
    for (i = 0; i < 10; i++)
        sum += i;
#pragma shm parallel for reduction(+ : sum) private(j, k)
    for (kept = 10; kept > 0; kept--)
        for (j = 0; j < kept; j++)
            for (k = 0; k < 2; k++)
                sum++;
#pragma shm parallel for reduction(+ : sum)
    for (file_level = 5; file_level <= 15; file_level += 5)
        sum += file_level;
#pragma shm parallel for reduction(+ : sum)
    for (small = 'a'; small < 'e'; ++small)
        sum += small;
#pragma shm parallel for collapse(2) reduction(+ : sum)
    for (i = 0; i < 3; i++)
        for (j = 0; j < 4; j++)
            sum += i * j;
#pragma shm parallel reduction(+ : sum)
    {
#pragma shm for
        for (i = 0; i < 10; i++)
            sum += i;
#pragma shm for schedule(dynamic)
        for (i = 10; i > 0; i--)
            sum += i;
    }
    printf("%ld %ld\n", sum, with_parameter(100, 3));
    return 0;
}
