// loses: calls
// skip-serial
/* SPDX-License-Identifier: MIT */
/* First value, bound and step are evaluated once. */
#include "check.h"
#include <shm.h>

static int calls[3];

static int first(void)
{
    return calls[0]++ ? 1000 : 0;
}

static int bound(void)
{
    return calls[1]++ ? 1000 : 10;
}

static int step(void)
{
    return calls[2]++ ? 1000 : 3;
}

int main(void)
{
    int met = 0;

#pragma shm parallel for reduction(+ : met)
    for (int i = first(); i < bound(); i += step())
        met += 100 + i;
    CHECK(met == 418);

    calls[0] = calls[1] = calls[2] = met = 0;
#pragma shm parallel reduction(+ : met)
    {
#pragma shm for
        for (int i = first(); i < bound(); i += step())
            met += 100 + i;
        CHECK(calls[0] == 1 && calls[1] == 1 && calls[2] == 1);
    }
    printf("%d\n", met);
    return 0;
}
