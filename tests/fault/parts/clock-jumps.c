/* SPDX-License-Identifier: MIT */
/* clock-jumps.c -- to be preloaded: whoever asks for the time of day is told
 * one that jumps an hour forth and back, and is counted. */
#define _GNU_SOURCE 1
#include <errno.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

enum { HOUR = 3600 };

static void
jump(time_t *seconds)
{
    static unsigned asked;

    *seconds += asked++ % 2 ? HOUR : -HOUR;
}

int
clock_gettime(clockid_t clock, struct timespec *t)
{
    int got = (int)syscall(SYS_clock_gettime, clock, t);

    if (got == 0 && clock != CLOCK_MONOTONIC
        && clock != CLOCK_PROCESS_CPUTIME_ID) {
        dprintf(STDERR_FILENO, "the time of day is asked for\n");
        jump(&t->tv_sec);
    }
    return got;
}

int
gettimeofday(struct timeval *restrict t, void *restrict zone)
{
    struct timespec now;

    (void)zone;
    if (clock_gettime(CLOCK_REALTIME, &now) < 0)
        return -1;
    *t = (struct timeval){ now.tv_sec, now.tv_nsec / 1000 };
    return 0;
}

time_t
time(time_t *to)
{
    struct timespec now;

    if (clock_gettime(CLOCK_REALTIME, &now) < 0)
        return -1;
    if (to)
        *to = now.tv_sec;
    return now.tv_sec;
}
