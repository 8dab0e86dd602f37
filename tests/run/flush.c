/* SPDX-License-Identifier: MIT */
/* flush: one worker hands data to another by a flag. */
#include "check.h"
#include <sched.h>
#include <shm.h>

static int data[100], ready, taken;
#pragma shm shared(data, ready, taken)

int main(void)
{
#pragma shm parallel
    {
        int me = shm_worker_num(), n = shm_num_workers();

        if (me == 0) {
            for (int i = 0; i < 100; i++)
                data[i] = i;
#pragma shm flush(data, ready)
#pragma shm atomic write
            ready = 1;
#pragma shm flush
        }
        if (me == n - 1) {
            for (int go = 0; !go;) {
#pragma shm flush(ready)
#pragma shm atomic read
                go = ready;
                sched_yield();
            }
#pragma shm flush
            for (int i = 0; i < 100; i++)
                CHECK(data[i] == i);
            taken = data[99];
        }
    }
    printf("%d\n", taken);
    return 0;
}
