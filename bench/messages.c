/* SPDX-License-Identifier: MIT */
/* messages.c -- how much two workers can send to the master: reduce blocks of
 * 16 bytes and of a quarter of a megabyte.  The other sides do the same work
 * in a critical block. */
#include "bench.h"

#include <string.h>

enum { SMALL = 2000000, LARGE = 2000, WORDS = 1 << 15 };

#ifdef _SHM
#define HAND_OVER(...) DIRECTIVE(reduce(__VA_ARGS__))
#else
#define HAND_OVER(...) DIRECTIVE(critical)
#endif

static long sum;
static long words[WORDS];

static double
small(void)
{
    double start = now();

    sum = 0;
    DIRECTIVE(parallel for num_threads(2))
    for (long i = 0; i < SMALL; i++) {
        long value = i;

        HAND_OVER(i, value)
        sum += i + value;
    }
    if (sum != (long)SMALL * (SMALL - 1))
        exit(1);
    return SMALL / (now() - start);
}

static double
large(void)
{
    double start = now();

    sum = 0;
    DIRECTIVE(parallel for num_threads(2))
    for (long i = 0; i < LARGE; i++) {
        long value[WORDS];

        memset(value, (int)i, sizeof value);
        HAND_OVER(value)
        {
            memcpy(words, value, sizeof value);
            sum += words[WORDS - 1] & 1;
        }
    }
    if (sum != LARGE / 2)
        exit(1);
    return LARGE * (double)sizeof words / (now() - start);
}

int
main(void)
{
    figure("messages of 16 bytes", small() * 1e-6, "M/s");
    figure("messages of 256 KiB", large() * 1e-9, "GB/s");
    return 0;
}
