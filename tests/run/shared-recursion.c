/* SPDX-License-Identifier: MIT */
/* Shared locals of a function that calls itself: each call has its own, at
 * an address that does not change. */
#include "check.h"
#include <shm.h>

static int depths;

static long down(int depth, const int *of_caller)
{
    int mine = depth, list[depth + 1], *where = &mine;
    long below = 0;
#pragma shm shared(mine, list)

    CHECK(where == &mine && of_caller != &mine);
    if (of_caller)
        CHECK(*of_caller == depth + 1);
    for (int i = 0; i <= depth; i++)
        list[i] = 0;
    if (depth > 0)
        below = down(depth - 1, &mine);
    CHECK(mine == depth && where == &mine);

#pragma shm parallel for
    for (int i = 0; i <= depth; i++) {
        list[i] = i;
        if (i == depth)
            mine *= 10;
    }
    depths++;
    CHECK(mine == 10 * depth && *where == mine);
    for (int i = 0; i <= depth; i++)
        below += list[i];
    return below + mine;
}

int main(void)
{
    printf("%ld ", down(12, NULL));
    printf("%d\n", depths);
    return 0;
}
