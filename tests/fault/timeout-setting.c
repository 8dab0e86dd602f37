// env: SHM_TIMEOUT=.75
// status: 70
// timeout: 10
/* SPDX-License-Identifier: MIT */
/* SHM_TIMEOUT holds for regions without the clause; the time at a barrier
 * is the fault of the one who does not come. */
#include <shm.h>
#include <unistd.h>

int main(void)
{
#pragma shm parallel
    {
        while (shm_worker_num() == 1)
            pause();
#pragma shm barrier
    }
    return 0;
}
