// cflags: -Wno-unused-parameter
/* SPDX-License-Identifier: MIT */
/* num_workers(e) sets the size of the team; serial mode beats it.  A value
 * of 0 or less gives a message, and the default is used. */
#include "check.h"
#include <shm.h>
#include <unistd.h>

static int team, met;
static pid_t pid;
#pragma shm shared(team, met, pid)

/* Runs a region with the clause and says how many workers it had. */
static int size_of_team(int wanted)
{
    met = 0;
#pragma shm parallel num_workers(wanted)
    {
#pragma shm atomic
        met++;
#pragma shm single
        {
            team = shm_num_workers();
            pid = getpid();
        }
    }
    CHECK(met == team);
    return team;
}

int main(void)
{
    int usual, serial;

#pragma shm parallel
    {
#pragma shm single
        {
            team = shm_num_workers();
            pid = getpid();
        }
    }
    usual = team;
    serial = pid == getpid();

    for (int n = 1; n <= 5; n++)
        CHECK(size_of_team(n) == (serial ? 1 : n));
    CHECK(size_of_team(0) == usual);
    CHECK(size_of_team(-3) == usual);

    met = 0;
#pragma shm parallel num_threads(1 + 1)
    {
#pragma shm atomic
        met++;
    }
    CHECK(met == (serial ? 1 : 2));
    puts("as asked for");
    return 0;
}
