/* SPDX-License-Identifier: MIT */
/* atomic compare, all its forms, with and without capture. */
#include "check.h"
#include <stdbool.h>
#include <shm.h>

enum { N = 1000 };

static int largest = -1, smallest = N;
static double high = -1e9;
static long double low = 1e9;
static unsigned limit = 5000;
static bool claimed;
static int winners, owner, last;
static const char text[N], *first = text + N - 1;
static long table[4];
#pragma shm shared(largest, smallest, high, low, limit, claimed, winners, \
                       owner, last, first, table)

static void compare(int k)
{
#pragma shm atomic compare
    if (largest < k)
        largest = k;
#pragma shm atomic compare seq_cst
    if (k < smallest) {
        smallest = k;
    }
#pragma shm atomic compare
    high = high < k + 0.5 ? k + 0.5 : high;
#pragma shm atomic compare
    low = k - 0.5 < low ? k - 0.5 : low;
#pragma shm atomic compare
    limit = limit > 4000u + k ? 4000u + k : limit;
#pragma shm atomic compare
    if (first > text + k)
        first = text + k;
#pragma shm atomic compare
    table[1] = table[1] == 0 ? 7 : table[1];
}

static void compare_and_capture(int k)
{
    int before, behind, won, other = -1;
    long mine = 0;
    bool was;

#pragma shm atomic compare capture
    {
        before = last;
        if (last < k)
            last = k;
    }
    CHECK(before < N);
#pragma shm atomic compare capture
    {
        last = last < k ? k : last;
        behind = last;
    }
    CHECK(behind >= k && behind >= before);
#pragma shm atomic compare capture
    behind = last = last < k ? k : last;
    CHECK(behind >= k);
#pragma shm atomic compare capture
    {
        was = claimed;
        if (claimed == false)
            claimed = true;
    }
    if (!was) {
#pragma shm atomic
        winners++;
    }
#pragma shm atomic compare capture
    {
        won = owner == 0;
        if (won)
            owner = k + 1;
        else
            other = owner;
    }
    CHECK(won == (other == -1) && other != 0);
#pragma shm atomic compare capture
    {
        won = table[2] == 0;
        if (won)
            table[2] = k + 1;
    }
#pragma shm atomic capture compare
    if (table[3] == 0)
        table[3] = k + 1;
    else
        mine = table[3];
    CHECK(mine >= 0);
}

int main(void)
{
#pragma shm parallel for schedule(dynamic)
    for (int k = 0; k < N; k++) {
        compare(k);
        compare_and_capture(k);
    }
    CHECK(owner > 0 && table[2] > 0 && table[3] > 0);
    printf("%d %d %g %Lg %u %d %ld %d %d\n", largest, smallest, high, low,
           limit, (int)(first - text), table[1], winners, last);
    return 0;
}
