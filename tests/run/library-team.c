/* SPDX-License-Identifier: MIT */
/* Who am I, how many are we, and how deep: in the region and outside. */
#include "check.h"
#include <shm.h>
#include <unistd.h>

int main(void)
{
    int limit = shm_max_workers();
    pid_t master = getpid();

    CHECK(shm_worker_num() == 0 && shm_num_workers() == 1);
    CHECK(!shm_in_parallel() && shm_level() == 0 && shm_active_level() == 0);
    CHECK(shm_ancestor_num(0) == 0 && shm_team_size(0) == 1);
    CHECK(shm_ancestor_num(-1) == -1 && shm_team_size(5) == -1);
    CHECK(shm_num_procs() >= 1 && limit >= 1 && shm_max_levels() >= 1);
    CHECK(shm_worker_pid() == master && shm_master_pid() == master);

#pragma shm parallel
    {
        int me = shm_worker_num(), n = shm_num_workers();

        CHECK(0 <= me && me < n && n <= limit);
        CHECK(shm_in_parallel() == (n > 1) && shm_active_level() == (n > 1));
        CHECK(shm_ancestor_num(0) == 0 && shm_team_size(0) == 1);
        CHECK(shm_ancestor_num(shm_level()) == me);
        CHECK(shm_team_size(shm_level()) == n);
        CHECK(shm_team_size(shm_level() + 1) == -1);
        CHECK(shm_master_pid() == master);
        CHECK(shm_worker_pid() == getpid());
    }
    CHECK(shm_worker_num() == 0 && shm_num_workers() == 1);
    CHECK(!shm_in_parallel() && shm_level() == 0);
    puts("known");
    return 0;
}
