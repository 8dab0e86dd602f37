/* SPDX-License-Identifier: MIT */
/* ordered blocks run in iteration order with every schedule, up and down,
 * collapsed, and in a loop inside a region. */
#include "check.h"
#include <shm.h>
#include <unistd.h>

static int turn;
#pragma shm shared(turn)

#define TRY(clauses)                                                         \
    do {                                                                     \
        turn = 0;                                                            \
        _Pragma(clauses) for (int i = 0; i < 40; i++)                        \
        {                                                                    \
            usleep(i % 8 == 0 ? 500 : 0);                                    \
            _Pragma("shm ordered") CHECK(turn++ == i);                       \
        }                                                                    \
        CHECK(turn == 40);                                                   \
    } while (0)

int main(void)
{
    TRY("shm parallel for ordered");
    TRY("shm parallel for ordered schedule(static)");
    TRY("shm parallel for ordered schedule(static, 1)");
    TRY("shm parallel for ordered schedule(static, 3)");
    TRY("shm parallel for ordered schedule(dynamic)");
    TRY("shm parallel for ordered schedule(dynamic, 4)");
    TRY("shm parallel for ordered schedule(monotonic: guided)");
    TRY("shm parallel for ordered schedule(guided, 2)");
    TRY("shm parallel for ordered schedule(auto)");
    TRY("shm parallel for ordered schedule(runtime)");

#pragma shm parallel for ordered schedule(dynamic)
    for (int i = 10; i > 0; i -= 2) {
        int square = i * i;

        usleep(i == 10 ? 5000 : 0); /* others would come first */
#pragma shm ordered
        {
            printf("%d ", square);
        }
    }
    puts("");
#pragma shm parallel for ordered collapse(2) schedule(static, 1)
    for (int i = 0; i < 3; i++)
        for (char c = 'a'; c <= 'd'; c++) {
            usleep(i == 0 ? 1000 : 0);
#pragma shm ordered
            printf("%d%c ", i, c);
        }
    puts("");
#pragma shm parallel
    {
        for (int round = 0; round < 3; round++)
#pragma shm for ordered schedule(dynamic, 1) nowait
            for (int i = 0; i < 10; i++) {
                usleep(i == 0 ? 5000 : 0);
#pragma shm ordered
                if (round == 2)
                    printf("%d ", i);
            }
    }
    puts("");
    return 0;
}
