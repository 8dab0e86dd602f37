// status: 70
// timeout: 10
/* SPDX-License-Identifier: MIT */
/* exit(0) in a worker, with work undone, is no success. */
#include <stdlib.h>

int main(void)
{
#pragma shm parallel for schedule(static) num_workers(2)
    for (int i = 0; i < 8; i++)
        if (i == 1)
            exit(0);
    return 0;
}
