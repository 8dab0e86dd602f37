/* SPDX-License-Identifier: MIT */
/* ordered.c -- this file handles the ordered construct.
 *
 * A loop with the ordered clause has a ticket: the first iteration of the
 * chunk whose blocks may run.  Its worker moves it to the end of the chunk
 * after the block of the last iteration, or when the chunk is done, so that
 * iterations that met no block give their turn away.  A sleeper is woken by
 * the bit of its chunk's first iteration (modulo 32); the others sleep on.
 *
 * Chunks are handed out in order and a worker takes the next one only when
 * its last is done, so the lowest chunk under way never waits.
 *
 * Where chunks are committed by themselves, a chunk is first done and then
 * lets the next one go on; when its worker dies in between, the master does
 * that.  A chunk that was given up has nobody to move the ticket, so whoever
 * comes in front of it moves it past; or the master does, when it gives up a
 * chunk whose turn it is.  One writes the ticket and then looks at the chunk's
 * word, the other writes the word and then looks at the ticket: one of them
 * sees the other.
 */
#include "chunks.h"
#include "slot.h"

/* loop.ordered_turn, of the chunk that the worker is at. */
enum { TURN_TO_COME, TURN_OURS, TURN_GIVEN };

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

static __attribute__((noinline)) void
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
    FP("ordered.wake");
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

static inline void
take_turn(struct shmrt_loop *loop)
{
    if (loop->ordered_turn != TURN_TO_COME)
        return;
    wait_for_turn(loop->state, loop->first);
    loop->ordered_turn = TURN_OURS;
}

static void
give_turn(struct shmrt_loop *loop)
{
    if (loop->ordered_turn != TURN_OURS)
        return;
    move_ticket(loop->state, loop->last);
    loop->ordered_turn = TURN_GIVEN;
}

void
shmrt_ordered_begin(const struct shmrt_place *place)
{
    struct shmrt_loop *loop = ordered_loop();

    if (!loop)
        return;
    FP("ordered.wait");
    take_turn(loop);
    slot_enter(place);
    CHECKS(check_guard(1));
    FP("ordered.inside");
}

void
shmrt_ordered_end(void)
{
    struct shmrt_loop *loop = ordered_loop();

    if (!loop)
        return;
    CHECKS(check_guard(-1));
    slot_leave();
    FP("ordered.left");
    if (*shmrt_self.chunk + 1 == loop->last && !loop->commit)
        give_turn(loop);
}

void
ordered_chunk_end(struct shmrt_loop *loop)
{
    take_turn(loop);
    give_turn(loop);
    loop->ordered_turn = TURN_TO_COME;
}

void
ordered_chunk_wait(struct shmrt_loop *loop)
{
    take_turn(loop);
    loop->ordered_turn = TURN_TO_COME;
}

/* Puts the ticket from within the chunk to its end.  False: the chunk's turn
 * has not come. */
static bool
pass_chunk(const struct chunks *chunks, struct work *work, uint32_t chunk)
{
    struct schedule_span span = chunks_span(chunks, chunk);
    uint64_t ticket = atomic_load(&work->ticket);

    do {
        if (ticket >= span.last)
            return true;
        if (ticket < span.first)
            return false;
    } while (!atomic_compare_exchange_weak(&work->ticket, &ticket,
                                           span.last));
    return true;
}

/* The loop is the only one of its region: it has the first entry. */
void
ordered_pass(struct shmrt_team *team, uint32_t chunk)
{
    const struct chunks *chunks = team->chunks;
    struct work *work = &team->control->work[0];

    while (pass_chunk(chunks, work, chunk) && ++chunk < chunks->count
           && chunks_is_given_up(chunks, chunk))
        continue;
    if (atomic_load(&work->sleepers) != 0)
        futex_wake(low_half(&work->ticket), ~0u);
}
