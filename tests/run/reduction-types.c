/* SPDX-License-Identifier: MIT */
/* Reductions of every arithmetic type.  The starting values of min and max
 * are the ends of the type's range, also for floating and unsigned ones. */
#include "check.h"
#include <float.h>
#include <limits.h>
#include <shm.h>
#include <stdbool.h>
#include <stdint.h>

#define DIRECTIVE(...) _Pragma(#__VA_ARGS__)

#define TRY(type, base)                                                      \
    do {                                                                     \
        type sum = 1, product = 2, low = (base) + 100, high = (base);        \
        type other_low = (base) + 3, other_high = (base) + 90;               \
        DIRECTIVE(shm parallel for reduction(+ : sum)                        \
                  reduction(* : product) reduction(min : low, other_low)     \
                  reduction(max : high, other_high))                         \
        for (int i = 1; i <= 12; i++) {                                      \
            type v = (base) + (type)(5 + i);                                 \
            sum += (type)i;                                                  \
            product *= (type)(1 + (i % 3 == 0));                             \
            low = v < low ? v : low;                                         \
            high = v > high ? v : high;                                      \
            other_low = v < other_low ? v : other_low;                       \
            other_high = v > other_high ? v : other_high;                    \
        }                                                                    \
        CHECK(sum == 79 && product == 32);                                   \
        CHECK(low == (base) + 6 && high == (base) + 17);                     \
        CHECK(other_low == (base) + 3 && other_high == (base) + 90);         \
        tried++;                                                             \
    } while (0)

#define TRY_BITS(type)                                                       \
    do {                                                                     \
        type and = (type)~1ull, or = 1, xor = 3;                             \
        DIRECTIVE(shm parallel for reduction(& : and) reduction(| : or)      \
                  reduction(^ : xor))                                        \
        for (int i = 0; i < 6; i++) {                                        \
            and &= (type)~(1ull << i);                                       \
            or |= (type)(1u << i);                                           \
            xor ^= (type)(1u << i % 4);                                      \
        }                                                                    \
        CHECK(and == (type)~0x3full && or == 0x3f && xor == 0xf);            \
        tried++;                                                             \
    } while (0)

int main(void)
{
    int tried = 0;
    bool all = true, any = false;
    double huge = -DBL_MAX, tiny = DBL_MAX, flag = 0;

    TRY(char, 0);
    TRY(signed char, -101);
    TRY(unsigned char, 155);
    TRY(short, SHRT_MIN);
    TRY(unsigned short, USHRT_MAX - 100);
    TRY(int, INT_MIN);
    TRY(int, INT_MAX - 100);
    TRY(unsigned, UINT_MAX - 100);
    TRY(unsigned, 0);
    TRY(long, LONG_MIN);
    TRY(unsigned long, ULONG_MAX - 100);
    TRY(long long, LLONG_MIN);
    TRY(unsigned long long, ULLONG_MAX - 100);
    TRY(int64_t, INT64_MAX - 100);
    TRY(float, -5e6f);
    TRY(double, -1e15);
    TRY(double, 1e15);
    TRY(long double, -1e15L);
    TRY_BITS(char);
    TRY_BITS(unsigned char);
    TRY_BITS(short);
    TRY_BITS(int);
    TRY_BITS(unsigned);
    TRY_BITS(long);
    TRY_BITS(unsigned long long);

#pragma shm parallel for reduction(&& : all) reduction(|| : any, flag) \
    reduction(max : huge) reduction(min : tiny)
    for (int i = 0; i < 9; i++) {
        all = all && i != 4;
        any = any || i == 4;
        flag = flag || i == 4;
        huge = -1e300 * (i + 1) > huge ? -1e300 * (i + 1) : huge;
        tiny = 1e300 * (i + 1) < tiny ? 1e300 * (i + 1) : tiny;
    }
    CHECK(!all && any && flag == 1);
    CHECK(huge == -1e300 && tiny == 1e300);
    printf("%d types\n", tried);
    return 0;
}
