/* SPDX-License-Identifier: MIT */
/* constructs.c -- what a construct costs inside a region: microseconds for
 * each time that it is met, by the method of the EPCC microbenchmarks (many
 * times in a row, by all workers, as the first of them sees it). */
#include "bench.h"

enum { TIMES = 20000, FEW = 2000, PER_LOOP = 128 };

static double seconds[32];
static long counter;
static double sum;
SHARED(seconds, counter)

/* Runs `construct` n times in every worker and notes what that took. */
#define MEASURE(slot, n, construct)                                        \
    do {                                                                   \
        double start;                                                      \
        DIRECTIVE(barrier)                                                 \
        start = now();                                                     \
        for (int k_ = 0; k_ < (n); k_++) {                                 \
            construct                                                      \
        }                                                                  \
        DIRECTIVE(barrier)                                                 \
        DIRECTIVE(masked)                                                  \
        seconds[slot] = (now() - start) / (n);                             \
    } while (0)

static void
waiting(void)
{
    DIRECTIVE(parallel num_threads(2))
    {
        MEASURE(0, TIMES, DIRECTIVE(barrier));
        MEASURE(1, TIMES, DIRECTIVE(single) { counter++; });
        MEASURE(2, TIMES, DIRECTIVE(masked) { counter++; });
        MEASURE(3, TIMES, DIRECTIVE(critical) { counter++; });
        MEASURE(4, TIMES, DIRECTIVE(atomic) counter++;);
        DIRECTIVE(barrier)
        DIRECTIVE(masked)
        {
            double start = now();

            for (int k = 0; k < TIMES; k++) {
                DIRECTIVE(critical)
                counter++;
            }
            seconds[5] = (now() - start) / TIMES;
        }
    }
    figure("barrier", seconds[0] * 1e6, "us");
    figure("single", seconds[1] * 1e6, "us");
    figure("masked", seconds[2] * 1e6, "us");
    figure("critical, contended", seconds[3] * 1e6, "us");
    figure("critical, free", seconds[5] * 1e6, "us");
    figure("atomic, contended", seconds[4] * 1e6, "us");
}

#define LOOP(clauses)                                                      \
    DIRECTIVE(for clauses)                                                 \
    for (int i_ = 0; i_ < 2 * PER_LOOP; i_++)                              \
        __asm__ volatile("");

static void
loops(void)
{
    DIRECTIVE(parallel num_threads(2))
    {
        MEASURE(0, FEW, LOOP(schedule(static)));
        MEASURE(1, FEW, LOOP(schedule(static, 1)));
        MEASURE(2, FEW, LOOP(schedule(dynamic, 1)));
        MEASURE(3, FEW, LOOP(schedule(dynamic, 16)));
        MEASURE(4, FEW, LOOP(schedule(guided)));
        MEASURE(5, FEW, LOOP(reduction(+ : sum)));
        MEASURE(6, FEW, LOOP(nowait));
    }
    figure("for static", seconds[0] * 1e6, "us");
    figure("for static, chunk 1", seconds[1] * 1e6, "us");
    figure("for dynamic, chunk 1", seconds[2] * 1e6, "us");
    figure("for dynamic, chunk 16", seconds[3] * 1e6, "us");
    figure("for guided", seconds[4] * 1e6, "us");
    figure("for reduction", seconds[5] * 1e6, "us");
    figure("for nowait", seconds[6] * 1e6, "us");
}

static void
in_order(void)
{
    DIRECTIVE(parallel num_threads(2))
    {
        MEASURE(0, FEW / 10, DIRECTIVE(for ordered)
                for (int i = 0; i < 2 * PER_LOOP; i++) {
                    DIRECTIVE(ordered)
                    counter++;
                });
    }
    figure("ordered, an iteration", seconds[0] * 1e6 / (2 * PER_LOOP), "us");
}

int
main(void)
{
    waiting();
    loops();
    in_order();
    return 0;
}
