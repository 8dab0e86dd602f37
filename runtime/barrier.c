/* SPDX-License-Identifier: MIT */
/* barrier.c -- this file handles the barrier construct and, with the same
 * barrier, the ends of loops and singles and the exchanges of share.c.
 *
 * A worker that arrives first notes it in its own slot, so that the master
 * can tell who is missing.  Then there are two ways.
 *
 * The workers of a small team that has a processor for each look for one
 * another: each raises a word of its own and waits for that of every other.
 * Nothing is written by two, and the words lie where the parts of a reduction
 * do, which come over with them: for two workers all of it is one transfer of
 * a cache line in each direction.  Where the words stand alternates with the
 * exchanges.  Who has passed a barrier may have come to the next when another
 * still looks: a word that is higher will do.
 *
 * In a larger team each adds itself to `arrived`.  That is never set back:
 * after generation g is complete it is size * g, modulo 2^32, so there is no
 * moment at which a death could leave it half reset.  The one whose addition
 * makes it complete raises `generation`, for which the others wait.  If that
 * one dies in between, the count and the slots show it.
 */
#include "slot.h"

enum { NEAR_MOST = 8, HOT_LOOKS = 64 };

bool
barrier_is_near(int workers, long long processes)
{
    return workers <= NEAR_MOST && wait_spins_of(processes) > 0;
}

/* Tells what follows of a wait that takes longer. */
static void
wait_long(struct word *word, uint32_t seen)
{
    uint64_t since = chunk_clock_wait(CLOCK_WAITS_TEAM);

    EYES(eyes_wait_begin(FOR_BARRIER, NULL));
    word_wait(word, seen);
    EYES(eyes_wait_end());
    chunk_clock_go(since);
}

static bool
has_come(uint32_t value, uint32_t wanted)
{
    return (int32_t)(value - wanted) >= 0;
}

/* Our own word was raised by a plain store: before we sleep, and when we go
 * on, we look who may have gone to sleep for it. */
static void
wait_for_one(struct word *word, uint32_t wanted, struct word *own)
{
    uint32_t seen;

    for (int i = 0; i < HOT_LOOKS; i++)
        if (has_come(atomic_load_explicit(&word->value, memory_order_acquire),
                     wanted))
            return;
    atomic_thread_fence(memory_order_seq_cst);
    word_wake(own);
    while (!has_come(seen = atomic_load_explicit(&word->value,
                                                 memory_order_acquire),
                     wanted)) {
        cancel_check();
        wait_long(word, seen);
    }
}

static void
meet_each(struct level *level, uint32_t wanted)
{
    struct slot *slots = level->team->slots;
    int place = (level->shares + 1) % 2, size = level->size;
    struct word *own = &process.slot->share[place].arrived;

    atomic_store_explicit(&own->value, wanted, memory_order_release);
    FP("barrier.wait");
    for (int w = 0; w < size; w++)
        if (w != level->worker)
            wait_for_one(&slots[w].share[place].arrived, wanted, own);
    atomic_thread_fence(memory_order_seq_cst);
    word_wake(own);
}

static void
meet_all(struct control *control, uint32_t size, uint32_t wanted)
{
    if (atomic_fetch_add_explicit(&control->arrived, 1, memory_order_acq_rel)
            + 1 == size * wanted) {
        FP("barrier.open");
        word_set(&control->generation, wanted);
    } else {
        FP("barrier.wait");
        wait_long(&control->generation, wanted - 1);
    }
}

void
barrier_wait(void)
{
    struct level *level = process.level;
    uint32_t wanted, size;

    task_wait(level->depth);
    if (!level->team)
        return;
    cancel_check();
    CHECKS(check_barrier());
    size = (uint32_t)level_size();
    wanted = ++level->barriers;
    atomic_store_explicit(&process.slot->arrived, wanted,
                          memory_order_relaxed);
    if (size == 1)
        return;
    FP("barrier.arrive");
    if (level->team->near)
        meet_each(level, wanted);
    else
        meet_all(level->team->control, size, wanted);
    cancel_check();
    FP("barrier.passed");
    atomic_store_explicit(&process.slot->state,
                          SLOT_RUNNING | SLOT_PASSED | slot_checked()
                              | (process.held > 0 ? SLOT_INSIDE : 0),
                          memory_order_relaxed);
}

void
shmrt_barrier(const struct shmrt_place *place)
{
    struct level *level = process.level;

    (void)place;
    stdio_block_end();
    if (level->team) /* messages behind it are later ones: inbox.c */
        slot_move(++level->position);
    barrier_wait();
}

void
shmrt_flush(void)
{
    atomic_thread_fence(memory_order_seq_cst);
    CHECKS(check_yield());
}
