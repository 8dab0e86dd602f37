/* SPDX-License-Identifier: MIT */
/* Workers end without the program's atexit handlers and destructors: those
 * run once, in the master. */
#include "check.h"
#include <shm.h>
#include <unistd.h>

static pid_t master;

static void at_exit(void)
{
    puts(getpid() == master ? "handler" : "handler in a worker");
}

static __attribute__((destructor)) void destroy(void)
{
    puts(getpid() == master ? "destructor" : "destructor in a worker");
}

int main(void)
{
    master = getpid();
    atexit(at_exit);
#pragma shm parallel
    CHECK(shm_worker_num() >= 0);
#pragma shm parallel for
    for (int i = 0; i < 10; i++)
        CHECK(i >= 0);
    return 0;
}
