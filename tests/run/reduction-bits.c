/* SPDX-License-Identifier: MIT */
/* Parts are combined in worker order: the same team and a static schedule
 * give the same bits of a floating sum every time. */
#include "check.h"
#include <shm.h>
#include <string.h>

static double once(void)
{
    double sum = 0;

#pragma shm parallel for schedule(static) reduction(+ : sum)
    for (int i = 1; i < 20000; i++)
        sum += 1.0 / i;
    return sum;
}

static double inside(void)
{
    double sum = 0;

#pragma shm parallel
    {
#pragma shm for schedule(static, 100) reduction(+ : sum)
        for (int i = 1; i < 20000; i++)
            sum += 1.0 / i;
    }
    return sum;
}

int main(void)
{
    double first = once(), inner = inside();

    for (int i = 0; i < 20; i++) {
        double again = once(), inner_again = inside();

        CHECK(!memcmp(&first, &again, sizeof first));
        CHECK(!memcmp(&inner, &inner_again, sizeof inner));
    }
    printf("%.9f %.9f\n", first, inner);
    return 0;
}
