/* SPDX-License-Identifier: MIT */
/* A hundred thousand messages: a slow master holds the workers back and
 * loses none. */
#include "check.h"
#include <shm.h>

int main(void)
{
    long long sum = 0;
    long count = 0;

#pragma shm parallel for schedule(dynamic, 100)
    for (int i = 0; i < 100000; i++) {
#pragma shm reduce(i)
        {
            sum += i;
            count++;
        }
    }
    printf("%ld %lld\n", count, sum);
    return 0;
}
