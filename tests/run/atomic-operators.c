/* SPDX-License-Identifier: MIT */
/* atomic update with every operator and in every form.  Neighbours among the
 * iterations are run at the same time, by different workers. */
#include "check.h"
#include <shm.h>

enum { N = 65536 };

static long a[11];
static int parity;
static unsigned set[N / 32], cleared[N / 32], toggled, shifted = 1;
static unsigned down = ~0u;
static unsigned long long product = 1;
static double quotient = 1;
#pragma shm shared(a, parity, set, cleared, toggled, shifted, down, product)
#pragma shm shared(quotient)

static void sums(void)
{
#pragma shm for schedule(static, 1)
    for (int i = 0; i < N; i++) {
#pragma shm atomic
        a[0]++;
#pragma shm atomic
        ++a[1];
#pragma shm atomic
        a[2]--;
#pragma shm atomic
        --a[3];
#pragma shm atomic
        a[4] += i;
#pragma shm atomic
        a[5] -= i;
#pragma shm atomic update
        a[6] = a[6] + i % 5;
#pragma shm atomic update
        a[7] = i % 5 + a[7];
#pragma shm atomic
        a[8] = a[8] - i % 7;
#pragma shm atomic
        a[9] += i > 5 ? 1 : 2;
#pragma shm atomic
        a[10] = a[10] + (i & 1 ? i : -i);
    }
}

static void others(void)
{
#pragma shm for schedule(static, 1)
    for (int i = 0; i < N; i++) {
#pragma shm atomic
        set[i / 32] |= 1u << i % 32;
#pragma shm atomic
        cleared[i / 32] &= ~(1u << i % 32);
#pragma shm atomic
        toggled ^= (unsigned)i * 0x9e3779b9u;
#pragma shm atomic
        product *= 3;
#pragma shm atomic
        parity = 5 - parity;
        if (i % 64 == 0) {
            /* As often one way as the other: 1024 times. */
#pragma shm atomic
            quotient /= 2;
#pragma shm atomic
            quotient = quotient * 2;
        }
        if (i < 30) {
#pragma shm atomic
            shifted <<= 1;
#pragma shm atomic
            down = down >> 1;
        }
    }
}

int main(void)
{
    for (int i = 0; i < N / 32; i++)
        cleared[i] = ~0u;
#pragma shm parallel
    {
#pragma shm barrier
        sums();
        others();
    }
    for (int i = 0; i < 11; i++)
        printf("%ld ", a[i]);
    for (int i = 0; i < N / 32; i++)
        CHECK(set[i] == ~0u && cleared[i] == 0);
    printf("\n%x %llx %d %g %x %x\n", toggled, product, parity, quotient,
           shifted, down);
    return 0;
}
