/* SPDX-License-Identifier: MIT */
/* loop.c -- this file handles worksharing loops (and sections, which are loops
 * over section numbers).
 *
 * A static schedule needs no shared memory: each worker works its chunks out,
 * in code that is inlined where the loop stands, unless something is to be
 * done between chunks.
 * The others, and the ticket of ordered, use one entry of the ring
 * control.work.  All workers meet the same loops in the same order, so the
 * n-th such loop of each is the same loop and uses entry n % WORK_RING.  With
 * nowait a worker may be several loops ahead; an entry is used again when all
 * have left it, which `turn` says.
 *
 * A loop met outside a team is one chunk, and nothing is written down.
 *
 * The loop of a parallel for under onfail(retry) or onfail(skip) gets its
 * chunks, whatever the schedule, from chunks.c, and commits each by itself.
 */
#include "chunks.h"

#include "library.h"
#include "progress.h"
#include "slot.h"

/* ---- the shared counters ------------------------------------------------- */

/* How often an entry has been used; goes round when loop.turn does. */
enum { USES = UINT32_MAX / WORK_RING + 1u };

/* Waits while the entry still serves a loop WORK_RING loops ago.  It cannot
 * be behind that one, nor beyond ours, which we have not left -- unless
 * cancel.c has disturbed it. */
static void
work_enter(struct shmrt_loop *loop)
{
    struct level *level = process.level;
    struct work *work;
    uint32_t turn, seen;

    loop->turn = level->works++;
    work = &level->team->control->work[loop->turn % WORK_RING];
    turn = loop->turn / WORK_RING;
    while ((seen = atomic_load_explicit(&work->turn.value,
                                        memory_order_acquire)) != turn) {
        cancel_check();
        if ((seen + 1) % USES != turn)
            fail(STATUS_DAMAGE, level->place,
                 "the counters of a loop are damaged");
        EYES(eyes_wait_begin(FOR_LOOP, NULL));
        word_wait(&work->turn, seen);
        EYES(eyes_wait_end());
    }
    loop->state = work;
}

/* The last to leave makes the entry ready; nobody touches it any more before
 * `turn` says so. */
static void
work_leave(struct shmrt_loop *loop)
{
    struct work *work = loop->state;

    if (atomic_fetch_add(&work->left, 1) + 1 != (uint32_t)level_size())
        return;
    FP("work.last");
    if (loop->blocks)
        blocks_leave(work);
    atomic_store_explicit(&work->left, 0, memory_order_relaxed);
    atomic_store_explicit(&work->next, 0, memory_order_relaxed);
    atomic_store_explicit(&work->cancelled, 0, memory_order_relaxed);
    atomic_store_explicit(&work->ticket, 0, memory_order_relaxed);
    FP("work.ready");
    word_set(&work->turn, (loop->turn / WORK_RING + 1) % USES);
}

/* ---- taking a chunk ------------------------------------------------------ */

static int
take_static(struct shmrt_loop *loop, struct schedule_span *span)
{
    if (!shmrt_loop_static(loop))
        return 0;
    span->first = loop->first;
    span->last = loop->last;
    return 1;
}

/* One fetch-and-add.  Each worker asks once too often, so the counter does
 * not overflow. */
static int
take_dynamic(struct shmrt_loop *loop, struct schedule_span *span)
{
    struct work *work = loop->state;
    shmrt_count chunk = loop->chunk > 0 ? (shmrt_count)loop->chunk : 1;

    return schedule_dynamic(loop->count, chunk,
                            atomic_fetch_add_explicit(&work->next, 1,
                                                      memory_order_relaxed),
                            span);
}

/* guided and auto: work.next is the first iteration that is left. */
static int
take_share(struct shmrt_loop *loop, struct schedule_span *span)
{
    struct work *work = loop->state;
    unsigned team = (unsigned)level_size();
    uint64_t next = atomic_load_explicit(&work->next, memory_order_relaxed);
    shmrt_count size, left;

    do {
        left = loop->count - next;
        if (loop->scheduled == SHMRT_SCHED_AUTO)
            size = schedule_auto_size(&process.level->measure, left, team);
        else
            size = schedule_guided(left, team, loop->chunk > 0
                                             ? (shmrt_count)loop->chunk : 1);
        if (size == 0)
            return 0;
    } while (!atomic_compare_exchange_weak_explicit(
        &work->next, &next, next + size, memory_order_relaxed,
        memory_order_relaxed));
    span->first = next;
    span->last = next + size;
    return 1;
}

/* Times the chunk before, if there was one, and the taking of this one. */
static int
take_auto(struct shmrt_loop *loop, struct schedule_span *span)
{
    struct level *level = process.level;
    double began = shm_wtime();
    int taken;

    if (loop->last > 0)
        schedule_auto_learn(&level->measure, loop->last - loop->first,
                            began - level->chunk_began, level->chunk_cost);
    taken = take_share(loop, span);
    level->chunk_began = shm_wtime();
    level->chunk_cost = level->chunk_began - began;
    return taken;
}

static int
take(struct shmrt_loop *loop, struct schedule_span *span)
{
    if (loop->commit)
        return chunks_take(loop, span);
    if (loop->blocks)
        return blocks_take(loop, loop->state, span);
    switch (loop->scheduled) {
    case SHMRT_SCHED_DYNAMIC:
        return loop->size != 0 ? batch_take(loop, span)
                               : take_dynamic(loop, span);
    case SHMRT_SCHED_GUIDED:
        return take_share(loop, span);
    case SHMRT_SCHED_AUTO:
        return take_auto(loop, span);
    default:
        return take_static(loop, span);
    }
}

/* ---- the loop ------------------------------------------------------------ */

static bool
needs_work(const struct shmrt_loop *loop)
{
    return loop->ordered || loop->cancellable || loop->blocks
           || loop->scheduled != SHMRT_SCHED_STATIC;
}

void
loop_choose_schedule(struct shmrt_loop *loop, bool tell)
{
    if (loop->chunk < 0) {
        if (tell)
            report(loop->place, "schedule: the chunk is less than 1; "
                                "1 is used");
        loop->chunk = 1;
    }
    loop->scheduled = loop->schedule;
    if (loop->schedule == 0) {
        loop->scheduled = SHMRT_SCHED_STATIC;
    } else if (loop->schedule == SHMRT_SCHED_RUNTIME) {
        loop->scheduled = process.schedule;
        loop->chunk = process.chunk;
    }
}

/* A loop that needs no shared counter and no clock has nothing to do between
 * chunks but to write down which it is at. */
static void
deal_static(struct shmrt_loop *loop)
{
    struct schedule_deal deal = schedule_deal(
        loop->count, (unsigned)level_size(),
        (unsigned)process.level->worker,
        loop->chunk > 0 ? (shmrt_count)loop->chunk : 0);

    loop->cursor = deal.first;
    loop->size = deal.size;
    loop->stride = deal.stride;
    loop->chunks = deal.chunks;
    loop->limit = deal.iterations;
    loop->quick = !needs_work(loop) && process.level->team->timeout == 0
                  && !eyes_open && !check_for;
}

/* Without a team nobody else will get the memory of the blocks, or give it
 * back. */
static int
owns_blocks(const struct shmrt_loop *loop)
{
    return loop->blocks && !loop->active && !loop->combined;
}

void
shmrt_loop_start(struct shmrt_loop *loop)
{
    struct level *level = process.level;

    if (loop->step == 0)
        fail(STATUS_DAMAGE, loop->place,
             "%s: the step is 0, the loop would not end",
             loop->place->directive);
    loop->outer = level->loop;
    level->loop = loop;
    loop->first = loop->last = loop->cursor = 0;
    loop->limit = loop->stride = loop->size = loop->chunks = 0;
    loop->commit = loop->quick = loop->ordered_turn = 0;
    loop->state = NULL;
    loop->active = level->team != NULL;
    if (owns_blocks(loop))
        shmrt_blocks_open(loop->blocks, loop->place);
    if (!loop->active) {
        EYES(progress_loop_begin(loop));
        return;
    }
    loop_choose_schedule(loop, level->worker == 0);
    loop->commit = loop->combined && level->team->chunks;
    slot_loop(loop);
    slot_move(++level->position);
    EYES(eyes_loop_begin(loop));
    if (needs_work(loop))
        work_enter(loop);
    if (loop->blocks && !loop->combined)
        blocks_enter(loop, loop->state);
    if (loop->scheduled == SHMRT_SCHED_AUTO)
        level->measure = (struct schedule_auto){ 0 };
    if (loop->scheduled == SHMRT_SCHED_DYNAMIC && loop->nonmonotonic
        && !loop->commit)
        batch_start(loop);
    if (loop->scheduled == SHMRT_SCHED_STATIC && !loop->blocks
        && !loop->commit)
        deal_static(loop);
}

/* The chunk that was taken last is done. */
static void
chunk_end(struct shmrt_loop *loop)
{
    if (loop->commit) {
        commit_chunk(loop);
    } else {
        if (loop->combined && !loop->quick)
            process.level->iterations += loop->last - loop->first;
        if (loop->ordered)
            ordered_chunk_end(loop);
        if (shmrt_self.output[0] != shmrt_self.output[1])
            stdio_chunk_end();
    }
    EYES(eyes_chunk_end(loop));
    CHECKS(check_chunk_end(loop));
}

/* Without a team: all of it, or one block after the other. */
static int
next_alone(struct shmrt_loop *loop)
{
    struct schedule_span span = { 0, loop->count };
    bool cut = !loop->blocks && eyes_open != 0 && progress_cut(loop, &span);
    bool again = !loop->blocks && !cut && loop->last > 0;

    if (loop->blocks && !blocks_take(loop, NULL, &span))
        return 0;
    loop->first = span.first;
    loop->last = span.last;
    return !again && span.first < span.last;
}

int
shmrt_loop_take(struct shmrt_loop *loop)
{
    struct schedule_span span;
    struct slot *slot = process.slot;

    if (loop->last > 0 && loop->blocks)
        blocks_done(loop);
    if (!loop->active) {
        EYES(progress_piece(loop, loop->last));
        return !cancel_has_loop(loop) && next_alone(loop);
    }
    if (loop->last > 0)
        chunk_end(loop);
    chunk_clock_stop();
    FP("loop.take");
    if ((cancel_has_loop(loop) && !process.level->handed_on)
        || !take(loop, &span))
        return 0;
    loop->first = span.first;
    loop->last = span.last;
    FP("loop.taken");
    slot->iteration = NO_ITERATION;
    atomic_store_explicit(&slot->last, span.last, memory_order_relaxed);
    atomic_store_explicit(&slot->first, span.first, memory_order_release);
    chunk_clock_start();
    FP("loop.noted");
    mailbox_moved();
    EYES(eyes_chunk_begin(loop));
    CHECKS(check_chunk_begin(loop));
    return 1;
}

void
shmrt_loop_end(struct shmrt_loop *loop)
{
    struct level *level = process.level;

    level->loop = loop->outer;
    if (owns_blocks(loop))
        shmrt_blocks_close(loop->blocks);
    if (!loop->active) {
        EYES(progress_loop_end(loop));
        return;
    }
    if (loop->quick && loop->combined)
        level->iterations += loop->limit;
    if (needs_work(loop) && !loop->commit) /* nothing comes behind it */
        work_leave(loop);
    slot_no_loop();
    slot_move(++level->position);
    if (!loop->nowait && !loop->combined)
        barrier_wait();
    EYES(eyes_loop_end(loop));
    chunk_clock_start();
}
