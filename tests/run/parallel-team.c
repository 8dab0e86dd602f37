/* SPDX-License-Identifier: MIT */
/* A region runs once in each worker: processes of their own, with the
 * numbers 0 to shm_num_workers() - 1.  Serially the master is worker 0. */
#include "check.h"
#include <shm.h>
#include <unistd.h>

enum { MOST = 64 };

static pid_t pid[MOST];
static int met[MOST], team;
#pragma shm shared(pid, met, team)

int main(void)
{
    pid_t master = getpid();

#pragma shm parallel
    {
        int me = shm_worker_num();

        CHECK(0 <= me && me < shm_num_workers());
        pid[me] = getpid();
        met[me]++;
        team = shm_num_workers();
    }

    CHECK(getpid() == master);
    CHECK(1 <= team && team <= MOST);
    for (int i = 0; i < team; i++) {
        CHECK(met[i] == 1);
        for (int j = 0; j < i; j++)
            CHECK(pid[i] != pid[j]);
    }
    if (team > 1)
        for (int i = 0; i < team; i++)
            CHECK(pid[i] != master);
    for (int i = team; i < MOST; i++)
        CHECK(met[i] == 0);
    puts("every worker once");
    return 0;
}
