/* SPDX-License-Identifier: MIT */
/* shm_set_num_workers sets the size of the teams to come; the clause beats
 * it, and serial mode beats both. */
#include "check.h"
#include <shm.h>

static int team;
#pragma shm shared(team)

int main(void)
{
    int serial = shm_get_serial(), usual = shm_max_workers();

    for (int n = 1; n < 5; n++) {
        shm_set_num_workers(n);
        CHECK(serial || shm_max_workers() == n);
#pragma shm parallel
        {
#pragma shm single
            team = shm_num_workers();
        }
        CHECK(team == (serial ? 1 : n));
    }
    shm_set_num_workers(0);
    shm_set_num_workers(-1);
    CHECK(serial || shm_max_workers() == 4);
#pragma shm parallel num_workers(2)
    {
#pragma shm single
        team = shm_num_workers();
    }
    CHECK(team == (serial ? 1 : 2));
    shm_set_num_workers(usual);
    CHECK(shm_max_workers() == usual);
    puts("as set");
    return 0;
}
