// status: 5
// timeout: 10
/* SPDX-License-Identifier: MIT */
/* exit in a worker ends the program with its status, though the other worker
 * would wait for ever; the program's exit handlers run once, in the master. */
#include <shm.h>
#include <stdio.h>
#include <stdlib.h>

static void farewell(void)
{
    puts("farewell");
}

int main(void)
{
    atexit(farewell);
#pragma shm parallel for num_workers(2)
    for (int i = 0; i < 2; i++) {
        if (i == 0)
            exit(5);
        for (volatile int wait = 1; wait;)
            ;
    }
    return 0;
}
