/* SPDX-License-Identifier: MIT */
/* bench.h -- one source for all sides: a directive is written once, as
 *
 *     DIRECTIVE(parallel for schedule(static))
 *
 * and becomes `#pragma shm ...` under shmcc, `#pragma omp ...` with -fopenmp
 * and nothing in the serial program.  Objects that workers share are said in
 * SHARED(list), which OpenMP does not need.
 *
 * A program prints a line for each figure: its name, the value, the unit. */
#ifndef BENCH_H
#define BENCH_H

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define PRAGMA(text) _Pragma(#text)
#if defined _SHM
#include <shm.h>
#define DIRECTIVE(...) PRAGMA(shm __VA_ARGS__)
#define SHARED(...) PRAGMA(shm shared(__VA_ARGS__))
#elif defined _OPENMP
#define DIRECTIVE(...) PRAGMA(omp __VA_ARGS__)
#define SHARED(...)
#else
#define DIRECTIVE(...)
#define SHARED(...)
#endif

static inline double
now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* A wrong answer is no figure. */
static inline void
expect(const char *what, int right)
{
    if (right)
        return;
    fprintf(stderr, "%s: wrong answer\n", what);
    exit(1);
}

/* What the call takes, in ms. */
#define TIME(name, call)                                                   \
    do {                                                                   \
        double start = now();                                              \
        call;                                                              \
        figure(name, (now() - start) * 1e3, "ms");                         \
    } while (0)

static inline void
figure(const char *name, double value, const char *unit)
{
    printf("%s\t%.6g\t%s\n", name, value, unit);
}

#endif
