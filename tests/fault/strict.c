// status: 78
// env: SHM_STRICT=1 SHM_SCHEDULE=sometimes
// timeout: 10
/* SPDX-License-Identifier: MIT */
/* With SHM_STRICT a bad setting ends the program. */
#include <shm.h>

int main(void)
{
#pragma shm parallel
    ;
    return 0;
}
