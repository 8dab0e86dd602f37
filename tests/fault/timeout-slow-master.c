// timeout: 20
/* SPDX-License-Identifier: MIT */
/* A worker that waits until its master has room for messages uses up none of
 * its time. */
#include <shm.h>
#include <time.h>

static char bytes[100000];

int main(void)
{
    struct timespec long_time = { 0, 300000000 };
    int count = 0;

#pragma shm parallel for timeout(0.6) schedule(static, 5)
    for (int i = 0; i < 10; i++) {
#pragma shm reduce(bytes)
        {
            nanosleep(&long_time, 0);
            count += bytes[0] == 0;
        }
    }
    return count != 10;
}
