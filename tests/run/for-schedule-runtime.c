// env: SHM_SCHEDULE=static,3
/* SPDX-License-Identifier: MIT */
/* schedule(runtime) takes SHM_SCHEDULE, or what shm_set_schedule says. */
#include "check.h"
#include <shm.h>

enum { N = 50 };

static int who[N], team;
#pragma shm shared(who, team)

static void run(void)
{
#pragma shm parallel
    {
#pragma shm single
        team = shm_num_workers();
#pragma shm for schedule(runtime)
        for (int i = 0; i < N; i++)
            who[i] = shm_worker_num();
    }
}

int main(void)
{
    run();
    for (int i = 0; i < N; i++)
        CHECK(who[i] == i / 3 % team);
    shm_set_schedule(shm_sched_static, 5);
    run();
    for (int i = 0; i < N; i++)
        CHECK(who[i] == i / 5 % team);
    puts("as set");
    return 0;
}
