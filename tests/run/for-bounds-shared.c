/* SPDX-License-Identifier: MIT */
/* Bounds and steps that are shared objects, change between loops and are
 * written in the loop: the value at the start counts. */
#include "check.h"
#include <shm.h>

static int low = 2, high = 12, by = 2;
#pragma shm shared(low, high, by)

int main(void)
{
    int sum = 0;

#pragma shm parallel for reduction(+ : sum)
    for (int i = low; i < high; i += by)
        sum += i;
    CHECK(sum == 30);

#pragma shm parallel reduction(+ : sum)
    {
#pragma shm for
        for (int i = low; i < high; i += by)
            sum += i;
#pragma shm single
        {
            low = 0;
            high = 5;
            by = 1;
        }
#pragma shm for
        for (int i = low; i < high; i += by)
            sum += i;
    }
    printf("%d\n", sum);
    return 0;
}
