// status: 70
// timeout: 10
/* SPDX-License-Identifier: MIT */
/* timeout(s): the chunk that takes longer is blamed, not the worker that waits
 * at the loop's end, nor chunks that are many and short. */
#include <shm.h>
#include <time.h>

int main(void)
{
    struct timespec short_time = { 0, 10000000 };

#pragma shm parallel timeout(1)
    {
#pragma shm for schedule(static, 1)
        for (int i = 0; i < 60; i++) {
            nanosleep(&short_time, 0);
            while (i == 50)
                ;
        }
    }
    return 0;
}
