// cflags: -Wno-type-limits
/* SPDX-License-Identifier: MIT */
/* Loops without an iteration, and with one. */
#include "check.h"
#include <shm.h>

static int runs;
#pragma shm shared(runs)

#define TRY(type, init, cond, incr)                                          \
    do {                                                                     \
        int last = -1;                                                       \
        runs = 0;                                                            \
        _Pragma("shm parallel for lastprivate(last)")                        \
        for (type i = init; cond; incr) {                                    \
            last = (int)i;                                                   \
            _Pragma("shm atomic") runs++;                                    \
        }                                                                    \
        printf("%d:%d ", runs, last);                                        \
    } while (0)

int main(void)
{
    int n = 0;
    unsigned u = 3;

    TRY(int, 0, i < n, i++);
    TRY(int, 5, i < 3, i++);
    TRY(int, 5, i <= 4, i += 3);
    TRY(int, 5, i > 5, i--);
    TRY(int, 3, i >= 4, i -= 9);
    TRY(int, 4, i != 4, i++);
    TRY(unsigned, 5, i < u, i++);
    TRY(unsigned, 0, i > u, i--);
    TRY(unsigned long, 7, i < 0, i += 2);
    puts("");
    TRY(int, 4, i != 5, i++);
    TRY(int, 4, i <= 4, i += 1000);
    TRY(int, 4, i > 3, i--);
    TRY(unsigned, 2, i < u, i += 1000);
    TRY(unsigned, 4, i > u, i -= 1);
    puts("");

#pragma shm parallel
    {
        for (int round = 0; round < 3; round++)
#pragma shm for schedule(dynamic)
            for (int i = 0; i < n; i++)
                CHECK(0);
#pragma shm for collapse(2)
        for (int i = 0; i < 5; i++)
            for (int j = 3; j < 3; j++)
                CHECK(0);
    }
    return 0;
}
