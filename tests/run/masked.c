/* SPDX-License-Identifier: MIT */
/* masked: worker 0 runs the block, or the one that filter names; nobody
 * waits.  master is the same.  A filter that names nobody: not run. */
#include "check.h"
#include <shm.h>

static int zero, last, one, nobody;
#pragma shm shared(zero, last, one, nobody)

int main(void)
{
#pragma shm parallel
    {
        int n = shm_num_workers();

        for (int round = 0; round < 50; round++) {
#pragma shm masked
            {
                CHECK(shm_worker_num() == 0);
                zero++;
            }
#pragma shm masked filter(n - 1)
            {
                CHECK(shm_worker_num() == n - 1);
                last++;
            }
        }
#pragma shm master
        one++;
#pragma shm masked filter(0)
        one += 10;
        if (n > 1) {
#pragma shm masked filter(n)
            nobody++;
        }
    }
    printf("%d %d %d %d\n", zero, last, one, nobody);
    return 0;
}
