/* SPDX-License-Identifier: MIT */
/* atomic capture, all its forms: no value is seen twice, in integers, floating
 * numbers, pointers, members and elements, narrow and wide. */
#include "check.h"
#include <shm.h>

enum { N = 1000 };

static int up, ahead;
static unsigned char narrow;
static double number;
static long double wide;
static char text[N], *place = text;
static struct {
    long long pad, count[2];
} s;
static int swapped = -1;
static long seen[7][N];
#pragma shm shared(up, ahead, narrow, number, wide, place, s, swapped, seen)

static void mark(int which, long index)
{
#pragma shm atomic
    seen[which][index] += 1;
}

static void take(int k)
{
    int v, old;
    unsigned char byte;
    long long member;
    double x;
    long double y;
    char *p;

#pragma shm atomic capture
    v = up++;
    mark(0, v);
#pragma shm atomic capture
    v = ++ahead;
    mark(1, v - 1);
#pragma shm atomic capture
    x = number += 0.5;
    mark(2, (long)(2 * x) - 1);
#pragma shm atomic capture
    {
        y = wide;
        wide = wide + 1;
    }
    mark(3, (long)y);
#pragma shm atomic capture seq_cst
    {
        place++;
        p = place;
    }
    mark(4, p - text - 1);
#pragma shm atomic capture
    member = s.count[k % 1] = 1 + s.count[k % 1];
    mark(5, (long)member - 1);
#pragma shm atomic update capture
    {
        byte = narrow;
        narrow ^= 255;
    }
    CHECK(byte == 0 || byte == 255);
#pragma shm atomic capture
    {
        old = swapped;
        swapped = k;
    }
    if (old >= 0)
        mark(6, old);
}

int main(void)
{
#pragma shm parallel for schedule(dynamic, 3)
    for (int k = 0; k < N; k++)
        take(k);
    mark(6, swapped);
    for (int which = 0; which < 7; which++)
        for (int k = 0; k < N; k++)
            CHECK(seen[which][k] == 1);
    printf("%d %d %d %g %Lg %lld\n", up, ahead, narrow, number, wide,
           s.count[0]);
    return 0;
}
