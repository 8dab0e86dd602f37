/* SPDX-License-Identifier: MIT */
/* OpenMP's spellings: num_threads, master, threadprivate. */
#include "check.h"
#include <shm.h>

static int mine = 4;
#pragma shm threadprivate(mine)
static int team, count;
#pragma shm shared(team, count)

int main(void)
{
    int parallel = 0;

#pragma shm parallel num_threads(2) reduction(|| : parallel)
    {
        parallel = shm_in_parallel();
        CHECK(mine == 4);
#pragma shm master
        {
            CHECK(shm_worker_num() == 0);
            team = shm_num_workers();
            count++;
        }
    }
    CHECK(team == (parallel ? 2 : 1));
    printf("%d %d\n", mine, count);
    return 0;
}
