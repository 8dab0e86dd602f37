/* SPDX-License-Identifier: MIT */
/* Critical blocks of different names do not exclude each other and may be
 * nested; the nameless one is a name of its own.  A name of a critical block
 * is not a variable's name. */
#include "check.h"
#include <sched.h>
#include <shm.h>

static int first, second, third, both;
#pragma shm shared(first, second, third, both)

/* Adds so slowly that others would come between. */
static void add(int *to, int n)
{
    int before = *to;

    sched_yield();
    *to = before + n;
}

int main(void)
{
#pragma shm parallel
    {
#pragma shm barrier
#pragma shm for schedule(static, 1)
        for (int i = 0; i < 900; i++) {
#pragma shm critical(first)
            add(&first, 1);
#pragma shm critical(first)
            {
#pragma shm critical(second)
                {
                    add(&second, 1);
#pragma shm critical
                    add(&third, 1);
                }
            }
#pragma shm critical(second)
            add(&second, 1);
#pragma shm critical
            add(&third, 1);
            if (i % 3 == 0)
#pragma shm critical(main)
                add(&both, 2);
            else
#pragma shm critical (main)
            {
                add(&both, 1);
                if (both < 0)
                    goto out;
                add(&both, 1);
            out:;
            }
        }
    }
    printf("%d %d %d %d\n", first, second, third, both);
    return 0;
}
