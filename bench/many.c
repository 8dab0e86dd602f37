/* SPDX-License-Identifier: MIT */
/* many.c -- constructs in teams of more workers than there are processors:
 * microseconds for each time that all of them have met one. */
#include "bench.h"

enum { TIMES = 50, ITERATIONS = 4096 };

static double seconds[3];
static int met;
SHARED(seconds, met)

#define MEASURE(slot, construct)                                           \
    do {                                                                   \
        double start;                                                      \
        DIRECTIVE(barrier)                                                 \
        start = now();                                                     \
        for (int k_ = 0; k_ < TIMES; k_++) {                               \
            construct                                                      \
        }                                                                  \
        DIRECTIVE(masked)                                                  \
        seconds[slot] = (now() - start) / TIMES;                           \
    } while (0)

#define LOOP(clauses)                                                      \
    DIRECTIVE(for clauses)                                                 \
    for (int i_ = 0; i_ < ITERATIONS; i_++)                                \
        __asm__ volatile("");

static void
team(int workers)
{
    static const char *const names[] = {"barrier", "static loop",
                                        "dynamic loop"};
    char name[64];

    met = 0;
    DIRECTIVE(parallel num_threads(workers))
    {
        MEASURE(0, DIRECTIVE(barrier));
        MEASURE(1, LOOP(schedule(static)));
        MEASURE(2, LOOP(schedule(dynamic, 16)));
        DIRECTIVE(atomic)
        met++;
    }
#if defined _SHM || defined _OPENMP
    expect("many", met == workers);
#endif
    for (int i = 0; i < 3; i++) {
        snprintf(name, sizeof name, "%d workers: %s", workers, names[i]);
        figure(name, seconds[i] * 1e6, "us");
    }
}

int
main(void)
{
    team(7);
    team(32);
    team(128);
    return 0;
}
