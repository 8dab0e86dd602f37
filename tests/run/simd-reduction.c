// In a simd loop iterations run side by side, and still each one counts in a
// reduction: of an array, of a variable in memory, under a condition.
#include "check.h"

#include <shm.h>
#include <stdlib.h>

enum { N = 1000 };

static int total, most, counts[4], scratch[4];

static __attribute__((noinline)) void
scalars(const int *b, int *c, int n)
{
    #pragma shm simd reduction(+ : total) reduction(max : most)
    for (int k = 0; k < n; k++) {
        if (b[k] & 1)
            total += b[k];
        if (c[k] > most)
            most = c[k];
        c[k] = b[k];
    }
}

static __attribute__((noinline)) void
arrays(const int *b, int n)
{
    #pragma shm simd reduction(+ : counts)
    for (int k = 0; k < n; k++)
        counts[b[k] % 4] += b[k];
    #pragma shm parallel for simd reduction(+ : counts[0 : 4])
    for (int k = 0; k < n; k++)
        counts[k % 4] += b[k];
}

static __attribute__((noinline)) void
private_array(const int *b, int *c, int n)
{
    #pragma shm simd private(scratch)
    for (int k = 0; k < n; k++) {
        scratch[0] = scratch[1] = scratch[2] = scratch[3] = 0;
        scratch[b[k] & 3] = k;
        c[k] = scratch[0] * 2 + scratch[1] + scratch[3];
    }
}

int
main(void)
{
    int *b = malloc(N * sizeof *b), *c = malloc(N * sizeof *c);
    int odd = 0, sums[4] = {0};

    for (int i = 0; i < N; i++) {
        b[i] = i * 7 % 13;
        c[i] = 2 * i;
        odd += b[i] % 2 * b[i];
        sums[b[i] % 4] += b[i];
        sums[i % 4] += b[i];
    }
    scalars(b, c, N);
    CHECK(total == odd && most == 2 * N - 2);
    arrays(b, N);
    for (int i = 0; i < 4; i++)
        CHECK(counts[i] == sums[i]);
    private_array(b, c, N);
    for (int i = 0; i < N; i++)
        CHECK(c[i] == (b[i] & 3 ? (b[i] & 3) == 2 ? 0 : i : 2 * i));
    free(b);
    free(c);
    puts("each one");
    return 0;
}
