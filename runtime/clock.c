/* SPDX-License-Identifier: MIT */
/* clock.c -- the one clock of the runtime.
 *
 * Limits, grace times, statistics and shm_wtime all read it, in the master and
 * in workers alike.  It is CLOCK_MONOTONIC: whoever sets the machine's time
 * changes nothing, and a time taken in one process may be compared with one
 * taken in another.
 */
#include "internal.h"

#include <time.h>

uint64_t
now_ns(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

long long
now_ms(void)
{
    return (long long)(now_ns() / 1000000);
}

double
clock_tick(void)
{
    struct timespec t;

    clock_getres(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}
