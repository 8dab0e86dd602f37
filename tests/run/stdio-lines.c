// sort-output
/* SPDX-License-Identifier: MIT */
/* What workers print arrives in whole lines, all of it, once; pieces of a
 * line that are printed in one chunk stay together. */
#include "check.h"
#include <shm.h>

int main(void)
{
    printf("the master's line\n");
#pragma shm parallel for schedule(dynamic)
    for (int i = 0; i < 300; i++) {
        printf("iteration %d", i);
        for (int k = 0; k < i % 5; k++) {
            printf(" and");
            if (k == 2)
                putchar(' ');
        }
        printf(" end\n");
    }
#pragma shm parallel for schedule(static, 10)
    for (int i = 0; i < 50; i++) {
#pragma shm critical
        {
            printf("critical ");
            printf("%d\n", i);
        }
    }
    printf("the master's last line\n");
    return 0;
}
