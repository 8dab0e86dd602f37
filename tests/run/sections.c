/* SPDX-License-Identifier: MIT */
/* sections: each section runs once, in whichever worker is free; with and
 * without a first section of its own, empty ones, single statements, nested
 * constructs, and none at all. */
#include "check.h"
#include <shm.h>

static int runs[8], total;
#pragma shm shared(runs, total)

static void look(int n)
{
    for (int i = 0; i < 8; i++) {
        CHECK(runs[i] == (i < n));
        runs[i] = 0;
    }
}

static void combined(void)
{
#pragma shm parallel sections
    {
#pragma shm section
        runs[0]++;
#pragma shm section
        {
            runs[1]++;
        }
#pragma shm section
        if (runs[2] == 0)
            runs[2]++;
        else
            runs[7]++;
#pragma shm section
        for (int i = 0; i < 5; i++) {
            if (i == 2)
                continue;
            if (i == 4)
                break;
            runs[3] = i == 3;
        }
    }
    look(4);
}

/* What stands in front of the first directive is a section. */
static void first(void)
{
#pragma shm parallel sections num_workers(3)
    {
        int a = 1;
        a += 1;
        runs[0] += a - 1;
#pragma shm section
        {
            int b = 1;
            runs[1] += b;
        }
#pragma shm section
#pragma shm critical
        runs[2]++;
    }
    look(3);
#pragma shm parallel sections
    {
        runs[0]++;
    }
    look(1);
#pragma shm parallel sections
    {
    }
    look(0);
}

/* In a region: all wait at the end. */
static void inside(void)
{
#pragma shm parallel
    {
#pragma shm sections
        {
#pragma shm section
            {
                runs[0]++;
            }
#pragma shm section
            ;
#pragma shm section
            runs[1]++;
        }
        CHECK(runs[0] == 1 && runs[1] == 1);
#pragma shm sections nowait
        {
#pragma shm section
            runs[2]++;
#pragma shm section
            runs[3]++;
        }
#pragma shm barrier
        CHECK(runs[2] == 1 && runs[3] == 1);
        for (int round = 0; round < 40; round++) {
#pragma shm sections nowait
            {
#pragma shm section
#pragma shm atomic
                total++;
#pragma shm section
#pragma shm atomic
                total++;
#pragma shm section
#pragma shm atomic
                total++;
            }
        }
    }
    look(4);
    CHECK(total == 120);
}

/* A region in a section, and sections in it. */
static void nested(void)
{
#pragma shm parallel sections
    {
#pragma shm section
        {
#pragma shm parallel
            {
#pragma shm sections
                {
                    runs[0]++;
#pragma shm section
                    runs[1]++;
                }
            }
        }
#pragma shm section
        {
#pragma shm parallel for
            for (int i = 2; i < 6; i++)
                runs[i]++;
        }
    }
    look(6);
}

int main(void)
{
    combined();
    first();
    inside();
    nested();
    /* outside a region */
#pragma shm sections
    {
        runs[0]++;
#pragma shm section
        runs[1] += runs[0];
    }
    look(2);
    puts("right");
    return 0;
}
