/* SPDX-License-Identifier: MIT */
/* Several regions in one function, one after the other and in blocks of
 * their own, see what the master did between them. */
#include "check.h"
#include <shm.h>

static int step;
#pragma shm shared(step)

int main(void)
{
    int a = 1, sum = 0;

#pragma shm parallel
    CHECK(a == 1 && step == 0);
    a = 2;
    step = 1;
#pragma shm parallel
    {
        CHECK(a == 2 && step == 1);
    }
    {
        int a = 3;
#pragma shm parallel
        {
            CHECK(a == 3);
        }
#pragma shm parallel for reduction(+ : sum)
        for (int i = 0; i < 4; i++)
            sum += a;
        a += sum;
        CHECK(a == 15);
    }
#pragma shm parallel for reduction(+ : sum)
    for (int i = 0; i < 4; i++)
        sum += a;
#pragma shm parallel for reduction(+ : sum)
    for (int i = 0; i < 4; i++)
        sum += a;
    printf("%d\n", sum);
    return 0;
}
