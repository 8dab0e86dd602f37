/* SPDX-License-Identifier: MIT */
/* The built-in operators, with an original value that counts. */
#include "check.h"
#include <shm.h>

enum { N = 60 };

int main(void)
{
    int plus = 5, minus = 5, and = ~0x10, or = 0x4000, xor = 0x55;
    int all = 1, none = 1, any = 0, old = 7, low = 3, high = 40;
    int lowest = 1000, highest = -1000;
    long product = 3;

#pragma shm parallel for reduction(+ : plus) reduction(- : minus) \
    reduction(* : product) reduction(& : and) reduction(| : or) \
    reduction(^ : xor) reduction(&& : all, none) reduction(|| : any, old) \
    reduction(min : low, lowest) reduction(max : high, highest) \
    schedule(dynamic, 2)
    for (int i = 0; i < N; i++) {
        plus += i;
        minus -= i;
        if (i % 10 == 0)
            product *= i / 10 + 1;
        and &= ~(i & 3);
        or |= 1 << i % 7;
        xor ^= i * 0x11;
        all = all && i >= 0;
        none = none && i != 30;
        any = any || i == 30;
        old = old || i > N;
        low = low < 10 + i ? low : 10 + i;
        lowest = i - 20 < lowest ? i - 20 : lowest;
        if (high < i)
            high = i;
        highest = highest > -i ? highest : -i;
    }
    printf("%d %d %ld %x %x %x\n", plus, minus, product, (unsigned)and,
           (unsigned)or, (unsigned)xor);
    printf("%d %d %d %d\n", all, none, any, old);
    printf("%d %d %d %d\n", low, lowest, high, highest);
    return 0;
}
