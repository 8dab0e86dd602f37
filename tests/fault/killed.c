// status: 139
// timeout: 10
/* SPDX-License-Identifier: MIT */
/* A worker is killed by a signal: the region ends at once, and the master
 * says which worker, where and why. */
#include <shm.h>
#include <signal.h>
#include <stdio.h>

int main(void)
{
    puts("before");
#pragma shm parallel num_workers(2)
    {
        if (shm_worker_num() == 1) {
            signal(SIGSEGV, SIG_DFL);
            raise(SIGSEGV);
        }
#pragma shm barrier
    }
    puts("not reached");
    return 0;
}
