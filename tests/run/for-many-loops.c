/* SPDX-License-Identifier: MIT */
/* The same loop met very often in one region, and many loops in a row:
 * whatever the runtime keeps for a loop is used again. */
#include "check.h"
#include <shm.h>

static long total;
#pragma shm shared(total)

static void add(int n)
{
#pragma shm for schedule(dynamic, 5) nowait
    for (int i = 0; i < n; i++) {
#pragma shm atomic
        total += i;
    }
}

int main(void)
{
    long want = 0;

    for (int round = 0; round < 1000; round++)
        want += (long)(round % 20) * (round % 20 - 1) / 2;
#pragma shm parallel
    {
        for (int round = 0; round < 1000; round++)
            add(round % 20);
        for (int round = 0; round < 200; round++) {
#pragma shm for
            for (int i = 0; i < 3; i++) {
#pragma shm atomic
                total -= 1;
            }
        }
    }
    CHECK(total == want - 600);
    printf("%ld\n", total);
    return 0;
}
