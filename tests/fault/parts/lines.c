/* SPDX-License-Identifier: MIT */
/* lines.c -- prints a million lines. */
#include <stdio.h>

int
main(void)
{
#pragma shm parallel for schedule(dynamic, 10) num_workers(3)
    for (int i = 0; i < 1000000; i++)
        printf("line %d\n", i);
    return 0;
}
