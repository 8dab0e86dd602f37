/* SPDX-License-Identifier: MIT */
/* cancel.c -- this file handles cancel, cancellation point and shm_cancel.
 *
 * A loop (or sections) that is cancelled gives out no more chunks; its flag
 * stands in its entry of control.work, so a loop with a `cancel` in its text
 * has one, whatever its schedule.  All workers come to its end as usual.
 *
 * The flag of a region is control.cancelled.  Who meets a cancellation point
 * goes to the end of the block, by the generated code.  Who waits for the
 * others, or comes to where he would, may be deep in functions that the block
 * calls, and some of those he waits for will never come: he ends right there
 * (worker_end_early).  Each word on which somebody may wait is changed after
 * the flag was raised, so no sleeper misses it.
 *
 * Without a team the one process has left the construct when `cancel` says
 * so; a region remembers it for shm_cancel.
 */
#include "internal.h"
#include "library.h"

#include <errno.h>

/* Set in control.cancelled.  Several bits each, and no others: what a wild
 * store leaves there is not taken for a cancellation, by which iterations
 * would be missing and nobody would say so. */
enum { REGION = 0x11111111, ITERATIONS = 0x22222222 };

static bool
is_set(uint32_t word, uint32_t what)
{
    return (word & what) == what && !(word & ~(uint32_t)(REGION | ITERATIONS));
}

/* A bit that counts of barriers and turns do not reach. */
static void
disturb(struct word *word)
{
    atomic_fetch_xor(&word->value, 1u << 31);
    word_wake(word);
}

static void
cancel_region(const struct shmrt_team *team)
{
    struct control *control = team->control;

    if (is_set(atomic_fetch_or(&control->attention.cancelled, REGION), REGION))
        return;
    disturb(&control->generation);
    for (int w = 0; w < team->wanted; w++)
        for (int i = 0; i < 2; i++)
            disturb(&team->slots[w].share[i].arrived);
    for (int i = 0; i < WORK_RING; i++) {
        disturb(&control->work[i].turn);
        ordered_disturb(&control->work[i]);
    }
}

/* Of the innermost region. */
static bool
region_is_cancelled(void)
{
    const struct level *level = process.level;

    if (!level->team)
        return level->cancelled;
    return is_set(
        atomic_load_explicit(&level->team->control->attention.cancelled,
                             memory_order_acquire), REGION);
}

bool
cancel_has_loop(const struct shmrt_loop *loop)
{
    struct work *work = loop->state;

    return region_is_cancelled()
           || (loop->commit && process.level->cancelling)
           || (loop->active && loop->cancellable
               && atomic_load_explicit(&work->cancelled,
                                       memory_order_relaxed));
}

void
cancel_check(void)
{
    if (region_is_cancelled())
        worker_end_early();
}

bool
cancel_has_cut(const struct shmrt_team *team)
{
    uint32_t word = atomic_load(&team->control->attention.cancelled);

    return is_set(word, REGION) || is_set(word, ITERATIONS);
}

bool
cancel_has_region(const struct shmrt_team *team)
{
    return is_set(atomic_load(&team->control->attention.cancelled), REGION);
}

static void
cancel_for_all(struct shmrt_loop *loop)
{
    struct control *control = process.level->team->control;
    struct work *work = loop->state;

    if (loop->combined)
        atomic_fetch_or(&control->attention.cancelled, ITERATIONS);
    atomic_store_explicit(&work->cancelled, 1, memory_order_relaxed);
}

/* A chunk that may yet be run again cancels the loop when it is done: else
 * what it has found could be lost with its worker. */
static void
cancel_loop(struct shmrt_loop *loop)
{
    if (!loop || !loop->active)
        return;
    if (loop->commit)
        process.level->cancelling = true;
    else
        cancel_for_all(loop);
}

void
cancel_commit(struct shmrt_loop *loop)
{
    if (!process.level->cancelling)
        return;
    process.level->cancelling = false;
    cancel_for_all(loop);
}

int
shmrt_cancellation_point(int kind)
{
    struct shmrt_loop *loop = process.level->loop;

    if (kind == SHMRT_CANCEL_PARALLEL || !loop)
        return region_is_cancelled();
    return cancel_has_loop(loop);
}

int
shmrt_cancel(int kind, int if_)
{
    struct level *level = process.level;

    if (!if_)
        return shmrt_cancellation_point(kind);
    if (kind != SHMRT_CANCEL_PARALLEL)
        cancel_loop(level->loop);
    else if (level->team)
        cancel_region(level->team);
    return 1;
}

/* A master's own region comes before the one that it works in. */
void
shm_cancel(void)
{
    struct shmrt_team *team
        = process.teams ? process.teams : process.level->team;
    int saved = errno;

    if (team)
        cancel_region(team);
    else if (process.level->depth > 0)
        process.level->cancelled = 1;
    errno = saved;
}
