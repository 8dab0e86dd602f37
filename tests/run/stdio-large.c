/* SPDX-License-Identifier: MIT */
/* An ordered loop prints more than any buffer holds, without flushing. */
#include "check.h"
#include <shm.h>

int main(void)
{
#pragma shm parallel for ordered schedule(dynamic, 4)
    for (int i = 0; i < 8; i++) {
#pragma shm ordered
        {
            printf("%d:", i);
            for (int k = 0; k < 100000; k++)
                putchar('a' + (i + k) % 26);
            putchar('\n');
        }
    }
    return 0;
}
