/* SPDX-License-Identifier: MIT */
/* Every schedule, with and without a chunk and with the modifiers, runs each
 * iteration exactly once. */
#include "check.h"
#include <shm.h>
#include <string.h>

enum { N = 103 };

static int hits[N];
#pragma shm shared(hits)

/* The loop is run by a team and must have met every iteration once. */
#define TRY(clause)                                                          \
    do {                                                                     \
        memset(hits, 0, sizeof hits);                                        \
        _Pragma(clause) for (int i = 0; i < N; i++)                          \
        {                                                                    \
            _Pragma("shm atomic") hits[i]++;                                 \
        }                                                                    \
        for (int i = 0; i < N; i++)                                          \
            CHECK(hits[i] == 1);                                             \
        tried++;                                                             \
    } while (0)

int main(void)
{
    int tried = 0;

    TRY("shm parallel for");
    TRY("shm parallel for schedule(static)");
    TRY("shm parallel for schedule(static, 1)");
    TRY("shm parallel for schedule(static, 7)");
    TRY("shm parallel for schedule(static, 1000)");
    TRY("shm parallel for schedule(dynamic)");
    TRY("shm parallel for schedule(dynamic, 1)");
    TRY("shm parallel for schedule(dynamic, 7)");
    TRY("shm parallel for schedule(dynamic, 1000)");
    TRY("shm parallel for schedule(guided)");
    TRY("shm parallel for schedule(guided, 1)");
    TRY("shm parallel for schedule(guided, 7)");
    TRY("shm parallel for schedule(guided, 1000)");
    TRY("shm parallel for schedule(auto)");
    TRY("shm parallel for schedule(runtime)");
    TRY("shm parallel for schedule(monotonic: static)");
    TRY("shm parallel for schedule(monotonic: dynamic, 3)");
    TRY("shm parallel for schedule(nonmonotonic: dynamic)");
    TRY("shm parallel for schedule(nonmonotonic: guided, 2)");
    TRY("shm parallel for schedule(monotonic: runtime)");
    TRY("shm parallel for schedule(nonmonotonic: auto)");
    printf("%d schedules\n", tried);
    return 0;
}
