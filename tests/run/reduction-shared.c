/* SPDX-License-Identifier: MIT */
/* Reducing into a shared object combines into it once: on a region, on a
 * parallel for, on a loop inside a region. */
#include "check.h"
#include <shm.h>

static long total = 1000;
static int table[3];
#pragma shm shared(total, table)

int main(void)
{
    int local = 5;
#pragma shm shared(local)

#pragma shm parallel for reduction(+ : total, table, local)
    for (int i = 0; i < 30; i++) {
        total += i;
        table[i % 3]++;
        local++;
    }
    CHECK(total == 1435 && table[1] == 10 && local == 35);

#pragma shm parallel
    {
#pragma shm for reduction(+ : total, local) reduction(max : table)
        for (int i = 0; i < 30; i++) {
            total += i;
            local--;
            table[i % 3] = table[i % 3] > i ? table[i % 3] : i;
        }
        CHECK(total == 1870 && local == 5 && table[0] == 27);
#pragma shm barrier
#pragma shm single
        total = table[2] = 0; /* seen by the others and by the master */
        CHECK(total == 0 && table[2] == 0);
    }
    CHECK(total == 0 && table[2] == 0);
    total = 1870;
    table[2] = 29;
    CHECK(local == 5 && table[0] == 27);

#pragma shm parallel
    {
        for (int round = 1; round <= 50; round++) {
#pragma shm for reduction(+ : table[0:2])
            for (int i = 0; i < 10; i++)
                table[i % 2] += i;
            CHECK(table[0] == 27 + 20 * round && table[1] == 28 + 25 * round);
        }
    }
    CHECK(table[2] == 29);

#pragma shm parallel reduction(+ : total)
    {
#pragma shm for
        for (int i = 0; i < 30; i++)
            total += i;
    }
    printf("%ld %d\n", total, local);
    return 0;
}
