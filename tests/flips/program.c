/* SPDX-License-Identifier: MIT */
/* program.c -- a loop whose chunks are run again: a sum, messages, ordered
 * ones, a last value, a shared array.  One worker dies in it. */
#include "flips.h"

#include <shm.h>
#include <signal.h>
#include <string.h>

enum { COUNT = 24 };

static int squares[COUNT], deaths;
#pragma shm shared(squares, deaths)

/* True: all is as it would be if nobody had died. */
int
program_is_right(struct shm_error *error)
{
    long sum = 0, heard = 0, expected = COUNT * (COUNT - 1) / 2;
    int last = -1, next = 0, in_order = 1;

    memset(squares, 0, sizeof squares);
    deaths = 0;
#pragma shm parallel for num_workers(2) schedule(dynamic, 2) \
    onfail(retry(3)) reduction(+: sum) lastprivate(last) error(*error)
    for (int i = 0; i < COUNT; i++) {
        if (i == 13 && deaths == 0) {
            deaths = 1;
            raise(SIGKILL);
        }
        sum += i;
        last = i;
        squares[i] = i * i;
#pragma shm reduce(i)
        heard += i;
#pragma shm reduce(i) ordered
        {
            in_order &= i == next;
            next = i + 1;
        }
    }
    for (int i = 0; i < COUNT; i++)
        in_order &= squares[i] == i * i;
    return sum == expected && heard == expected && last == COUNT - 1
           && next == COUNT && in_order;
}
