/* SPDX-License-Identifier: MIT */
/* A region is a statement: it may stand wherever one may, also without
 * braces, and its block may be any statement. */
#include "check.h"
#include <shm.h>

static int count, limit;
#pragma shm shared(count, limit)

static void bump(int by)
{
#pragma shm single
    count += by;
}

int main(void)
{
    int sum = 0, round = 0;

    /* if and else */
    for (int k = 0; k < 4; k++)
        if (k % 2)
#pragma shm parallel for reduction(+ : sum)
            for (int i = 0; i < 10; i++)
                sum += k;
        else if (k)
#pragma shm parallel
            bump(1);
        else
#pragma shm parallel
        {
            bump(10);
        }
    CHECK(sum == 40 && count == 11);

    /* loops */
    for (int k = 0; k < 3; k++)
#pragma shm parallel
        bump(100);
    while (round++ < 2)
#pragma shm parallel for reduction(+ : sum)
        for (int i = 0; i < 5; i++)
            sum++;
    do
#pragma shm parallel
        bump(1000);
    while (count < 2000);
    CHECK(count == 2311 && sum == 50);

    /* switch and labels */
    for (int k = 0; k < 3; k++)
        switch (k) {
        case 0:
#pragma shm parallel
            bump(10000);
            break;
        case 1:
#pragma shm parallel for reduction(+ : sum)
            for (int i = 0; i < 5; i++)
                sum++;
            /* fall through */
        default:
#pragma shm parallel
            {
                bump(20000);
            }
        }
    CHECK(count == 52311 && sum == 55);
again:
#pragma shm parallel
    bump(1);
    if (count < 52313)
        goto again;

    /* Any statement is a block. */
#pragma shm parallel
    ;
#pragma shm parallel
    if (shm_worker_num() == 0)
        limit = 7;
    else
        CHECK(shm_worker_num() > 0);
#pragma shm parallel
    for (int i = 0; i < limit; i++)
        bump(1);
#pragma shm parallel
    while (0)
        ;
#pragma shm parallel
    switch (limit) {
    case 7:
        bump(1);
        break;
    default:
        CHECK(0);
    }
    printf("%d %d\n", count, sum);
    return 0;
}
