// status: 5
// timeout: 10
/* SPDX-License-Identifier: MIT */
/* exit in a task of a task of a worker ends the program with its status; the
 * exit handlers run once, in the master. */
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
#pragma shm parallel num_workers(1)
    {
#pragma shm task
        {
#pragma shm task
            {
                exit(5);
            }
        }
    }
    puts("never printed");
    return 0;
}
