/* SPDX-License-Identifier: MIT */
/* The definitions of what shared-extern.c uses. */
#include "shared-extern.h"

int counter = 3;
int histogram[HISTOGRAM];
const char name[] = "defined elsewhere";

void count(int by)
{
#pragma shm atomic
    counter += by;
}

int counter_seen_there(void)
{
    return counter;
}
