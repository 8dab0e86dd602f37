// loses: regions
// also: parts/nested-constructs.c
/* SPDX-License-Identifier: MIT */
/* Constructs in constructs, in the text and in functions of another file:
 * regions in loops, sections, singles, critical and reduce blocks; loops,
 * sections and singles in regions in those. */
#include "check.h"
#include "parts/nested-constructs.h"
#include <shm.h>

static int regions;

static void orphans(void)
{
#pragma shm parallel
    {
        shared_out();
        CHECK(in_sections() == 3);
        CHECK(one_for_all(42) == 42);
        for (int i = 0; i < CELLS; i++)
            CHECK(cells[i] == 1);
        CHECK(tally == 6);
#pragma shm barrier
#pragma shm single
        tally = 0;
#pragma shm for ordered schedule(static, 4)
        for (int i = 0; i < CELLS; i++)
            in_order(i);
        CHECK(tally == CELLS);
#pragma shm barrier
#pragma shm masked
        one_by_one();
#pragma shm sections
        {
            one_by_one();
#pragma shm section
            one_by_one();
        }
        CHECK(tally == CELLS + 3);
    }
    for (int i = 0; i < CELLS; i++)
        CHECK(cells[i] == 2);
    tally = 0;
    /* outside */
    shared_out();
    CHECK(in_sections() == 3 && one_for_all(1) == 1 && tally == 6);
}

static void regions_everywhere(void)
{
#pragma shm parallel reduction(+ : regions)
    {
#pragma shm for nowait
        for (int i = 0; i < 4; i++)
            regions += region(3);
#pragma shm sections nowait
        {
            regions += region(3);
#pragma shm section
            regions += region(3);
        }
#pragma shm single
        regions += region(3);
#pragma shm critical
        {
            CHECK(region(4) == 10);
#pragma shm atomic
            tally++;
        }
#pragma shm masked
        regions += region(3);
    }
    CHECK(regions == 8 * 6);
    regions = 0;
#pragma shm parallel for
    for (int i = 0; i < 5; i++) {
        int twice = region(3);
#pragma shm reduce(twice)
        {
            regions += twice + region(2);
#pragma shm parallel sections reduction(+ : regions)
            {
                regions += 1;
#pragma shm section
                regions += 2;
            }
        }
    }
    CHECK(regions == 5 * (6 + 3 + 3));
}

/* In one worker's region of its own everything is there again. */
static void within(void)
{
    int sum = 0;

#pragma shm parallel sections reduction(+ : sum)
    {
#pragma shm section
        {
            int inner = 0, copied = 0;
#pragma shm parallel reduction(+ : inner)
            {
#pragma shm for ordered
                for (int i = 0; i < 6; i++) {
#pragma shm ordered
                    {
#pragma shm critical(inside)
                        inner += i;
                    }
                }
#pragma shm sections
                {
#pragma shm section
                    inner += 100;
#pragma shm section
                    inner += 200;
                }
#pragma shm single copyprivate(copied)
                copied = 7;
#pragma shm barrier
#pragma shm masked
                inner += copied;
            }
            sum += inner;
        }
#pragma shm section
        {
#pragma shm simd reduction(+ : sum)
            for (int i = 0; i < 10; i++)
                sum++;
        }
    }
    CHECK(sum == 15 + 300 + 7 + 10);
}

int main(void)
{
    orphans();
    regions_everywhere();
    within();
    puts("right");
    return 0;
}
