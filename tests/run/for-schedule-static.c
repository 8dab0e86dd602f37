/* SPDX-License-Identifier: MIT */
/* schedule(static, c) gives chunk k to worker k mod n; without a chunk each
 * worker has one run of about equal length.  Two such loops of the same
 * length are shared out alike. */
#include "check.h"
#include <shm.h>

enum { N = 100, C = 7 };

static int by_chunk[N], by_run[N], team;
#pragma shm shared(by_chunk, by_run, team)

int main(void)
{
    int mine[N] = {0};

#pragma shm parallel
    {
        int me = shm_worker_num();

#pragma shm single
        team = shm_num_workers();

#pragma shm for schedule(static, C)
        for (int i = 0; i < N; i++)
            by_chunk[i] = me;

#pragma shm for schedule(static) nowait
        for (int i = 0; i < N; i++) {
            by_run[i] = me;
            mine[i] = i + 1;
        }
        /* The same worker has the same iterations: its own array has them,
         * with no barrier between the loops. */
#pragma shm for schedule(static)
        for (int i = 0; i < N; i++)
            CHECK(mine[i] == i + 1);
    }

    for (int i = 0; i < N; i++)
        CHECK(by_chunk[i] == i / C % team);
    for (int i = 0, length = 0; i < N; i++) {
        length = i > 0 && by_run[i] == by_run[i - 1] ? length + 1 : 1;
        CHECK(i == 0 || by_run[i] >= by_run[i - 1]);
        CHECK(length <= N / team + 1);
    }
    puts("shared out as promised");
    return 0;
}
