/* SPDX-License-Identifier: MIT */
/* endless.c -- regions without end: begun, ended, nested, waiting, working. */
#include <shm.h>
#include <unistd.h>

int
main(void)
{
    shm_set_max_levels(2);
    for (int i = 0; i < 10; i++) {
#pragma shm parallel num_workers(2)
        ;
    }
#pragma shm parallel num_workers(3)
    {
        if (shm_worker_num() == 0)
#pragma shm parallel num_workers(2)
            for (;;)
                ;
#ifdef LEAVE
        if (shm_worker_num() == 1 && setuid(65534) == 0) /* not our master */
            for (;;)
                ;
#endif
#pragma shm barrier
    }
    return 0;
}
