// cflags: -Wno-unused
/* SPDX-License-Identifier: MIT */
/* if(0) runs the region in the master, as a team of one: what it writes
 * stays.  if(1) forks. */
#include "check.h"
#include <shm.h>
#include <unistd.h>

static pid_t pid;
static int forks;
#pragma shm shared(pid, forks)

int main(void)
{
    pid_t master = getpid();
    int runs = 0, sum = 0, zero = 0;
#pragma shm private(runs)

#pragma shm parallel
    {
#pragma shm single
        forks = getpid() != master;
    }

#pragma shm parallel if(0)
    {
        CHECK(getpid() == master);
        CHECK(shm_num_workers() == 1 && shm_worker_num() == 0);
        runs++;
    }
    CHECK(runs == 1);

#pragma shm parallel for if (zero > 1) num_workers(3) reduction(+ : sum)
    for (int i = 0; i < 10; i++) {
        CHECK(getpid() == master);
        runs++;
        sum += i;
    }
    CHECK(runs == 11 && sum == 45);

#pragma shm parallel if (sum == 45)
    {
        runs = 100;
#pragma shm single
        pid = getpid();
    }
    CHECK((pid != master) == forks);
    CHECK(runs == (forks ? 11 : 100));

    /* A pointer and a double are conditions as well. */
#pragma shm parallel if ((void *)0)
    CHECK(getpid() == master);
#pragma shm parallel if (0.0)
    CHECK(getpid() == master);

    printf("%d\n", sum);
    return 0;
}
