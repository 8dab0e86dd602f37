// env: SHM_MAX_LEVELS=3
/* SPDX-License-Identifier: MIT */
/* Levels of nested regions: how many enclose the caller, which of them have
 * a team, and the caller's line of descent. */
#include "check.h"
#include <shm.h>

static int innermost;
#pragma shm shared(innermost)

int main(void)
{
    int serial = shm_get_serial();

    CHECK(serial || shm_max_levels() == 3);
#pragma shm parallel num_workers(2)
    {
        int first = shm_worker_num(), base = shm_level();

#pragma shm parallel num_workers(2)
        {
            int second = shm_worker_num();

#pragma shm parallel if (0)
            {
                if (!serial) {
                    CHECK(base == 1 && shm_level() == 3);
                    CHECK(shm_active_level() == 2);
                    CHECK(shm_ancestor_num(1) == first);
                    CHECK(shm_ancestor_num(2) == second);
                    CHECK(shm_ancestor_num(3) == 0);
                    CHECK(shm_team_size(1) == 2 && shm_team_size(2) == 2);
                    CHECK(shm_team_size(3) == 1 && shm_num_workers() == 1);
                    CHECK(shm_in_parallel());
                }
#pragma shm atomic
                innermost++;
            }
        }
    }
    CHECK(innermost == (serial ? 1 : 4));
    shm_set_max_levels(1);
#pragma shm parallel num_workers(2)
    {
#pragma shm parallel num_workers(2)
        CHECK(shm_num_workers() == 1);
    }
    puts("three deep");
    return 0;
}
