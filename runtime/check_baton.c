/* SPDX-License-Identifier: MIT */
/* check_baton.c -- one process at a time: who has the baton.
 *
 * A word that holds the id of who has it.  A child that is forked by who has
 * it has another id, and so has it not.  When one dies that has it, its master
 * takes it away; `unsaid` then tells the next one that something is not known.
 *
 * Nobody waits for ever: when the baton has been in one hand for PATIENCE, it
 * is dropped for good, and all go on without it.
 */
#include "internal.h"

#include <linux/futex.h>
#include <sched.h>

enum {
    PATIENCE = 30000, /* ms that the baton may stay in one hand */
    INTERVAL = 20,    /* ms between two looks at it */
    LOOKS = 2000,     /* for somebody else to take it */
    NAPS = 1000,      /* 1 ms each, of these */
    MEETING = 5000    /* ms to wait for the rest of the team */
};

static struct baton {
    _Atomic uint32_t owner;
    _Atomic uint32_t turns;   /* how often it was taken */
    _Atomic uint32_t waiting; /* for it */
    _Atomic uint32_t unsaid;  /* who has it, or had and did not give it on */
    _Atomic uint32_t dropped;
    _Atomic uint64_t next; /* team << 32 | worker: to take it the first time */
} *baton;

static uint32_t holder; /* process.id when it took it; 0: it has not */

bool
baton_start(void)
{
    baton = eyes_map(sizeof *baton);
    return baton != NULL;
}

bool
baton_is_ours(void)
{
    return holder != 0 && holder == process.id;
}

bool
baton_is_dropped(void)
{
    return atomic_load(&baton->dropped) != 0;
}

void
baton_drop(void)
{
    atomic_store(&baton->dropped, 1);
}

static void
lose_patience(void)
{
    if (atomic_exchange(&baton->dropped, 1) == 0)
        report(process.level->place,
               "SHM_CHECK: a worker runs for %d s while others wait; "
               "conflicts are looked for no more",
               PATIENCE / 1000);
}

bool
baton_take(void)
{
    long long since = now_ms();
    uint32_t turn = atomic_load(&baton->turns), seen = 0;

    if (baton_is_ours())
        return false;
    atomic_fetch_add(&baton->waiting, 1);
    while (!baton_is_dropped()
           && !atomic_compare_exchange_strong(&baton->owner, &seen,
                                              process.id)) {
        if (turn != atomic_load(&baton->turns)) {
            turn = atomic_load(&baton->turns);
            since = now_ms();
        }
        if (now_ms() - since > PATIENCE)
            lose_patience();
        wait_sleep(&baton->owner, seen, FUTEX_BITSET_MATCH_ANY, INTERVAL);
        seen = 0;
    }
    atomic_fetch_sub(&baton->waiting, 1);
    if (baton_is_dropped())
        return false;
    holder = process.id;
    atomic_fetch_add(&baton->turns, 1);
    return atomic_exchange(&baton->unsaid, process.id) != 0;
}

void
baton_give(void)
{
    if (!baton_is_ours())
        return;
    holder = 0;
    atomic_store(&baton->unsaid, 0);
    atomic_store(&baton->owner, 0);
    futex_wake(&baton->owner, FUTEX_BITSET_MATCH_ANY);
}

bool
baton_yield(void)
{
    uint32_t turn = atomic_load(&baton->turns);

    baton_give();
    for (int i = 0; i < LOOKS && atomic_load(&baton->waiting) > 0
                    && atomic_load(&baton->turns) == turn;
         i++)
        if (i < LOOKS - NAPS)
            sched_yield();
        else
            futex_wait(&baton->turns, turn, FUTEX_BITSET_MATCH_ANY, 1);
    return baton_take();
}

void
baton_dead(uint32_t id)
{
    if (atomic_compare_exchange_strong(&baton->owner, &id, 0))
        futex_wake(&baton->owner, FUTEX_BITSET_MATCH_ANY);
}

/* ---- the first time ----------------------------------------------------- */

void
baton_new_team(uint32_t team)
{
    atomic_store(&baton->next, (uint64_t)team << 32);
}

/* Worker 0 begins when all others are there.  When the word is about another
 * team it says nothing. */
static bool
is_turn(uint32_t team, uint32_t worker)
{
    uint64_t next = atomic_load(&baton->next);

    if (next >> 32 != team)
        return true;
    return (uint32_t)next == worker
           && (worker > 0
               || atomic_load(&baton->waiting)
                      >= (uint32_t)process.level->size);
}

void
baton_wait_in_order(uint32_t team)
{
    level_size(); /* until all have been forked */
    atomic_fetch_add(&baton->waiting, 1);
    for (int i = 0;
         i < MEETING && !is_turn(team, (uint32_t)process.level->worker); i++)
        futex_wait(&baton->owner, atomic_load(&baton->owner),
                   FUTEX_BITSET_MATCH_ANY, 1);
}

void
baton_next(uint32_t team)
{
    atomic_fetch_sub(&baton->waiting, 1);
    atomic_store(&baton->next,
                 (uint64_t)team << 32 | (uint32_t)(process.level->worker + 1));
}
