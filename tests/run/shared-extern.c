// also: parts/shared-extern.c
/* SPDX-License-Identifier: MIT */
/* An extern object is shared where it is defined, so the directive stands in
 * the header. */
#include "parts/shared-extern.h"
#include "check.h"
#include <shm.h>

int main(void)
{
    CHECK(counter == 3 && !strcmp(name, "defined elsewhere"));
#pragma shm parallel for shared(counter)
    for (int i = 0; i < 500; i++) {
        histogram[i % HISTOGRAM] = i % HISTOGRAM;
        count(2);
    }
    for (int i = 0; i < HISTOGRAM; i++)
        CHECK(histogram[i] == i);
    CHECK(counter == 1003);
    {
        extern int counter;

#pragma shm parallel
        {
#pragma shm single
            counter++;
        }
    }
    printf("%d\n", counter_seen_there());
    return 0;
}
