/* SPDX-License-Identifier: MIT */
/* chunks.c -- the plan of a loop's chunks, and the words that say who has
 * them.  chunks.h has the protocol.
 *
 * The plan follows the schedule: static deals the chunks out, dynamic has
 * them taken in order, guided has the sizes that it would have if workers
 * came for them one after the other, and so has auto, for what a worker
 * measured is gone when it dies.  A chunk of a loop with reproducible
 * reductions is a block.
 */
#include "chunks.h"
#include "slot.h"

#include <stdlib.h>
#include <string.h>

/* ---- the plan ------------------------------------------------------------ */

/* How many chunks guided has; their bounds where there is room for them. */
static uint32_t
guided(struct chunks *c, shmrt_count least, shmrt_count *bounds)
{
    shmrt_count next = 0;
    uint32_t count = 0;

    if (least < c->iterations / (CHUNKS_MOST / 2))
        least = c->iterations / (CHUNKS_MOST / 2);
    while (next < c->iterations) {
        if (bounds)
            bounds[count] = next;
        next += schedule_guided(c->iterations - next, c->team, least);
        count++;
    }
    if (bounds)
        bounds[count] = next;
    return count;
}

/* One chunk for each worker. */
static void
divide(struct chunks *c)
{
    struct schedule_span span = { 0, 0 };

    for (uint32_t k = 0; k < c->count; k++) {
        schedule_static(c->iterations, c->count, k, &span);
        c->bounds[k] = span.first;
    }
    c->bounds[c->count] = c->iterations;
}

static bool
get_bounds(struct chunks *c, uint32_t count)
{
    c->count = count;
    c->bounds = malloc(((size_t)count + 1) * sizeof *c->bounds);
    return c->bounds != NULL;
}

/* Chunks of one size, but for the last. */
static bool
cut(struct chunks *c, shmrt_count size)
{
    shmrt_count least = schedule_chunks(c->iterations, CHUNKS_MOST);

    c->size = size > least ? size : least;
    c->count = (uint32_t)schedule_chunks(c->iterations, c->size);
    return true;
}

static bool
plan(struct chunks *c, const struct shmrt_loop *loop, int schedule)
{
    shmrt_count chunk = loop->chunk > 0 ? (shmrt_count)loop->chunk : 0;

    c->iterations = loop->count;
    c->is_static = schedule == SHMRT_SCHED_STATIC;
    if (loop->blocks) {
        c->deal = chunk ? schedule_chunks(chunk, loop->blocks->size) : 0;
        return cut(c, loop->blocks->size);
    }
    if (schedule == SHMRT_SCHED_GUIDED || schedule == SHMRT_SCHED_AUTO) {
        if (!get_bounds(c, guided(c, chunk ? chunk : 1, NULL)))
            return false;
        guided(c, chunk ? chunk : 1, c->bounds);
        return true;
    }
    if (c->is_static && chunk == 0) {
        if (!get_bounds(c, c->iterations < c->team ? (uint32_t)c->iterations
                                                   : c->team))
            return false;
        divide(c);
        return true;
    }
    c->deal = 1;
    return cut(c, chunk ? chunk : 1);
}

static size_t
table_size(const struct chunks *c)
{
    return sizeof *c->table + c->count * sizeof c->table->word[0];
}

bool
chunks_open(struct shmrt_team *team, int workers)
{
    struct shmrt_loop *loop = team->region->loop;
    struct chunks *c = calloc(1, sizeof *c);

    if (!c)
        return false;
    c->team = (unsigned)workers;
    team->chunks = c;
    loop_choose_schedule(loop, true);
    if (!plan(c, loop, loop->scheduled))
        return false;
    c->table = shared_map(table_size(c));
    return c->table != NULL;
}

void
chunks_close(struct shmrt_team *team)
{
    struct chunks *c = team->chunks;

    if (!c)
        return;
    if (c->table)
        shared_unmap(c->table, table_size(c));
    free(c->bounds);
    free(c->history);
    free(c);
    team->chunks = NULL;
}

struct schedule_span
chunks_span(const struct chunks *c, uint32_t chunk)
{
    struct schedule_span span = { 0, 0 };

    if (c->bounds)
        return (struct schedule_span){ c->bounds[chunk],
                                       c->bounds[chunk + 1] };
    schedule_dynamic(c->iterations, c->size, chunk, &span);
    return span;
}

/* ---- the words ----------------------------------------------------------- */

static uint32_t
word_of(const struct chunks *c, uint32_t chunk)
{
    return atomic_load(&c->table->word[chunk]);
}

/* By somebody: the bit alone is what a wild store leaves. */
static bool
is_done(uint32_t word)
{
    return (word & CHUNK_DONE) && (word & LOCK_OWNER);
}

bool
chunks_is_done(const struct chunks *c, uint32_t chunk, uint32_t id)
{
    return word_of(c, chunk) == (CHUNK_DONE | id);
}

bool
chunks_is_given_up(const struct chunks *c, uint32_t chunk)
{
    return word_of(c, chunk) == CHUNK_GIVEN_UP;
}

/* ---- the worker ---------------------------------------------------------- */

/* The slot says first which chunk it is about: if this worker holds one, it
 * is that. */
static bool
claim(const struct chunks *c, uint32_t chunk)
{
    uint32_t seen = CHUNK_FREE;

    if (atomic_load_explicit(&c->table->word[chunk], memory_order_relaxed)
        != CHUNK_FREE)
        return false;
    atomic_store_explicit(&process.slot->chunk, chunk + 1,
                          memory_order_relaxed);
    return atomic_compare_exchange_strong(&c->table->word[chunk], &seen,
                                          process.id);
}

/* The next of those that are dealt to this worker. */
static bool
take_own(const struct chunks *c, struct shmrt_loop *loop, uint32_t *chunk)
{
    unsigned worker = (unsigned)process.level->worker;
    struct schedule_span range;

    for (;;) {
        while (loop->cursor < loop->limit) {
            *chunk = (uint32_t)loop->cursor++;
            if (claim(c, *chunk))
                return true;
        }
        if (c->deal > 0
                ? !schedule_cyclic(c->count, c->team, worker, c->deal,
                                   loop->stride++, &range)
                : loop->stride++ > 0
                      || !schedule_static(c->count, c->team, worker, &range))
            return false;
        loop->cursor = range.first;
        loop->limit = range.last;
    }
}

/* The first one that is free.  The hint is left alone if it has changed: it
 * is never wrong, only late. */
static bool
take_any(const struct chunks *c, uint32_t *chunk)
{
    uint64_t hint = atomic_load(&c->table->hint);

    if ((uint32_t)hint > c->count)
        fail(STATUS_DAMAGE, process.level->place,
             "the table of chunks is damaged");
    for (*chunk = (uint32_t)hint; *chunk < c->count; ++*chunk)
        if (claim(c, *chunk)) {
            atomic_compare_exchange_strong(
                &c->table->hint, &hint,
                hint >> 32 << 32 | (*chunk + 1));
            return true;
        }
    return false;
}

/* Of a static loop only what is its own, unless the master has opened it,
 * which it may do until all workers have been forked. */
static bool
take(const struct chunks *c, struct shmrt_loop *loop, uint32_t *chunk)
{
    if (!c->is_static)
        return take_any(c, chunk);
    if (take_own(c, loop, chunk))
        return true;
    level_size();
    return atomic_load(&c->table->open) && take_any(c, chunk);
}

/* What a new worker finds in its slot is its own already. */
int
chunks_take(struct shmrt_loop *loop, struct schedule_span *span)
{
    struct level *level = process.level;
    const struct chunks *c = level->team->chunks;
    uint32_t chunk;

    slot_fresh();
    if (level->handed_on != 0) {
        chunk = level->handed_on - 1;
        level->handed_on = 0;
    } else if (!take(c, loop, &chunk)) {
        return 0;
    }
    level->chunk = chunk + 1;
    *span = chunks_span(c, chunk);
    return 1;
}

void
chunks_done(const struct chunks *c, uint32_t chunk)
{
    uint32_t seen = process.id;

    if (!atomic_compare_exchange_strong(&c->table->word[chunk], &seen,
                                        CHUNK_DONE | process.id))
        fail(STATUS_DAMAGE, process.level->place,
             "chunk %u is not this worker's: control data is damaged", chunk);
}

/* ---- the master ---------------------------------------------------------- */

bool
chunks_held(struct shmrt_team *team, int worker, uint32_t *chunk)
{
    const struct chunks *c = team->chunks;
    uint32_t noted = atomic_load(&team->slots[worker].chunk);

    *chunk = 0;
    if (noted > c->count)
        return false;
    if (noted > 0 && word_of(c, noted - 1) == team->members[worker].id)
        *chunk = noted;
    return true;
}

void
chunks_give_back(struct chunks *c, uint32_t chunk)
{
    uint64_t seen = atomic_load(&c->table->hint), low;

    atomic_store(&c->table->word[chunk], CHUNK_FREE);
    do
        low = (uint32_t)seen < chunk ? (uint32_t)seen : chunk;
    while (!atomic_compare_exchange_weak(&c->table->hint, &seen,
                                         ((seen >> 32) + 1) << 32 | low));
}

void
chunks_hand_on(struct chunks *c, uint32_t chunk, uint32_t id)
{
    atomic_store(&c->table->word[chunk], id);
}

void
chunks_give_up(struct chunks *c, uint32_t chunk)
{
    struct schedule_span span = chunks_span(c, chunk);

    atomic_store(&c->table->word[chunk], CHUNK_GIVEN_UP);
    c->given_up++;
    c->lost += span.last - span.first;
}

bool
chunks_any_free(const struct chunks *c)
{
    for (uint32_t k = c->frontier; k < c->count; k++)
        if (word_of(c, k) == CHUNK_FREE)
            return true;
    return false;
}

uint64_t
chunks_iterations_done(const struct chunks *c)
{
    uint64_t done = 0;

    for (uint32_t k = 0; k < c->count; k++) {
        struct schedule_span span = chunks_span(c, k);

        if (is_done(word_of(c, k)))
            done += span.last - span.first;
    }
    return done;
}

bool
chunks_advance(struct chunks *c)
{
    uint32_t was = c->frontier;

    for (uint32_t word; c->frontier < c->count; c->frontier++) {
        word = word_of(c, c->frontier);
        if (!is_done(word) && word != CHUNK_GIVEN_UP)
            break;
    }
    return c->frontier != was;
}

uint32_t
chunks_count(struct chunks *c, uint32_t id)
{
    uint32_t done = 0;

    for (uint32_t k = 0; k < c->count; k++)
        done += chunks_is_done(c, k, id);
    c->counted += done;
    return done;
}

bool
chunks_are_complete(struct chunks *c)
{
    uint32_t given_up = 0;

    for (uint32_t k = 0; k < c->count; k++) {
        uint32_t word = word_of(c, k);

        if (word == CHUNK_GIVEN_UP)
            given_up++;
        else if (!is_done(word) || word & CHUNK_GIVEN_UP)
            return false;
    }
    return given_up == c->given_up && c->counted + given_up == c->count;
}
