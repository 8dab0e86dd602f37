// loses: back
/* SPDX-License-Identifier: MIT */
/* setjmp and longjmp inside a region, and inside one iteration of a loop,
 * are the program's own business. */
#include "check.h"
#include <setjmp.h>
#include <shm.h>

static jmp_buf back;

static void fail(int n)
{
    longjmp(back, n);
}

static int attempt(int n)
{
    int code = setjmp(back);

    if (code == 0)
        fail(n);
    return code;
}

int main(void)
{
    int sum = 0;

#pragma shm parallel for reduction(+ : sum) schedule(dynamic)
    for (int i = 1; i < 20; i++)
        sum += attempt(i);
#pragma shm parallel
    CHECK(attempt(shm_worker_num() + 1) == shm_worker_num() + 1);
    printf("%d\n", sum);
    return 0;
}
