/* SPDX-License-Identifier: MIT */
/* A variable declared in the head of a for statement may be shared. */
#include "check.h"
#include <shm.h>

int main(void)
{
    int sum = 0;

    for (int round = 0; round < 10; round++) {
#pragma shm parallel shared(round) reduction(+ : sum)
        {
            int before = round;

#pragma shm barrier
#pragma shm single
            round += 2;
            CHECK(round == before + 2);
#pragma shm for
            for (int i = 0; i < 3; i++)
                sum += round;
        }
    }
    printf("%d\n", sum);
    return 0;
}
