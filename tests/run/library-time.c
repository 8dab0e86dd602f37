/* SPDX-License-Identifier: MIT */
/* shm_wtime counts seconds on one clock for all processes. */
#include "check.h"
#include <shm.h>
#include <unistd.h>

static double last;
#pragma shm shared(last)

int main(void)
{
    double start = shm_wtime(), tick = shm_wtick(), time;

    CHECK(tick > 0 && tick < 1);
#pragma shm parallel
    {
        for (int i = 0; i < 100; i++) {
#pragma shm critical
            {
                double now = shm_wtime();

                CHECK(now >= start && now >= last);
                last = now;
            }
        }
#pragma shm masked
        usleep(20000);
    }
    time = shm_wtime() - start;
    CHECK(time >= 0.02 && time < 60);
    puts("it passes");
    return 0;
}
