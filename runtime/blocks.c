/* SPDX-License-Identifier: MIT */
/* blocks.c -- this file handles reproducible reductions: the division of a
 * loop into blocks, and the parts of the blocks.
 *
 * How long the blocks are depends on the number of iterations and the size of
 * a part only, so that the combined value has the same bits for every team
 * and every schedule.  A chunk of such a loop is a block.
 *
 * The parts lie in shared memory, each written by the worker that runs the
 * block, then its flag; a block that was given up has none.  They are read
 * when all is done: by the master behind the region, or behind the wait at
 * the end of a loop inside one by every worker.  For a region the master
 * gets the memory before it forks; for a loop inside one the first worker
 * that comes there does, and the last that leaves gives it back.
 */
#include "internal.h"

#include "library.h"

#include <errno.h>
#include <string.h>

/* No more blocks than these; and no more memory than this, but as many
 * blocks as the least at any rate. */
enum { BLOCKS_MOST = 1024, BLOCKS_LEAST = 64, PARTS_MOST = 64 << 20 };

shmrt_size
shmrt_blocks_add(struct shmrt_blocks *blocks, shmrt_size size)
{
    shmrt_size offset = blocks->bytes;

    if (__builtin_add_overflow(offset, size, &blocks->bytes)
        || __builtin_add_overflow(blocks->bytes, CACHE_LINE - 1,
                                  &blocks->bytes))
        blocks->bytes = ~(shmrt_size)0; /* there is no memory for it */
    blocks->bytes &= ~(shmrt_size)(CACHE_LINE - 1);
    return offset;
}

void
shmrt_blocks_divide(struct shmrt_blocks *blocks, shmrt_count iterations)
{
    shmrt_count most = BLOCKS_MOST;

    if (blocks->bytes > PARTS_MOST / BLOCKS_MOST)
        most = PARTS_MOST / blocks->bytes;
    if (most < BLOCKS_LEAST)
        most = BLOCKS_LEAST;
    blocks->size = iterations / most + (iterations % most != 0);
    if (blocks->size == 0)
        blocks->size = 1;
    blocks->count = iterations / blocks->size
                    + (iterations % blocks->size != 0);
}

/* ---- memory ------------------------------------------------------------- */

/* The flags stand behind the parts. */
static _Atomic unsigned char *
flags(const struct shmrt_blocks *blocks)
{
    return (_Atomic unsigned char *)blocks->parts
           + blocks->count * blocks->bytes;
}

void
shmrt_blocks_open(struct shmrt_blocks *blocks, const struct shmrt_place *place)
{
    size_t size;

    if (__builtin_mul_overflow(blocks->count, blocks->bytes, &size)
        || __builtin_add_overflow(size, blocks->count + 1, &size))
        fail(STATUS_RESOURCE, place,
             "no memory for %llu parts of a reproducible reduction",
             (unsigned long long)blocks->count);
    blocks->parts = shm_aligned_alloc(CACHE_LINE, size);
    if (!blocks->parts)
        fail(STATUS_RESOURCE, place,
             "no shared memory for %llu parts of a reproducible reduction, "
             "%zu bytes: %s", (unsigned long long)blocks->count, size,
             strerror(errno));
    memset(flags(blocks), 0, blocks->count + 1);
}

void
shmrt_blocks_close(struct shmrt_blocks *blocks)
{
    shm_free(blocks->parts);
    blocks->parts = NULL;
}

void
blocks_enter(struct shmrt_loop *loop, struct work *work)
{
    struct shmrt_blocks *blocks = loop->blocks;
    void *parts = atomic_load(&work->parts);

    if (!parts) {
        shmrt_blocks_open(blocks, loop->place);
        if (atomic_compare_exchange_strong(&work->parts, &parts,
                                           blocks->parts))
            return;
        shm_free(blocks->parts); /* another was first */
    }
    blocks->parts = parts;
}

void
blocks_leave(struct work *work)
{
    shm_free(atomic_exchange(&work->parts, NULL));
}

/* ---- parts -------------------------------------------------------------- */

void
shmrt_block_put(struct shmrt_loop *loop, shmrt_size offset,
                const volatile void *part, shmrt_size size)
{
    const struct shmrt_blocks *blocks = loop->blocks;
    shmrt_count block = loop->first / blocks->size;

    memcpy((char *)blocks->parts + block * blocks->bytes + offset,
           (const void *)part, size);
}

void
blocks_done(struct shmrt_loop *loop)
{
    atomic_store(flags(loop->blocks) + loop->first / loop->blocks->size, 1);
}

void
blocks_give_up(const struct shmrt_blocks *blocks, shmrt_count block)
{
    atomic_store(flags(blocks) + block, 0);
}

const void *
shmrt_block_part(const struct shmrt_blocks *blocks, shmrt_size offset,
                 shmrt_count block)
{
    if (!atomic_load(flags(blocks) + block))
        return NULL;
    return (const char *)blocks->parts + block * blocks->bytes + offset;
}

/* ---- handing them out --------------------------------------------------- */

/* The blocks of the chunk that the schedule gives next; where there is no
 * team, all of them. */
static int
take_range(struct shmrt_loop *loop, struct work *work,
           struct schedule_span *range)
{
    const struct shmrt_blocks *blocks = loop->blocks;
    unsigned team = loop->active ? (unsigned)level_size() : 1;
    unsigned worker = loop->active ? (unsigned)process.level->worker : 0;
    shmrt_count chunk = loop->chunk > 0 ? (shmrt_count)loop->chunk : 0;

    if (loop->active && loop->scheduled != SHMRT_SCHED_STATIC)
        return schedule_dynamic(
            blocks->count, 1,
            atomic_fetch_add_explicit(&work->next, 1, memory_order_relaxed),
            range);
    if (loop->active && chunk > 0)
        return schedule_cyclic(blocks->count, team, worker,
                               schedule_chunks(chunk, blocks->size),
                               loop->stride++, range);
    return loop->stride++ == 0
           && schedule_static(blocks->count, team, worker, range);
}

int
blocks_take(struct shmrt_loop *loop, struct work *work,
            struct schedule_span *span)
{
    const struct shmrt_blocks *blocks = loop->blocks;
    struct schedule_span range;

    if (loop->cursor == loop->limit) {
        if (!take_range(loop, work, &range))
            return 0;
        loop->cursor = range.first;
        loop->limit = range.last;
    }
    return schedule_dynamic(loop->count, blocks->size, loop->cursor++, span);
}
