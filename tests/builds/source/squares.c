/* SPDX-License-Identifier: MIT */
/* squares.c -- a loop that runs in parallel where shmcc compiles it. */
#include <unistd.h>

#include "squares.h"

int squares[SQUARES];

int
fill_squares(void)
{
    int doers[SQUARES] = { 0 }, count = 1;
#pragma shm shared(doers)

#pragma shm parallel for num_workers(2) schedule(static)
    for (int i = 0; i < SQUARES; i++) {
        squares[i] = i * i;
        doers[i] = (int)getpid();
    }
    for (int i = 1; i < SQUARES; i++)
        count += doers[i] != doers[i - 1];
    return count;
}
