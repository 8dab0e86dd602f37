/* SPDX-License-Identifier: MIT */
/* terminal.c -- a region that goes on until it is told to end: by a key, or
 * where it was continued after a stop. */
#include <shm.h>
#include <signal.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

static int calls, continued;
#pragma shm shared(calls, continued)

static void
handler(int number)
{
    if (number == SIGCONT)
        continued = 1;
    else
        calls++;
}

int
main(int argc, char **argv)
{
    const struct timespec moment = { 0, 1000000 };
    int workers = 0;

    (void)argv;
    signal(SIGCONT, handler);
#ifdef HANDLER
    signal(SIGINT, handler);
#endif
    (void)argc;
#pragma shm parallel num_workers(3) reduction(+: workers)
    {
#pragma shm barrier
        if (shm_worker_num() == 0 && write(1, "ready\n", 6) != 6)
            _exit(9);
        while (!continued && !calls)
            nanosleep(&moment, 0);
        workers++;
    }
    printf("%d workers, %d calls\n", workers, calls);
    return 0;
}
