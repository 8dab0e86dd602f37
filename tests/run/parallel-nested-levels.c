// env: SHM_MAX_LEVELS=2
/* SPDX-License-Identifier: MIT */
/* With two levels allowed a worker forks a team of its own: it is that
 * team's master, and gets its reductions and its reduce blocks. */
#include "check.h"
#include <shm.h>
#include <unistd.h>

static int sums[64], inner_team;
static pid_t inner_pid;
#pragma shm shared(sums, inner_team, inner_pid)

int main(void)
{
    long total = 0, squares = 0;
    pid_t master = getpid();
    int serial;

#pragma shm parallel
    {
#pragma shm single
        inner_pid = getpid();
    }
    serial = inner_pid == master;

#pragma shm parallel for num_workers(2) reduction(+ : total)
    for (int i = 0; i < 8; i++) {
        pid_t worker = getpid();
        int sum = 0, sent = 0;

#pragma shm parallel for num_workers(2) reduction(+ : sum)
        for (int j = 0; j < 100; j++) {
            CHECK((getpid() != worker) == !serial);
            sum += i * j;
#pragma shm reduce(j)
            sent += j;
#pragma shm atomic write
            inner_team = shm_num_workers();
        }
        CHECK(getpid() == worker);
        CHECK(sum == i * 4950 && sent == 4950);
        sums[i] = sum;
        total += sum;
#pragma shm reduce(i)
        {
            CHECK(getpid() == master);
            squares += i * i;
        }
    }

    CHECK(inner_team == (serial ? 1 : 2));
    for (int i = 0; i < 8; i++)
        CHECK(sums[i] == i * 4950);
    printf("%ld %ld\n", total, squares);
    return 0;
}
