/* Regions in a region: the worker of the outer one is told by its own. */
// env: SHM_CHECK=writes SHM_MAX_LEVELS=2
// sort-output
#include <shm.h>
#include <stdio.h>

static int inner, outer;

int
main(void)
{
    #pragma shm parallel num_workers(2)
    {
        if (shm_worker_num() == 0)
            outer = 1;
        #pragma shm parallel num_workers(2)
        if (shm_worker_num() == 1)
            inner = 7;
    }
    printf("%d %d\n", inner, outer);
    return 0;
}
