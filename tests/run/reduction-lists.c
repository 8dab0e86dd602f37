/* SPDX-License-Identifier: MIT */
/* Several clauses, several names in one, names that are macros; reductions
 * on a region and on a loop inside it at the same time. */
#include "check.h"
#include <shm.h>

#define SUMS a, b
#define PLUS +

int main(void)
{
    int a = 0, b = 0, outer = 0, inner = 0, high = 0;

#pragma shm parallel for reduction(PLUS : SUMS) reduction(max : high)
    for (int i = 0; i < 10; i++) {
        a += i;
        b += 2 * i;
        high = i > high ? i : high;
    }
    CHECK(a == 45 && b == 90 && high == 9);

#pragma shm parallel reduction(+ : outer) reduction(max : high)
    {
#pragma shm for reduction(+ : inner)
        for (int i = 0; i < 10; i++) {
            inner += i;
            outer += 10 * i;
        }
#pragma shm for
        for (int i = 0; i < 20; i++)
            if (i > high)
                high = i;
        CHECK(inner == 45);
    }
    printf("%d %d %d %d %d\n", a, b, outer, inner, high);
    return 0;
}
