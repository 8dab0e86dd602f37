/* SPDX-License-Identifier: MIT */
/* scene_retry.c -- scenes of chunks that are run again: whenever the victim
 * dies, the result is what it would be if it had not. */
#include "scene.h"


enum { COUNT = 16, FIRST = 4, LAST = 10, NAPS = 60 };

/* The first to come to iteration FIRST, but nobody who runs it again. */
static int
is_victim(int i)
{
    static int we_are;

    if (i == FIRST && world->times[0]++ == 0) {
        we_are = 1;
        sweep_begin();
    }
    return we_are;
}

/* Leaves the victim the next chunks. */
static void
play(int i)
{
    if (is_victim(i)) {
        if (i >= LAST)
            sweep_end();
        return;
    }
    for (int k = 0; i > FIRST && k < NAPS && !world->over; k++)
        sweep_nap();
}

/* From within a chunk through its commit, the taking of others and theirs. */
void
scene_retry(void)
{
    struct shm_error error;
    long sum = 0, sent = 0;
    int last = -1, next = 0;

#pragma shm parallel for num_workers(2) onfail(retry(3)) error(error) \
    reduction(+: sum) lastprivate(last) schedule(dynamic, 2)
    for (int i = 0; i < COUNT; i++) {
        play(i);
        sum += i;
        last = i;
#pragma shm reduce(i)
        sent += i;
#pragma shm reduce(i) ordered
        {
            if (i != next)
                sweep_wrong("block %d in place of %d", i, next);
            next = i + 1;
        }
    }
    if (error.kind != SHM_OK)
        sweep_wrong("error: %.150s", error.message);
    if (sum != COUNT * (COUNT - 1) / 2 || sent != sum || next != COUNT
        || last != COUNT - 1)
        sweep_wrong("sum %ld, messages %ld, blocks %d, last %d", sum, sent,
                    next, last);
}

/* No turn is lost, whether the chunk's worker waits for it, has it, or is
 * about to pass it on.  Within and behind a block the region ends. */
void
scene_turns(void)
{
    struct shm_error error;
    int done = 0;

#pragma shm parallel for num_workers(2) onfail(retry(3)) error(error) \
    reduction(+: done) ordered schedule(dynamic, 2)
    for (int i = 0; i < COUNT; i++) {
        play(i);
        if (i < FIRST || i % 4 == 3) {
#pragma shm ordered
            {
                sweep_enter(shm_worker_num());
                scene_log(i);
                sweep_leave(shm_worker_num());
            }
        }
        done++;
    }
    scene_expect(&error, done, COUNT);
}

/* The first worker dies at its first instruction, its second, ...; another
 * comes in its place. */
void
scene_reborn(void)
{
    struct shm_error error;
    int done = 0;

    sweep_begin();
#pragma shm parallel for num_workers(2) onfail(retry(3)) error(error) \
    reduction(+: done) schedule(static, 2)
    for (int i = 0; i < COUNT; i++) {
        if (i == 0)
            sweep_end();
        done++;
    }
    if (error.kind != SHM_OK || done != COUNT)
        sweep_wrong("%d done; %.100s", done, error.message);
}
