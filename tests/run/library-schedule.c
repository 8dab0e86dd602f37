/* SPDX-License-Identifier: MIT */
/* shm_set_schedule and shm_get_schedule; what is no schedule is ignored. */
#include "check.h"
#include <shm.h>

int main(void)
{
    shm_sched_t kind;
    int chunk, hits = 0;

    for (int k = shm_sched_static; k <= (int)shm_sched_auto; k++) {
        shm_set_schedule((shm_sched_t)k, 3);
#ifdef _SHM
        shm_get_schedule(&kind, &chunk);
        CHECK(kind == (shm_sched_t)k);
        CHECK(chunk == 3 || kind == shm_sched_auto);
        shm_set_schedule((shm_sched_t)77, 3);
        shm_get_schedule(&kind, &chunk);
        CHECK(kind == (shm_sched_t)k);
#endif
#pragma shm parallel for schedule(runtime) reduction(+ : hits)
        for (int i = 0; i < 100; i++)
            hits++;
    }
    shm_set_schedule(shm_sched_static, 0);
    shm_get_schedule(&kind, &chunk);
    CHECK(kind == shm_sched_static && chunk <= 0);
    printf("%d\n", hits);
    return 0;
}
