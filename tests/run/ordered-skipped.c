/* SPDX-License-Identifier: MIT */
/* An iteration that does not meet its ordered block gives its turn away;
 * the block may be in a function, and behind a continue. */
#include "check.h"
#include <shm.h>
#include <unistd.h>

static int count;
#pragma shm shared(count)

static void print(int i)
{
#pragma shm ordered
    {
        count++;
        printf("%d ", i);
    }
}

int main(void)
{
#pragma shm parallel for ordered schedule(dynamic, 2)
    for (int i = 0; i < 50; i++) {
        if (i % 3 == 1)
            continue;
        usleep(i == 0 ? 5000 : 0); /* others would come first */
        if (i % 7 == 0)
            print(i);
    }
    puts("");
#pragma shm parallel for ordered schedule(static, 1)
    for (int i = 0; i < 50; i++) {
        usleep(i == 10 ? 5000 : 0);
        if (i == 49 || i == 10)
            print(i);
    }
    puts("");
#pragma shm parallel for ordered
    for (int i = 0; i < 50; i++)
        if (i < 0)
            print(i);
    printf("%d\n", count);
    return 0;
}
