/* SPDX-License-Identifier: MIT */
/* A shared automatic lives as long as its block, however that is left:
 * return, break, continue, goto, exit of a function that is called often. */
#include "check.h"
#include <shm.h>

static int leave(int how)
{
    for (int i = 0; i < 3; i++) {
        int x = i, big[1000] = {how};
#pragma shm shared(x, big)

#pragma shm parallel
        {
#pragma shm single
            {
                x += big[0];
                big[999] = x;
            }
        }
        if (how == 0)
            return x + big[999];
        if (how == 1)
            break;
        if (how == 2)
            continue;
        if (how == 3)
            goto out;
        CHECK(x == how + i);
    }
    return -1;
out:
    return -2;
}

static int often(int n)
{
    int block[4096] = {0}, count = 0;
#pragma shm shared(block, count)

    block[n % 4096] = n;
    count++;
    return block[n % 4096] - n + count;
}

int main(void)
{
    int sum = 0;

    for (int how = 0; how < 5; how++)
        printf("%d ", leave(how));
    for (int i = 0; i < 100000; i++)
        sum += often(i);
    printf("%d\n", sum);
    return 0;
}
