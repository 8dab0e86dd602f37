// status: 134
// timeout: 10
/* SPDX-License-Identifier: MIT */
/* A task that is killed is reported by who waits for it, and ends the program
 * as a region would. */
#include <shm.h>
#include <stdio.h>
#include <stdlib.h>

int main(void)
{
    puts("before");
#pragma shm task
    abort();
#pragma shm taskwait
    puts("never printed");
    return 0;
}
