/* SPDX-License-Identifier: MIT */
/* Functions with regions in a header, as a library of headers has them. */
#ifndef PARALLEL_IN_HEADER_H
#define PARALLEL_IN_HEADER_H

static inline long header_sum(const int *a, int n)
{
    long sum = 0;

#pragma shm parallel for reduction(+ : sum)
    for (int i = 0; i < n; i++)
        sum += a[i];
    return sum;
}

#define DIRECTIVE(...) _Pragma(#__VA_ARGS__)

#define HEADER_MAX(result, a, n)                                             \
    do {                                                                     \
        DIRECTIVE(shm parallel for reduction(max : result))                  \
        for (int k = 0; k < (n); k++)                                        \
            if ((a)[k] > result)                                             \
                result = (a)[k];                                             \
    } while (0)

#endif
