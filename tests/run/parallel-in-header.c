/* SPDX-License-Identifier: MIT */
/* Directives in a header: a static inline function and a macro. */
#include "parallel-in-header.h"
#include "check.h"
#include <shm.h>

int main(void)
{
    int a[100], max = 0, again = 0;

    for (int i = 0; i < 100; i++)
        a[i] = (i * 37) % 101;
    HEADER_MAX(max, a, 100);
    HEADER_MAX(again, a, 50);
    CHECK(again <= max);
    printf("%ld %ld %d\n", header_sum(a, 100), header_sum(a, 10), max);
    return 0;
}
