/* Workers of regions within the region of two others. */
// env: SHM_CHECK=conflicts SHM_MAX_LEVELS=2
// sort-output
#include <shm.h>

static int inner[2], outer;
#pragma shm shared(inner, outer)

int
main(void)
{
    #pragma shm parallel num_workers(2)
    {
        int me = shm_worker_num();

        if (me == 0)
            inner[0] = 5;
        #pragma shm parallel num_workers(2)
        {
            if (me == 0)
                inner[0] += 1 + shm_worker_num();
            if (shm_worker_num() == 0)
                outer += 1 + me;
        }
        if (me == 0)
            inner[0] = 50;
    }
    return 0;
}
