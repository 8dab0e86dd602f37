/* SPDX-License-Identifier: MIT */
/* atomic read and write: a value is read as it was written by somebody,
 * whole, with and without a memory order. */
#include "check.h"
#include <shm.h>

static long long word;
static double number = 1.5;
static __int128 wide;
static int last, orders;
#pragma shm shared(word, number, wide, last, orders)

int main(void)
{
#pragma shm parallel for schedule(static, 1)
    for (int i = 0; i < 100000; i++) {
        long long mine = (long long)i << 32 | (unsigned)i, seen;
        double d;
        __int128 w;

#pragma shm atomic write
        word = mine;
#pragma shm atomic read
        seen = word;
        CHECK(seen >> 32 == (seen & 0xffffffff));
#pragma shm atomic write
        number = i + 0.5;
#pragma shm atomic read
        d = number;
        CHECK(d - (int)d == 0.5);
#pragma shm atomic write
        wide = (__int128)i << 64 | i;
#pragma shm atomic read
        w = wide;
        CHECK((long long)(w >> 64) == (long long)w);
    }
#pragma shm parallel
    {
        int copy;

#pragma shm single
        {
#pragma shm atomic write seq_cst
            last = 1;
#pragma shm atomic seq_cst
            last++;
#pragma shm atomic update relaxed
            last += 1;
#pragma shm atomic release write
            last = 4;
#pragma shm atomic acq_rel
            last++;
#pragma shm atomic read acquire
            copy = last;
            orders += copy;
        }
#pragma shm atomic read relaxed
        copy = last;
        CHECK(copy == 5);
    }
    printf("%d\n", orders);
    return 0;
}
