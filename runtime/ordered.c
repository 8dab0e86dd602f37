/* SPDX-License-Identifier: MIT */
/* ordered.c -- this file handles the ordered construct.
 *
 * A loop with the ordered clause has a ticket: the iteration that may run its
 * block next.  While it lies within a worker's chunk only that worker moves
 * it: to k + 1 after the block of iteration k, and to the end of the chunk
 * when the chunk is done, so that iterations that met no block give their
 * turn away.  A worker waits for the first iteration of its chunk, and the
 * ticket takes every chunk's first iteration as a value, so a sleeper is
 * woken by the bit of that number (modulo 32) and the others sleep on.
 *
 * Chunks are handed out in order and a worker takes the next one only when
 * its last is done, so the lowest chunk under way never waits.
 */
#include "internal.h"

/* The half of the ticket that the kernel compares. */
static _Atomic uint32_t *
low_half(_Atomic uint64_t *ticket)
{
    return (_Atomic uint32_t *)ticket
           + (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__);
}

static uint32_t
bit_of(uint64_t iteration)
{
    return 1u << iteration % 32;
}

static void
wait_for_turn(struct work *work, uint64_t first)
{
    unsigned spins = wait_spins();
    uint64_t ticket, since;

    for (;;) {
        if (atomic_load_explicit(&work->ticket, memory_order_acquire)
            >= first) {
            cancel_check();
            return;
        }
        if (spins-- == 0)
            break;
        wait_pause();
    }
    since = chunk_clock_wait(CLOCK_WAITS_TEAM);
    EYES(eyes_wait_begin(FOR_ORDERED, NULL));
    atomic_fetch_add(&work->sleepers, 1);
    while ((ticket = atomic_load(&work->ticket)) < first) {
        cancel_check();
        wait_sleep(low_half(&work->ticket), (uint32_t)ticket, bit_of(first),
                   0);
    }
    atomic_fetch_sub(&work->sleepers, 1);
    EYES(eyes_wait_end());
    chunk_clock_go(since);
    cancel_check();
}

/* The ticket is of no use any more. */
void
ordered_disturb(struct work *work)
{
    atomic_fetch_xor(&work->ticket, (uint64_t)1 << 63 | 1u << 31);
    if (atomic_load(&work->sleepers) != 0)
        futex_wake(low_half(&work->ticket), ~0u);
}

static void
move_ticket(struct work *work, uint64_t next)
{
    atomic_store(&work->ticket, next);
    if (atomic_load(&work->sleepers) != 0)
        futex_wake(low_half(&work->ticket), bit_of(next));
}

/* The loop that ordered belongs to, when it is shared out. */
static struct shmrt_loop *
ordered_loop(void)
{
    struct shmrt_loop *loop = process.level->loop;

    return loop && loop->active && loop->ordered ? loop : NULL;
}

void
shmrt_ordered_begin(const struct shmrt_place *place)
{
    struct shmrt_loop *loop = ordered_loop();

    if (!loop)
        return;
    wait_for_turn(loop->state, loop->first);
    slot_enter(place);
}

void
shmrt_ordered_end(void)
{
    struct shmrt_loop *loop = ordered_loop();

    if (!loop)
        return;
    slot_leave();
    move_ticket(loop->state, *shmrt_self.iteration + 1);
}

void
ordered_chunk_end(struct shmrt_loop *loop)
{
    struct work *work = loop->state;

    if (atomic_load_explicit(&work->ticket, memory_order_relaxed)
        >= loop->last)
        return; /* others may be further already */
    wait_for_turn(work, loop->first);
    move_ticket(work, loop->last);
}
