// status: 0
// env: SHM_SCHEDULE=sometimes
// timeout: 10
/* SPDX-License-Identifier: MIT */
/* A bad setting: one line that names it, and the default is used. */
#include <shm.h>

int main(void)
{
#pragma shm parallel
    ;
    return 0;
}
