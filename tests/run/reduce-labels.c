/* SPDX-License-Identifier: MIT */
/* Labels in reduce blocks, which exist twice: goto both ways, computed goto,
 * __label__, a switch, blocks within blocks. */
// cflags: -std=gnu11
#include "check.h"
#include <shm.h>

#ifndef __clang__
/* Of a computed goto gcc believes that it could go to the other copy. */
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif

static long steps, evens, jumps;

static void loops(int n)
{
#pragma shm parallel for
    for (int i = 0; i < n; i++) {
#pragma shm reduce(i)
        {
            int k = i;
        again:
            if (k == 0)
                goto done;
            steps++;
            k--;
            goto again;
        done:;
        }
        if (i % 2)
            goto next;
#pragma shm reduce(i)
        {
            static_label: /* an ordinary one in spite of its name */
            evens += i;
            if (0)
                goto static_label;
        }
    next:;
    }
}

static void computed(int n)
{
#pragma shm parallel for
    for (int i = 0; i < n; i++) {
#pragma shm reduce(i)
        {
            void *const to[] = { &&zero, &&one };
            goto *to[i % 2];
        zero:
            jumps += 1;
            goto end;
        one:
            jumps += 10;
        end:
            {
                __label__ again;
                int k = 0;
            again:
                jumps += 100;
                if (++k < 2)
                    goto again;
            }
        }
    }
}

static void within(int n)
{
#pragma shm parallel for
    for (int i = 0; i < n; i++) {
#pragma shm reduce(i)
        {
#pragma shm parallel for
            for (int k = 0; k < 3; k++) {
#pragma shm reduce(i, k)
                {
                    int rest = k;
                again:
                    if (rest-- > 0)
                        goto again;
                    steps += i;
                }
            }
            if (i < 0)
                goto out;
            steps++;
        out:;
        }
    }
}

int main(void)
{
    loops(20);
    CHECK(steps == 190 && evens == 90);
    computed(10);
    CHECK(jumps == 5 + 50 + 2000);
    steps = 0;
    within(5);
    CHECK(steps == 3 * 10 + 5);
    puts("right");
    return 0;
}
