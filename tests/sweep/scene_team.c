/* SPDX-License-Identifier: MIT */
/* scene_team.c -- scenes of the begin and the end of workers and masters. */
#include "scene.h"

/* The first worker dies at its first instruction, its second, ... */
void
scene_birth(void)
{
    struct shm_error error;
    int done = 0;

    sweep_begin();
#pragma shm parallel num_workers(2) onfail(POLICY) error(error) \
    reduction(+: done)
    {
        if (shm_worker_num() == 0)
            sweep_end();
#pragma shm barrier
        done++;
    }
    scene_expect(&error, done, 2);
}

/* The master dies: no worker may be left, though those here would wait for it
 * for ever.  Not in the first region, which has more to prepare. */
void
scene_master(void)
{
    int done = 0, heard = 0;

#pragma shm parallel num_workers(2)
    ;
    sweep_begin();
#pragma shm parallel num_workers(2) reduction(+: done)
    {
        done++;
#pragma shm reduce(done)
        {
            heard += done;
            world->sequence[0] = heard;
        }
        while (world->sequence[0] < 2)
            sweep_nap();
    }
    sweep_end();
    if (done != 2 || heard != 2)
        sweep_wrong("%d parts, %d messages", done, heard);
}

/* Two regions within a region share a critical block; the death of a worker
 * of one is nothing to the other, which goes on until then. */
void
scene_nested(void)
{
    int done = 0;

    shm_set_max_levels(2);
#pragma shm parallel num_workers(2) reduction(+: done)
    {
        struct shm_error error;
        int outer = shm_worker_num();

#pragma shm parallel num_workers(2) onfail(POLICY) error(error)
        {
            int worker = 2 * outer + shm_worker_num();

            if (worker == 0)
                sweep_begin();
            for (int i = 0; i < 3 || (outer == 1 && !world->over); i++) {
#pragma shm critical
                {
                    if (worker == 2 || worker == 3)
                        world->holder = 0;
                    sweep_enter(worker);
                    sweep_leave(worker);
                }
                sweep_nap();
            }
            if (worker == 0)
                sweep_end();
        }
        if (outer == 0)
            sweep_end();
        else
            scene_expect(&error, 1, 1);
        done++;
    }
    if (done != 2)
        sweep_wrong("only %d of 2 teams", done);
}
