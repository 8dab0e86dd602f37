/* SPDX-License-Identifier: MIT */
/* A region inside a region: beyond SHM_MAX_LEVELS (1) it runs serially in
 * the worker that meets it, and what it writes stays in that worker. */
#include "check.h"
#include <shm.h>
#include <unistd.h>

static int inner_runs, outer_runs;
#pragma shm shared(inner_runs, outer_runs)

int main(void)
{
    int total = 0;

#pragma shm parallel num_workers(2) reduction(+ : total)
    {
        pid_t worker = getpid();
        int mine = 0, sum = 0;
#pragma shm private(mine)

#pragma shm atomic
        outer_runs++;
#pragma shm parallel num_workers(4)
        {
            CHECK(getpid() == worker);
            CHECK(shm_num_workers() == 1 && shm_worker_num() == 0);
            mine++;
#pragma shm atomic
            inner_runs++;
        }
        CHECK(mine == 1);

#pragma shm parallel for reduction(+ : sum)
        for (int i = 0; i < 10; i++) {
            mine++;
            sum += i;
        }
        CHECK(mine == 11 && sum == 45);

        /* The outer team is the running one again. */
#pragma shm for
        for (int i = 0; i < 10; i++)
            total += i;
    }
    CHECK(inner_runs == outer_runs);
    printf("%d\n", total);
    return 0;
}
