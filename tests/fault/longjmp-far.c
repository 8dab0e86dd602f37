// status: 70
// timeout: 10
/* SPDX-License-Identifier: MIT */
/* A longjmp out of a region, over the function that met it and out of a
 * region within; and an exit from within is still an exit. */
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static jmp_buf out;

static void
leave(int i, int status)
{
    if (i == 3 && status != 0)
        exit(status);
    if (i == 3)
        longjmp(out, 1);
}

static void
region(int status)
{
#pragma shm parallel for
    for (int i = 0; i < 8; i++) {
#pragma shm parallel if (0)
        leave(i, status);
    }
}

int
main(void)
{
    int status;

    if (fork() == 0)
        region(7);
    wait(&status);
    printf("%d\n", WEXITSTATUS(status));
    if (setjmp(out) == 0)
        region(0);
    else
        puts("a worker is here");
    return 0;
}
