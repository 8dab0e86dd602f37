/* SPDX-License-Identifier: MIT */
/* Directives in a header, and in a file that is included in the middle of a
 * function, twice; _SHM tells shmcc from others. */
#include "directive-in-header.h"
#include "check.h"
#include <shm.h>

int main(void)
{
    int sum = 0;

#define LIMIT 10
#include "directive-in-header.inc"
#undef LIMIT
#define LIMIT 5
#include "directive-in-header.inc"
    twice_in_parallel();
#ifdef _SHM
    CHECK(_SHM >= 202000 && UNDER_SHMCC);
#else
    CHECK(!UNDER_SHMCC);
#pragma shm this is not seen by shmcc
#endif
#if 0
#pragma shm neither(is this)
#endif
    printf("%d %d\n", sum, in_header);
    return 0;
}
