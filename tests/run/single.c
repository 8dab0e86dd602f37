/* SPDX-License-Identifier: MIT */
/* single: one worker runs the block, whoever comes first; all wait for it
 * at its end, unless nowait. */
#include "check.h"
#include <sched.h>
#include <shm.h>

static int value, count, loose;
#pragma shm shared(value, count, loose)

static void in_function(int v)
{
#pragma shm single
    {
        value = v;
        count++;
    }
}

int main(void)
{
    int start = 3;

#pragma shm parallel
    {
        for (int round = 0; round < 200; round++) {
#pragma shm single
            {
                value = round;
                count++;
            }
            CHECK(value == round);
#pragma shm barrier
            in_function(-round);
            CHECK(value == -round);
#pragma shm single nowait
            {
                sched_yield();
#pragma shm atomic
                loose++;
            }
#pragma shm single nowait
#pragma shm atomic
            loose++;
#pragma shm barrier
            CHECK(loose == 2 * (round + 1));
#pragma shm barrier
        }
#pragma shm single firstprivate(start)
        {
            CHECK(start == 3);
            count += start;
        }
    }
    printf("%d %d\n", count, loose);
    return 0;
}
