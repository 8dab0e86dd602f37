/* Two sections. */
// env: SHM_CHECK=conflicts
#include <shm.h>

static int turn;
#pragma shm shared(turn)

int
main(void)
{
    #pragma shm parallel sections num_workers(2)
    {
        #pragma shm section
        turn = 1;
        #pragma shm section
        turn = 2;
    }
    return 0;
}
