/* SPDX-License-Identifier: MIT */
/* A region in a statement expression, and a statement expression in a
 * region, in a bound, in a clause. */
#include "check.h"
#include <shm.h>

#define SUM_TO(n)                                                            \
    ({                                                                       \
        long sum_ = 0;                                                       \
        _Pragma("shm parallel for reduction(+ : sum_)")                      \
        for (long i_ = 1; i_ <= (n); i_++)                                   \
            sum_ += i_;                                                      \
        sum_;                                                                \
    })

int main(void)
{
    long sum = SUM_TO(10) + SUM_TO(4), inner = 0;

    if (SUM_TO(3) == 6 && SUM_TO(0) == 0)
        sum += 1000;
#pragma shm parallel for reduction(+ : inner) num_workers(({ 1 + 1; }))
    for (int i = 0; i < ({ int n = 3; n * 2; }); i++)
        inner += ({ int square = i * i; square; });
    printf("%ld %ld\n", sum, inner);
    return 0;
}
