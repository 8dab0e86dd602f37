// also: parts/for-orphaned.c
/* SPDX-License-Identifier: MIT */
/* A loop in a function called from a region belongs to that region, also
 * when the function is in another file. */
#include "check.h"
#include "parts/for-orphaned.h"
#include <shm.h>

int hits[ORPHANS];
static int order;
#pragma shm shared(order)

static void here(void)
{
#pragma shm for schedule(dynamic, 3)
    for (int i = 0; i < ORPHANS; i++)
        hits[i] += 1;
}

int main(void)
{
    int all = 0;

#pragma shm parallel
    {
        here();
        elsewhere(10);
        for (int i = 0; i < ORPHANS; i++)
            CHECK(hits[i] == 11);
#pragma shm barrier
        elsewhere_single(&order);
    }
    CHECK(order == 1);

    /* Outside a region: serially, the whole loop. */
    here();
    elsewhere(100);
    for (int i = 0; i < ORPHANS; i++)
        all += hits[i] == 112;
    printf("%d\n", all);
    return 0;
}
