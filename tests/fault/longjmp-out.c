// status: 70
// timeout: 10
/* SPDX-License-Identifier: MIT */
/* A longjmp out of a region is caught: the worker is not let go into the
 * master's part of the program, and what it prints there is not seen. */
#include <setjmp.h>
#include <stdio.h>

static jmp_buf out;

static void leave(int i)
{
    if (i == 3)
        longjmp(out, 1);
}

int main(void)
{
    if (setjmp(out) == 0) {
#pragma shm parallel for
        for (int i = 0; i < 8; i++)
            leave(i);
    } else {
        puts("a worker is here");
    }
    return 5;
}
