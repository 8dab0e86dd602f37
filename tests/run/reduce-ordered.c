/* SPDX-License-Identifier: MIT */
/* reduce (...) ordered: the blocks run in iteration order, those of one
 * iteration in the order of the program; iterations may send nothing. */
#include "check.h"
#include <shm.h>

int main(void)
{
    int last = -1, count = 0;

#pragma shm parallel for schedule(dynamic, 2)
    for (int i = 0; i < 30; i++) {
        int square = i * i;

        for (volatile int spin = i % 4 * 1000; spin > 0; spin--)
            ;
        if (i % 4 == 1)
            continue;
#pragma shm reduce(i, square) ordered
        {
            CHECK(i > last);
            last = i;
            printf("%d:%d ", i, square);
        }
        for (int k = 0; k < i % 3; k++) {
#pragma shm reduce(i, k) ordered
            {
                CHECK(i == last);
                count += k + 1;
                printf("%d.%d ", i, k);
            }
        }
    }
    puts("");

    last = 100;
#pragma shm parallel
    {
#pragma shm for schedule(static, 3)
        for (int i = 99; i >= 0; i--) {
#pragma shm reduce(i) ordered
            CHECK(i == --last);
        }
    }
    printf("%d %d\n", last, count);
    return 0;
}
