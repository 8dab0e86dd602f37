/* SPDX-License-Identifier: MIT */
/* The other file of nested-constructs.c, nested-library.c. */
#include "nested-constructs.h"

int cells[CELLS], tally;

void shared_out(void)
{
#pragma shm for simd schedule(dynamic, 7)
    for (int i = 0; i < CELLS; i++)
        cells[i]++;
}

int in_sections(void)
{
    int last = 0;

#pragma shm sections lastprivate(last)
    {
#pragma shm section
#pragma shm atomic
        tally += 1;
#pragma shm section
#pragma shm critical(tally)
        {
#pragma shm atomic
            tally += 2;
        }
#pragma shm section
        {
#pragma shm atomic
            tally += 3;
            last = 3;
        }
    }
    return last;
}

int one_for_all(int value)
{
    int set = 0;

#pragma shm single copyprivate(set)
    set = value;
    return set;
}

void in_order(int i)
{
#pragma shm ordered
    cells[i] += tally++ == i;
}

void one_by_one(void)
{
#pragma shm critical(tally)
    tally++;
}

int region(int n)
{
    int sum = 0;

#pragma shm parallel for collapse(2) reduction(+ : sum)
    for (int i = 0; i < n; i++)
        for (int j = 0; j <= i; j++)
            sum += 1;
    return sum;
}
