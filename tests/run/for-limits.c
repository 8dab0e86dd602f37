/* SPDX-License-Identifier: MIT */
/* Loops at the ends of their type's range, and with a span that the signed
 * type itself cannot hold: nothing overflows. */
#include "check.h"
#include <limits.h>
#include <shm.h>
#include <stdint.h>

static unsigned long long count, sum;
#pragma shm shared(count, sum)

/* Prints the number of iterations and the sum of i modulo 2^64. */
#define TRY(type, init, cond, incr)                                          \
    do {                                                                     \
        count = sum = 0;                                                     \
        _Pragma("shm parallel for schedule(dynamic)")                        \
        for (type i = init; cond; incr) {                                    \
            _Pragma("shm critical")                                          \
            {                                                                \
                count++;                                                     \
                sum += (unsigned long long)i;                                \
            }                                                                \
        }                                                                    \
        printf("%llu %llx\n", count, sum);                                   \
    } while (0)

int main(void)
{
    int quarter = 1 << 30;
    long long half = 1LL << 62, eighth = 1LL << 61;

    TRY(signed char, -128, i < 127, i++);
    TRY(signed char, 127, i > -128, i--);
    TRY(unsigned char, 0, i < 255, i++);
    TRY(unsigned char, 255, i > 0, i--);
    TRY(short, SHRT_MAX, i > SHRT_MIN, i -= 4369);
    TRY(int, INT_MAX - 5, i < INT_MAX, i++);
    TRY(int, INT_MIN + 5, i > INT_MIN, i--);
    TRY(int, INT_MIN, i < INT_MIN + 5, i++);
    TRY(int, INT_MIN, i < INT_MAX - quarter, i += quarter);
    TRY(int, INT_MAX, i > INT_MIN + quarter, i -= quarter);
    TRY(unsigned, 0, i < UINT_MAX, i += UINT_MAX / 5);
    TRY(unsigned, UINT_MAX, i > 0, i -= UINT_MAX / 3);
    TRY(unsigned, UINT_MAX - 9, i != UINT_MAX, i++);
    TRY(long long, LLONG_MAX - 7, i < LLONG_MAX, i++);
    TRY(long long, LLONG_MIN + 7, i > LLONG_MIN, --i);
    TRY(long long, LLONG_MIN, i < 0, i += eighth);
    TRY(long long, LLONG_MIN, i <= LLONG_MAX - half, i += half);
    TRY(long long, LLONG_MAX, i >= LLONG_MIN + half, i -= half);
    TRY(uint64_t, UINT64_MAX - 10, i < UINT64_MAX, i += 5);
    TRY(uint64_t, UINT64_MAX, i > UINT64_MAX - 10, i--);
    TRY(uint64_t, 0, i < 3ULL << 62, i += 1ULL << 62);
    TRY(uint64_t, UINT64_MAX, i > 1ULL << 62, i -= 1ULL << 62);
    return 0;
}
