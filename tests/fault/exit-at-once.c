// status: 70
// timeout: 10
/* SPDX-License-Identifier: MIT */
/* _exit(0) in a worker, is no success. */
#include <unistd.h>

int main(void)
{
#pragma shm parallel for schedule(static) num_workers(2)
    for (int i = 0; i < 8; i++)
        if (i == 1)
            _exit(0);
    return 0;
}
