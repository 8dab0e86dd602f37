/* SPDX-License-Identifier: MIT */
/* batch.c -- this file handles schedule(dynamic) where chunks may be short:
 * a counter that all workers add to for each chunk would be most of the time.
 *
 * A worker takes a batch of chunks from the counter and keeps it in a word of
 * its own slot, as the numbers of the next chunk and of the end.  It takes
 * from the front; a worker that finds nothing left in the counter takes from
 * the ends of the others' batches.  So nobody idles while there is a chunk
 * that has not begun, as if each had been taken from the counter, and a chunk
 * costs an atomic operation on a cache line that others rarely look at.
 *
 * Each chunk number is handed out once and a batch never comes back, so an
 * exchange that finds the word unchanged finds the same batch.  The slot has a
 * word for each loop that can be under way (control.work): a word is used for
 * another loop only when all workers have left the one before.
 *
 * A worker that takes what another began goes back to earlier iterations.
 * Loops in which that matters are not served.
 */
#include "internal.h"

/* Of 2^32 chunks or more each is taken from the counter. */
enum { BATCH_MOST = 32, BATCHES = 8 };

static uint64_t
pack(uint64_t next, uint64_t end)
{
    return end << 32 | next;
}

static uint64_t
next_of(uint64_t batch)
{
    return (uint32_t)batch;
}

static uint64_t
end_of(uint64_t batch)
{
    return batch >> 32;
}

static _Atomic uint64_t *
batch_of(const struct shmrt_loop *loop, int worker)
{
    struct slot *slots = process.level->team->slots;

    return &slots[worker].batch[loop->turn % WORK_RING];
}

/* loop.size is the size of a chunk, loop.chunks how many there are, and
 * loop.cursor where the counter was when we last looked. */
void
batch_start(struct shmrt_loop *loop)
{
    shmrt_count size = loop->chunk > 0 ? (shmrt_count)loop->chunk : 1;
    shmrt_count chunks = schedule_chunks(loop->count, size);

    if (!loop->blocks && chunks <= UINT32_MAX) {
        loop->size = size;
        loop->chunks = chunks;
    }
}

/* The first chunk of our batch. */
static bool
take_own(const struct shmrt_loop *loop, shmrt_count *chunk)
{
    _Atomic uint64_t *word = batch_of(loop, process.level->worker);
    uint64_t batch = atomic_load_explicit(word, memory_order_relaxed);

    while (next_of(batch) < end_of(batch))
        if (atomic_compare_exchange_weak_explicit(
                word, &batch, batch + 1, memory_order_relaxed,
                memory_order_relaxed)) {
            *chunk = next_of(batch);
            return true;
        }
    return false;
}

/* A new batch, of a part of what is left; its first chunk. */
static bool
take_batch(struct shmrt_loop *loop, shmrt_count *chunk)
{
    struct shmrt_team *team = process.level->team;
    struct work *work = loop->state;
    shmrt_count size, end;

    if (loop->cursor >= loop->chunks)
        return false;
    size = (loop->chunks - loop->cursor)
           / ((shmrt_count)team->wanted * BATCHES);
    size = size > BATCH_MOST ? BATCH_MOST : size > 1 ? size : 1;
    *chunk = atomic_fetch_add_explicit(&work->next, size,
                                       memory_order_relaxed);
    loop->cursor = end = *chunk + size;
    if (*chunk >= loop->chunks)
        return false;
    if (end > loop->chunks)
        end = loop->chunks;
    atomic_store_explicit(batch_of(loop, process.level->worker),
                          pack(*chunk + 1, end), memory_order_relaxed);
    return true;
}

/* The last chunk of somebody else's batch. */
static bool
take_others(const struct shmrt_loop *loop, shmrt_count *chunk)
{
    int team = process.level->team->wanted;

    for (int i = 1; i < team; i++) {
        _Atomic uint64_t *word
            = batch_of(loop, (process.level->worker + i) % team);
        uint64_t batch = atomic_load_explicit(word, memory_order_relaxed);

        while (next_of(batch) < end_of(batch))
            if (atomic_compare_exchange_weak_explicit(
                    word, &batch, pack(next_of(batch), end_of(batch) - 1),
                    memory_order_relaxed, memory_order_relaxed)) {
                *chunk = end_of(batch) - 1;
                return true;
            }
    }
    return false;
}

int
batch_take(struct shmrt_loop *loop, struct schedule_span *span)
{
    shmrt_count chunk;

    return (take_own(loop, &chunk) || take_batch(loop, &chunk)
            || take_others(loop, &chunk))
           && schedule_dynamic(loop->count, loop->size, chunk, span);
}
