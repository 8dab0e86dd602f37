/* SPDX-License-Identifier: MIT */
/* Reduce blocks in a region without a loop: each worker sends; what the
 * master has got is there after the region. */
#include "check.h"
#include <shm.h>

static int team;
#pragma shm shared(team)

int main(void)
{
    int got[64] = {0}, messages = 0, total = 0;

#pragma shm parallel reduction(+ : total)
    {
        int me = shm_worker_num();

#pragma shm single
        team = shm_num_workers();
        for (int round = 0; round < 10; round++) {
            int value = me * 10 + round;

#pragma shm reduce(me, value, round)
            {
                CHECK(value == me * 10 + round);
                got[me]++;
                messages++;
            }
#pragma shm barrier
        }
#pragma shm for
        for (int i = 0; i < 10; i++)
            total += i;
    }
    CHECK(messages == 10 * team);
    for (int i = 0; i < 64; i++)
        CHECK(got[i] == (i < team ? 10 : 0));
    printf("%d\n", total);
    return 0;
}
