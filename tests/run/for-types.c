/* SPDX-License-Identifier: MIT */
/* The induction variable may be of any integer type. */
#include "check.h"
#include <shm.h>
#include <stddef.h>
#include <stdint.h>

enum colour { RED, GREEN, BLUE, WHITE };

/* Runs over lo..hi-1 upwards and back, and adds up i - lo. */
#define TRY(type, lo, hi)                                                    \
    do {                                                                     \
        long up = 0, down = 0, n = (long)((hi) - (lo));                      \
        _Pragma("shm parallel for reduction(+ : up)")                        \
        for (type i = (lo); i < (hi); i++)                                   \
            up += (long)(i - (lo));                                          \
        _Pragma("shm parallel for reduction(+ : down) schedule(dynamic, 3)") \
        for (type i = (hi); i > (lo); --i)                                   \
            down += (long)(i - (lo)) - 1;                                    \
        CHECK(up == n * (n - 1) / 2);                                        \
        CHECK(down == up);                                                   \
        tried++;                                                             \
    } while (0)

int main(void)
{
    int tried = 0, colours = 0;

    TRY(char, 10, 100);
    TRY(signed char, -100, 100);
    TRY(unsigned char, 3, 250);
    TRY(short, -300, 300);
    TRY(unsigned short, 65000u, 65535u);
    TRY(int, -17, 17);
    TRY(unsigned, 4000000000u, 4000000100u);
    TRY(unsigned int, 0u, 100u);
    TRY(long, -3L, 40L);
    TRY(unsigned long, 5ul, 55ul);
    TRY(long long, -10LL, 90LL);
    TRY(unsigned long long, 1ull << 63, (1ull << 63) + 100);
    TRY(size_t, (size_t)0, (size_t)99);
    TRY(ptrdiff_t, (ptrdiff_t)-5, (ptrdiff_t)5);
    TRY(int8_t, -128, 127);
    TRY(uint64_t, UINT64_MAX - 70, UINT64_MAX);

#pragma shm parallel for reduction(+ : colours)
    for (enum colour c = RED; c <= BLUE; c++)
        colours += 1 << c;
    CHECK(colours == 7);
    printf("%d types\n", tried);
    return 0;
}
