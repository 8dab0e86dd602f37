/* SPDX-License-Identifier: MIT */
/* A parallel for never has more workers than iterations. */
#include "check.h"
#include <shm.h>

static int team, met;
#pragma shm shared(team, met)

int main(void)
{
    for (int n = 1; n < 10; n++) {
        met = team = 0;
#pragma shm parallel for num_workers(4) schedule(static, 1)
        for (int i = 0; i < n; i++) {
#pragma shm atomic write
            team = shm_num_workers();
#pragma shm atomic
            met++;
        }
        CHECK(met == n);
        CHECK(team <= n && team <= 4);
    }
#pragma shm parallel for num_workers(4) collapse(2)
    for (int i = 0; i < 1; i++)
        for (int j = 0; j < 2; j++)
            CHECK(shm_num_workers() <= 2);
    puts("no more than needed");
    return 0;
}
