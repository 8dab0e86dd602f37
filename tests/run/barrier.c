/* SPDX-License-Identifier: MIT */
/* Nobody leaves a barrier before all have come: what was written to shared
 * objects before it is seen by all behind it. */
#include "check.h"
#include <shm.h>

enum { MOST = 64, PHASES = 300 };

static int phase_of[MOST], phases;
#pragma shm shared(phase_of, phases)

static void meet(void)
{
#pragma shm barrier
}

int main(void)
{
#pragma shm parallel
    {
        int me = shm_worker_num(), n = shm_num_workers();

        CHECK(n <= MOST);
        for (int phase = 1; phase <= PHASES; phase++) {
            phase_of[me] = phase;
            if (phase % 2) {
#pragma shm barrier
            } else
                meet();
            for (int i = 0; i < n; i++)
                CHECK(phase_of[i] == phase);
#pragma shm barrier
            if (me == 0)
                phases++;
        }
    }
    printf("%d\n", phases);
    return 0;
}
