// status: 70
// timeout: 10
/* SPDX-License-Identifier: MIT */
/* A task in the background is waited for at the program's normal end, and its
 * failure is the program's. */
#include <shm.h>
#include <stdio.h>
#include <unistd.h>

int main(void)
{
#pragma shm task
    {
        puts("in the background");
        fflush(stdout);
        _exit(0);
    }
    return 0;
}
