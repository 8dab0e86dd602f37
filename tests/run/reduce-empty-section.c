/* SPDX-License-Identifier: MIT */
/* A section may have no element, and a section of a parameter, a member's
 * pointer copied to a name, or all from 0 may be sent. */
#include "check.h"
#include <shm.h>

static long total;

static void send(const int *values, int n)
{
#pragma shm parallel for schedule(dynamic)
    for (int i = 0; i < n; i++) {
        const int *part = values + i;

#pragma shm reduce(i, part[0 : i % 3])
        for (int k = 0; k < i % 3; k++)
            total += part[k];
    }
}

int main(void)
{
    int values[40];

    for (int i = 0; i < 40; i++)
        values[i] = i;
    send(values, 30);
    printf("%ld\n", total);
    return 0;
}
