/* SPDX-License-Identifier: MIT */
/* Pragmas and directives of others are left alone, also between a directive
 * of ours and its statement, and beside one. */
#include "check.h"
#include <shm.h>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-variable"
#pragma pack(push, 1)
struct packed {
    char c;
    int i;
};
#pragma pack(pop)

int main(void)
{
    struct packed p = {1, 2};
    int sum = 0, unused;
#pragma shm shared(p)

    CHECK(sizeof p == 5);
#pragma shm parallel for reduction(+ : sum)
#line 100 "directive-others.c"
    for (int i = 0; i < 10; i++) {
#pragma GCC unroll 4
        for (int j = 0; j < 8; j++)
            sum += i;
        if (i == 3)
            p.i = __LINE__;
    }
    printf("%d %d\n", sum, p.i);
    return 0;
}
#pragma GCC diagnostic pop
