/* SPDX-License-Identifier: MIT */
/* What is sent in front of a barrier is delivered in front of what is sent
 * behind it, whoever sends it. */
#include "check.h"
#include <shm.h>

enum { ROUNDS = 300 };

int main(void)
{
    int messages = 0, at = 0, workers = 0;

#pragma shm parallel
    {
        for (int round = 0; round < ROUNDS; round++) {
            if ((round + shm_worker_num()) % 3) {
#pragma shm reduce(round)
                {
                    CHECK(round >= at);
                    at = round;
                    messages++;
                }
            }
#pragma shm barrier
        }
#pragma shm masked
        {
            int team = shm_num_workers();
#pragma shm reduce(team)
            workers = team;
        }
    }
    CHECK(messages == ROUNDS / 3 * 2 * workers && at == ROUNDS - 1);
    return 0;
}
