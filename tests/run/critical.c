/* SPDX-License-Identifier: MIT */
/* A critical block is run by one worker at a time: nothing is lost of a
 * shared sum, and nobody else is met inside. */
#include "check.h"
#include <sched.h>
#include <shm.h>

static long sum;
static int inside, steps;
#pragma shm shared(sum, inside, steps)

int main(void)
{
#pragma shm parallel
    {
#pragma shm barrier
#pragma shm for schedule(static, 7)
        for (int i = 0; i < 5000; i++) {
#pragma shm critical
            {
                long before = sum;

                CHECK(++inside == 1);
                if (i % 16 == 0)
                    sched_yield();
                sum = before + i;
                CHECK(--inside == 0);
            }
#pragma shm critical
            steps++;
        }
    }
    printf("%ld %d\n", sum, steps);
    return 0;
}
