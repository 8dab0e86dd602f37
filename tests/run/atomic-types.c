/* SPDX-License-Identifier: MIT */
/* atomic on objects of every arithmetic type, pointers among them, and with
 * operands of other types: computed as C computes x = x op e. */
#include "check.h"
#include <complex.h>
#include <shm.h>
#include <stdbool.h>

enum { N = 40000 };

struct all {
    bool flag;
    char c;
    signed char sc;
    unsigned char uc;
    short s;
    unsigned short us;
    int i;
    unsigned u;
    long l;
    unsigned long ul;
    long long ll;
    unsigned long long ull;
    float f;
    double d;
    long double ld;
    double complex z;
    int *p;
    _Atomic int already;
};

static struct all all;
static int place[N + 1];
static double mixed = 1;
static unsigned char half = 200;
#pragma shm shared(all, place, mixed, half)

int main(void)
{
    all.p = place;
#pragma shm parallel
    {
#pragma shm barrier
#pragma shm for schedule(static, 1)
        for (int i = 0; i < N; i++) {
#pragma shm atomic
            all.flag ^= 1;
#pragma shm atomic
            all.c ^= 1;
#pragma shm atomic
            all.sc = all.sc ^ 3;
#pragma shm atomic
            all.uc++;
#pragma shm atomic
            all.s += 3;
#pragma shm atomic
            all.us += 50;
#pragma shm atomic
            all.i -= 7;
#pragma shm atomic
            --all.u;
#pragma shm atomic
            all.l += i;
#pragma shm atomic
            all.ul += 1ul << 40;
#pragma shm atomic
            all.ll -= i;
#pragma shm atomic
            all.ull ^= (unsigned long long)i << 33;
#pragma shm atomic
            all.f += 0.5f;
#pragma shm atomic
            all.d += 0.25;
#pragma shm atomic
            all.ld -= 0.125L;
#pragma shm atomic
            all.z += 1 - 2 * I;
#pragma shm atomic
            all.p++;
#pragma shm atomic
            all.already += 2;
            if (i < 10) {
#pragma shm atomic
                mixed *= 2;
            }
            if (i == 10) {
                /* 200 * 0.505 is 101 in double: not 200 * (int)0.505. */
#pragma shm atomic
                half *= 0.505;
            }
        }
    }
    CHECK(all.flag == false && all.c == 0 && all.sc == 0);
    CHECK(all.p == place + N);
    printf("%d %d %d %d %u\n", all.uc, all.s, all.us, all.i, -all.u);
    printf("%ld %lu %lld %llu\n", all.l, all.ul, all.ll, all.ull);
    printf("%g %g %Lg %g %g\n", all.f, all.d, all.ld, creal(all.z),
           cimag(all.z));
    printf("%d %g %d\n", all.already, mixed, half);
    return 0;
}
