/* SPDX-License-Identifier: MIT */
/* A function with a region calls itself, between regions and from within:
 * each call has its own region and its own variables. */
#include "check.h"
#include <shm.h>

static long count(int depth)
{
    long here = 0, below = 0;

    if (depth == 0)
        return 1;
    below = count(depth - 1);
#pragma shm parallel for reduction(+ : here)
    for (int i = 0; i < 3; i++)
        here += below + depth;
    return here;
}

/* The inner calls meet their region inside a worker. */
static long nested(int depth)
{
    long sum = 0;

    if (depth == 0)
        return 1;
#pragma shm parallel for reduction(+ : sum)
    for (int i = 0; i < 2; i++)
        sum += nested(depth - 1);
    return sum;
}

int main(void)
{
    printf("%ld %ld\n", count(5), nested(6));
    return 0;
}
