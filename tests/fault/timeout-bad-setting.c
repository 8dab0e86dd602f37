// env: SHM_TIMEOUT=1e-3
// timeout: 10
/* SPDX-License-Identifier: MIT */
/* A SHM_TIMEOUT that is not understood: one line, and no limit. */
#include <shm.h>

int main(void)
{
    int sum = 0;

#pragma shm parallel for reduction(+: sum)
    for (int i = 0; i < 4; i++)
        sum += i;
    return sum != 6;
}
