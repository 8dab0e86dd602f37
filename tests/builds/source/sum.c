/* SPDX-License-Identifier: MIT */
/* sum.c -- no directives: its object must be the compiler's own. */
#include <assert.h>

#include "sum.h"

long
sum(const int *list, int length)
{
    long result = 0;

    assert(length >= 0);
    for (int i = 0; i < length; i++)
        result += list[i];
    return result;
}
