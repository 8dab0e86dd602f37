/* SPDX-License-Identifier: MIT */
/* label("text") names a region or a loop in messages; nothing else. */
#include "check.h"
#include <shm.h>

#define NAME label("summing up")

int main(void)
{
    int sum = 0;

#pragma shm parallel label("a region: \"quoted\", (with) signs") \
    reduction(+ : sum)
    {
#pragma shm for label("its loop")
        for (int i = 0; i < 10; i++)
            sum += i;
    }
#pragma shm parallel for NAME reduction(+ : sum)
    for (int i = 0; i < 10; i++)
        sum += i;

    printf("%d\n", sum);
    return 0;
}
