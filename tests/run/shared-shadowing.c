/* SPDX-License-Identifier: MIT */
/* Shared objects that are hidden by others or hide others, shared or not;
 * each name means its own object. */
#include "check.h"
#include <shm.h>
#include <unistd.h>

int global_value = 7;
static int x = 1;
static pid_t pid;
#pragma shm shared(pid)

static int *address_of_outer(void)
{
    return &x;
}

int main(void)
{
    int sum = 0;
    int x = 2;
#pragma shm shared(x)

    {
        int x = 3;
#pragma shm private(x)

        {
            int x = 4;
#pragma shm parallel shared(x)
            {
#pragma shm single
                {
                    x = 40;
                    pid = getpid();
                }
                {
                    int x = 5;

                    x++;
                    CHECK(x == 6);
                }
                for (int x = 0; x < 3; x++)
                    CHECK(x < 3);
            }
            sum += x;
        }
#pragma shm parallel
        {
#pragma shm single
            x = 30;
        }
        if (pid != getpid())
            CHECK(x == 3);
    }
    CHECK(x == 2);
#pragma shm parallel
    {
        CHECK(*address_of_outer() == 1);
#pragma shm single
        x = 20;
    }
    sum += x;
    for (int x = 0; x < 2; x++) {
        double x = 0.5;
#pragma shm parallel shared(x)
        {
#pragma shm single
            x *= 2;
        }
        sum += (int)x;
    }
    {
        int x = global_value, global_value = x + 1;
#pragma shm shared(global_value)

#pragma shm parallel
        {
#pragma shm single
            global_value += x;
        }
        sum += global_value;
    }
    printf("%d %d\n", sum, *address_of_outer());
    return 0;
}
