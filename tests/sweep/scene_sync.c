/* SPDX-License-Identifier: MIT */
/* scene_sync.c -- scenes of what excludes, orders and waits. */
#include "scene.h"

/* ---- critical ------------------------------------------------------------ */

/* The other worker goes in and out until the victim is dead or done.
 * Afterwards the master, and a region that knows nothing of the death, get
 * in. */
void
scene_critical(void)
{
    struct shm_error error;
    int done = 0;

#pragma shm parallel num_workers(2) onfail(POLICY) error(error) \
    reduction(+: done)
    {
        int worker = shm_worker_num();

        if (worker == 0)
            sweep_begin();
        for (int i = 0; i < 3 || (worker == 1 && !world->over); i++) {
#pragma shm critical
            {
                sweep_enter(worker);
                if (worker == 1)
                    sweep_nap();
                sweep_leave(worker);
            }
            sweep_nap();
        }
        if (worker == 0)
            sweep_end();
        done++;
    }
    scene_expect(&error, done, 2);
    world->holder = 0;
#pragma shm critical
    done = 0;
#pragma shm parallel num_workers(2) reduction(+: done)
    {
#pragma shm critical
        done++;
    }
    if (done != 2)
        sweep_wrong("the next region counts %d", done);
}

/* ---- locks of the library ------------------------------------------------ */

void
scene_lock(void)
{
    shm_lock_t *one = shm_malloc(sizeof *one);
    struct shm_error error;
    int done = 0;

    shm_init_lock(one);
#pragma shm parallel num_workers(2) onfail(POLICY) error(error) \
    reduction(+: done)
    {
        int worker = shm_worker_num();

        if (worker == 0)
            sweep_begin();
        for (int i = 0; i < 3 || (worker == 1 && !world->over); i++) {
            if (i == 1)
                shm_set_lock(one);
            else
                while (!shm_test_lock(one))
                    ;
            sweep_enter(worker);
            sweep_leave(worker);
            shm_unset_lock(one);
            sweep_nap();
        }
        if (worker == 0)
            sweep_end();
        done++;
    }
    scene_expect(&error, done, 2);
    shm_set_lock(one);
    shm_unset_lock(one);
}

/* ---- barrier ------------------------------------------------------------- */

/* Nobody passes generation g before both have come to it. */
void
scene_barrier(void)
{
    struct shm_error error;
    int done = 0;

#pragma shm parallel num_workers(2) onfail(POLICY) error(error) \
    reduction(+: done)
    {
        int worker = shm_worker_num();

        if (worker == 0)
            sweep_begin();
        for (int g = 1; g <= 2; g++) {
            world->sequence[worker] = g;
#pragma shm barrier
            if (world->sequence[!worker] < g)
                sweep_wrong("worker %d passed barrier %d alone", worker, g);
        }
        if (worker == 0)
            sweep_end();
        done++;
    }
    scene_expect(&error, done, 2);
}

/* ---- exchange ------------------------------------------------------------ */

/* Who goes on has the parts of both, of this exchange and not of another. */
void
scene_exchange(void)
{
    struct shm_error error;
    int done = 0;

#pragma shm parallel num_workers(2) onfail(POLICY) error(error) \
    reduction(+: done)
    {
        int worker = shm_worker_num();

        if (worker == 0)
            sweep_begin();
        for (int g = 1; g <= 3; g++) {
            int sum = 0;

#pragma shm for reduction(+: sum)
            for (int i = 0; i < 2; i++)
                sum += g << 8 * i;
            if (sum != (g << 8 | g))
                sweep_wrong("exchange %d gives worker %d %x", g, worker,
                            (unsigned)sum);
        }
        if (worker == 0)
            sweep_end();
        done++;
    }
    scene_expect(&error, done, 2);
}

/* ---- ordered ------------------------------------------------------------- */

void
scene_ordered(void)
{
    struct shm_error error;
    int done = 0;

#pragma shm parallel for num_workers(2) onfail(POLICY) error(error) \
    reduction(+: done) ordered schedule(dynamic, 2)
    for (int i = 0; i < 6; i++) {
        if (i == 0)
            sweep_begin();
        if (i != 3) {
#pragma shm ordered
            {
                sweep_enter(shm_worker_num());
                scene_log(i);
                sweep_leave(shm_worker_num());
            }
        }
        done++;
    }
    scene_expect(&error, done, 6);
    scene_expect_log(&error, 6, 3);
}

/* ---- single -------------------------------------------------------------- */

enum { SINGLES = 20 };

static void
grant(int single)
{
    if (world->times[single]++ > 0)
        sweep_wrong("single %d is run twice", single);
}

/* The other worker comes to each single a bit later than to the one before,
 * at any instruction of the victim's. */
void
scene_single(void)
{
    struct shm_error error;
    int done = 0;

#pragma shm parallel num_workers(2) onfail(POLICY) error(error) \
    reduction(+: done)
    {
        int value = 0;

        if (shm_worker_num() == 0)
            sweep_begin();
#pragma shm single copyprivate(value)
        {
            grant(SINGLES);
            value = 7;
        }
        if (value != 7)
            sweep_wrong("copyprivate gives %d", value);
        for (int i = 0; i < SINGLES; i++) {
#pragma shm barrier
            for (int k = 0; shm_worker_num() == 1 && k < 2 * i; k++)
                sweep_nap();
#pragma shm single nowait
            grant(i);
        }
        if (shm_worker_num() == 0)
            sweep_end();
        done++;
    }
    scene_expect(&error, done, 2);
    for (int i = 0; i <= SINGLES; i++)
        if (error.kind == SHM_OK && world->times[i] != 1)
            sweep_wrong("single %d is run %d times", i, world->times[i]);
}
