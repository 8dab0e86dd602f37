/* SPDX-License-Identifier: MIT */
/* heap.c -- pairs of getting and giving back memory, of all sizes in turn, by
 * one worker alone and by two at once: the shared heap against the C library's
 * malloc, which is what the other sides have. */
#include "bench.h"

#ifdef _SHM
#define GET shm_malloc
#define GIVE shm_free
#else
#define GET malloc
#define GIVE free
#endif

enum { KEPT = 16, LEAST = 16, MOST = 1 << 20, PAIRS = 200000 };

static double seconds[2];
SHARED(seconds)

/* Some blocks are kept for a while, as programs do; the first byte of each is
 * written to. */
static void
pairs(size_t size, int times)
{
    char *kept[KEPT] = {0};

    for (int i = 0; i < times; i++) {
        GIVE(kept[i % KEPT]);
        kept[i % KEPT] = GET(size);
        if (!kept[i % KEPT])
            exit(1);
        *kept[i % KEPT] = 1;
    }
    for (int i = 0; i < KEPT; i++)
        GIVE(kept[i]);
}

/* Nanoseconds for a pair, as the first worker sees it. */
static double
measure(size_t size, int workers)
{
    int times = size < 65536 ? PAIRS : PAIRS / 20;

    DIRECTIVE(parallel num_threads(2))
    {
        double start;

        DIRECTIVE(barrier)
        start = now();
        DIRECTIVE(masked)
        pairs(size, times);
        if (workers == 2) {
            DIRECTIVE(masked filter(1))
            pairs(size, times);
            DIRECTIVE(barrier)
        }
        DIRECTIVE(masked)
        seconds[0] = (now() - start) / times;
    }
    return seconds[0] * 1e9;
}

int
main(void)
{
    char name[64];

    for (size_t size = LEAST; size <= MOST; size *= 8)
        for (int workers = 1; workers <= 2; workers++) {
            snprintf(name, sizeof name, "%zu bytes, %s", size,
                     workers == 1 ? "one" : "two at once");
            figure(name, measure(size, workers), "ns");
        }
    return 0;
}
