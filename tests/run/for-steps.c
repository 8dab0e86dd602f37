/* SPDX-License-Identifier: MIT */
/* Every form of comparison and increment of the canonical loop. */
#include "check.h"
#include <shm.h>

static long seen[200];
#pragma shm shared(seen)

/* Runs the loop in a team and then alone, and compares what was met. */
#define TRY(type, init, cond, incr)                                          \
    do {                                                                     \
        long want[200] = {0};                                                \
        for (int k = 0; k < 200; k++)                                        \
            seen[k] = 0;                                                     \
        _Pragma("shm parallel for schedule(dynamic, 2)")                     \
        for (type i = init; cond; incr) {                                    \
            _Pragma("shm atomic") seen[i + 50] += i + 1000;                  \
        }                                                                    \
        for (type i = init; cond; incr)                                      \
            want[i + 50] += i + 1000;                                        \
        for (int k = 0; k < 200; k++)                                        \
            CHECK(seen[k] == want[k]);                                       \
        tried++;                                                             \
    } while (0)

int main(void)
{
    int tried = 0, three = 3, n = 20, low = -20;

    TRY(int, 0, i < n, i++);
    TRY(int, 0, i < n, ++i);
    TRY(int, 0, i <= n, i++);
    TRY(int, 0, n > i, i++);
    TRY(int, 0, n >= i, ++i);
    TRY(int, 0, i != n, i++);
    TRY(int, 0, n != i, i++);
    TRY(int, n, i > low, i--);
    TRY(int, n, i > low, --i);
    TRY(int, n, i >= low, i--);
    TRY(int, n, low < i, i--);
    TRY(int, n, low <= i, --i);
    TRY(int, n, i != low, i--);
    TRY(int, 0, i != n, i += 1);
    TRY(int, n, i != low, i -= 1);
    TRY(int, low, i < n, i += 3);
    TRY(int, low, i < n, i += three);
    TRY(int, low, i <= n, i = i + 3);
    TRY(int, low, i < n, i = three + i);
    TRY(int, low, i < n, i = 2 * three + 1 + i);
    TRY(int, n, i > low, i -= 3);
    TRY(int, n, i >= low, i -= three);
    TRY(int, n, i > low, i = i - 7);
    TRY(int, n, i >= low, i = i - (three + 1));
    TRY(int, n, i > low, i += -2);
    TRY(int, n, i > low, i += -three);
    TRY(int, low, i < n, i -= -3);
    TRY(long, low - 2, i < n * 2 + 1, i += 1 + 1);
    TRY(short, low, i < (n > 3 ? n : 3), i += three);
    TRY(unsigned, 3, i < 40u, i += 5);
    TRY(unsigned, 40, i > 1, i -= 5);
    TRY(int, (low), (i) < (n), (i)++);
    TRY(long long, 1, i <= 7, i += 100);
    printf("%d forms\n", tried);
    return 0;
}
