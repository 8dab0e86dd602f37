/* SPDX-License-Identifier: MIT */
/* The body of a loop may be any statement: empty, an expression, a branch,
 * another loop, a block with declarations and VLAs, another directive. */
#include "check.h"
#include <shm.h>

static int a[40], count;
#pragma shm shared(a, count)

int main(void)
{
#pragma shm parallel for
    for (int i = 0; i < 40; i++)
        ;
#pragma shm parallel for
    for (int i = 0; i < 40; i++) {
    }
#pragma shm parallel for
    for (int i = 0; i < 40; i++)
        if (i % 2)
            a[i] = 1;
        else if (i % 4)
            a[i] = 2;
        else
            a[i] = 3;
#pragma shm parallel for
    for (int i = 0; i < 40; i++)
        for (int j = 0; j < i; j++)
            while (a[i] < 10)
                a[i]++;
#pragma shm parallel for
    for (int i = 1; i < 40; i++)
        switch (i % 3)
        case 1:
            a[i] = -a[i];
#pragma shm parallel for
    for (int i = 1; i < 40; i++) {
        int n = i, vla[n];

        vla[n - 1] = a[i];
        a[i] = vla[n - 1] + 1;
    }
#pragma shm parallel for
    for (int i = 0; i < 40; i++)
#pragma shm atomic
        count += a[i];
#pragma shm parallel for
    for (int i = 0; i < 40; i++)
#pragma shm critical
        count++;
    printf("%d\n", count);
    return 0;
}
