/* SPDX-License-Identifier: MIT */
/* A reduction on a loop inside a region: after the loop every worker has
 * the original value and all parts, and so has the master at the end. */
#include "check.h"
#include <shm.h>

int main(void)
{
    int sum = 100, high = -1, rounds = 0;
    unsigned bits = 0;

#pragma shm parallel
    {
#pragma shm for reduction(+ : sum) schedule(dynamic)
        for (int i = 0; i < 10; i++)
            sum += i;
        CHECK(sum == 145);

        /* What has been combined is the next loop's original. */
        for (int round = 0; round < 30; round++) {
#pragma shm for reduction(+ : sum) reduction(max : high) reduction(| : bits)
            for (int i = 0; i < 4; i++) {
                sum += i;
                high = high > i + round ? high : i + round;
                bits |= 1u << round;
            }
            CHECK(sum == 145 + 6 * (round + 1));
            CHECK(high == 3 + round);
            CHECK(bits == (2u << round) - 1);
            rounds = round;
        }
        CHECK(rounds == 29);

#pragma shm for reduction(- : sum) nowait
        for (int i = 0; i < 5; i++)
            sum -= i;
#pragma shm barrier
        CHECK(sum == 315);
    }
    CHECK(high == 32);
    printf("%d %x\n", sum, bits);
    return 0;
}
