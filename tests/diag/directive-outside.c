/* SPDX-License-Identifier: MIT */
/* What belongs into a function. */
static int x;
#pragma shm shared(x)
#pragma shm barrier
#pragma shm parallel for
void outside(void);
struct {
    int member;
#pragma shm flush
} object;
