/* SPDX-License-Identifier: MIT */
/* barrier.c -- this file handles the barrier construct and, with the same
 * barrier, the ends of loops and singles.
 *
 * A worker that arrives first notes it in its own slot, so that the master
 * can tell who is missing, then adds itself to `arrived`.  That is never set
 * back: after generation g is complete it is size * g, modulo 2^32, so there
 * is no moment at which a death could leave it half reset.  The one whose
 * addition makes it complete raises `generation`, for which the others wait.
 * If that one dies in between, the count and the slots show it.
 *
 * Both words share a cache line: for two workers a barrier is one transfer of
 * that line in each direction.
 */
#include "internal.h"

void
barrier_wait(void)
{
    struct level *level = process.level;
    struct control *control;
    uint32_t generation, size;
    uint64_t since;

    task_wait(level->depth);
    if (!level->team)
        return;
    cancel_check();
    size = (uint32_t)level_size();
    control = level->team->control;
    generation = level->barriers++;
    atomic_store_explicit(&process.slot->arrived, generation + 1,
                          memory_order_relaxed);
    if (size == 1)
        return;
    FP("barrier.arrive");
    if (atomic_fetch_add_explicit(&control->arrived, 1, memory_order_acq_rel)
            + 1 == size * (generation + 1)) {
        FP("barrier.open");
        word_set(&control->generation, generation + 1);
    } else {
        FP("barrier.wait");
        since = chunk_clock_wait(CLOCK_WAITS_TEAM);
        EYES(eyes_wait_begin(FOR_BARRIER, NULL));
        word_wait(&control->generation, generation);
        EYES(eyes_wait_end());
        chunk_clock_go(since);
    }
    cancel_check();
    FP("barrier.passed");
    atomic_store_explicit(&process.slot->state,
                          SLOT_RUNNING | SLOT_PASSED
                              | (process.held > 0 ? SLOT_INSIDE : 0),
                          memory_order_relaxed);
}

void
shmrt_barrier(const struct shmrt_place *place)
{
    (void)place;
    stdio_block_end();
    barrier_wait();
}

void
shmrt_flush(void)
{
    atomic_thread_fence(memory_order_seq_cst);
}
