/* SPDX-License-Identifier: MIT */
/* The functions of for-orphaned.c that are in another file. */
#include "for-orphaned.h"

void elsewhere(int add)
{
#pragma shm for
    for (int i = ORPHANS - 1; i >= 0; i--)
        hits[i] += add;
}

void elsewhere_single(int *count)
{
#pragma shm single
    ++*count;
}
