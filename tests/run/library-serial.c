/* SPDX-License-Identifier: MIT */
/* shm_set_serial: regions run in the master, as a team of one, and what they
 * write stays; switched off they fork again. */
#include "check.h"
#include <shm.h>
#include <unistd.h>

static pid_t pid;
static int team;
#pragma shm shared(pid, team)

int main(void)
{
    pid_t master = getpid();
    int serial = shm_get_serial(), kept = 0, sum = 0;
#pragma shm private(kept)

    for (int round = 0; round < 4; round++) {
        int on = serial || round % 2 == 0;

        if (!serial)
            shm_set_serial(on);
        CHECK(!shm_get_serial() == !on);
        kept = 0;
#pragma shm parallel num_workers(3)
        {
            kept = 1;
#pragma shm single
            {
                pid = getpid();
                team = shm_num_workers();
            }
#pragma shm reduce(team)
            sum += team > 0;
        }
        CHECK((pid == master) == on && kept == on && team == (on ? 1 : 3));
        CHECK(sum == team);
        sum = 0;
#pragma shm parallel for reduction(+ : sum)
        for (int i = 0; i < 10; i++)
            sum += i;
        CHECK(sum == 45);
        sum = 0;
    }
    puts("on and off");
    return 0;
}
