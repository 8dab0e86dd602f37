/* SPDX-License-Identifier: MIT */
/* What directive-in-header.c includes: objects, functions, and lines that
 * are text of a function. */
#ifndef DIRECTIVE_IN_HEADER_H
#define DIRECTIVE_IN_HEADER_H

static int in_header = 4;
#pragma shm shared(in_header)

#ifdef _SHM
#define UNDER_SHMCC 1
#else
#define UNDER_SHMCC 0
#endif

static inline void twice_in_parallel(void)
{
#pragma shm parallel
    {
#pragma shm single
        in_header *= 2;
    }
}

#endif
