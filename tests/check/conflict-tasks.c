/* Two tasks of a loop, for either may be the second one, and two others with
 * a taskwait between them. */
// env: SHM_CHECK=conflicts
#include <shm.h>

static int both, ordered;
#pragma shm shared(both, ordered)

int
main(void)
{
    for (int i = 0; i < 2; i++) {
    #pragma shm task
        both = 1 + i;
    }
    #pragma shm taskwait
    #pragma shm task
    ordered = 1;
    #pragma shm taskwait
    #pragma shm task
    ordered = 2;
    #pragma shm taskwait
    return 0;
}
