// library: parts/shared-library.c
/* SPDX-License-Identifier: MIT */
/* Objects of a shared library, declared in blocks: the program sees those of
 * the library without -fPIC, wherever the declaration stands. */
#include "check.h"

int sum_table(void);

static int by_clause(void)
{
    extern int table[16];
    extern long total, *nothing;
    int sum = 0;

#pragma shm parallel for shared(table)
    for (int i = 0; i < 16; i++)
        table[i] = i + (int)sizeof nothing * 0;
    for (int i = 0; i < 16; i++)
        sum += table[i];
    total = sum;
    return sum == sum_table();
}

static void in_the_region(void)
{
#pragma shm parallel num_workers(1)
    {
        extern int table[16];
        {
            extern int table[16];
            table[3] = 100;
        }
        table[4] = 200;
    }
}

/* The jump passes the declaration, the address is there all the same. */
static int passed_by(int k)
{
    switch (k) {
        extern int table[16];
#pragma shm shared(table)
    case 1:
        return table[3];
    default:
        return table[4];
    }
}

/* From here on it is known in all functions. */
extern long total;
#pragma shm shared(total)

static void at_last(void)
{
#pragma shm parallel for
    for (int i = 0; i < 10; i++)
#pragma shm atomic
        total += i;
}

int main(void)
{
    CHECK(by_clause());
    in_the_region();
    CHECK(passed_by(1) == 100 && passed_by(2) == 200);
    at_last();
    CHECK(total == 120 + 45);
    return 0;
}
