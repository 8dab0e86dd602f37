/* SPDX-License-Identifier: MIT */
/* The way to a mistake in a header is told. */
#include "parts/outer.h"

void user(void)
{
#pragma shm parallel bad
    ;
}
