/* SPDX-License-Identifier: MIT */
/* schedule.h -- which iterations make up a chunk: arithmetic, nothing else.
 *
 * Iterations are logical: 0 .. count-1, count up to UINT64_MAX.  Nothing here
 * overflows for any argument, touches shared memory, waits or reads a clock;
 * loop.c keeps the shared counters and asks here what they mean.
 *
 *   schedule          shared state            asked with
 *   static            none                    schedule_deal (once)
 *   dynamic           chunks handed out       schedule_dynamic, k = fetch-add
 *   guided            first iteration left    schedule_guided, then CAS
 *   auto              first iteration left    schedule_auto_size, then CAS
 *
 * Every function that fills a span returns 1, or 0 when there is no chunk (the
 * span is then left alone).  A span is never empty.  `team` is at least 1 and
 * `chunk` at least 1: the caller has seen to both.
 */
#ifndef SHM_SCHEDULE_H
#define SHM_SCHEDULE_H 1

#include "shmrt.h"

/* The iterations first <= k < last. */
struct schedule_span {
    shmrt_count first;
    shmrt_count last;
};

/* static: one block for each worker, in worker order; sizes differ by at most
 * one, the larger ones first. */
static inline int
schedule_static(shmrt_count count, unsigned team, unsigned worker,
                struct schedule_span *span)
{
    shmrt_count size = count / team;
    shmrt_count larger = count % team; /* blocks that have one more */

    if (worker >= team || (size == 0 && worker >= larger))
        return 0;
    span->first = worker * size + (worker < larger ? worker : larger);
    span->last = span->first + size + (worker < larger);
    return 1;
}

/* static with a chunk: the turn-th chunk (0, 1, ...) of this worker, chunks
 * being dealt out in worker order round and round. */
int schedule_cyclic(shmrt_count count, unsigned team, unsigned worker,
                    shmrt_count chunk, shmrt_count turn,
                    struct schedule_span *);

/* static: all chunks of one worker: as many as `chunks`, of `size` iterations
 * (the loop's very last chunk may have fewer), the first of which begin
 * `stride` apart; that may go round behind the last one. */
struct schedule_deal {
    shmrt_count first;
    shmrt_count size;
    shmrt_count stride;
    shmrt_count chunks;
    shmrt_count iterations; /* in all of them */
};

struct schedule_deal schedule_deal_chunks(shmrt_count count, unsigned team,
                                          unsigned worker, shmrt_count chunk);
/* chunk 0: none was given. */
static inline struct schedule_deal
schedule_deal(shmrt_count count, unsigned team, unsigned worker,
              shmrt_count chunk)
{
    struct schedule_span span = { 0, 0 };
    shmrt_count chunks;

    if (chunk != 0)
        return schedule_deal_chunks(count, team, worker, chunk);
    chunks = (shmrt_count)schedule_static(count, team, worker, &span);
    return (struct schedule_deal){ span.first, span.last - span.first, 0,
                                   chunks, span.last - span.first };
}

/* dynamic: the k-th chunk (0, 1, ...) of the loop. */
int schedule_dynamic(shmrt_count count, shmrt_count chunk, shmrt_count k,
                     struct schedule_span *);

/* How many chunks schedule_dynamic has. */
shmrt_count schedule_chunks(shmrt_count count, shmrt_count chunk);

/* guided: size of the next chunk when `remaining` iterations are left, from
 * 1 to remaining; 0 when none are. */
shmrt_count schedule_guided(shmrt_count remaining, unsigned team,
                            shmrt_count chunk);

/* auto: what one worker has measured so far.  Private to the worker, all zero
 * at first. */
struct schedule_auto {
    double iteration; /* seconds for one iteration, decaying average */
    double cost;      /* seconds for handing out one chunk, the same */
    shmrt_count size; /* of the chunk measured last; 0: nothing known */
};

/* The worker ran `size` iterations in `seconds`; to get them took `cost`
 * seconds.  Times of 0 or less (coarse clock) are taken as one nanosecond. */
void schedule_auto_learn(struct schedule_auto *, shmrt_count size,
                         double seconds, double cost);

/* auto: size of the next chunk, from 1 to remaining; 0 when none are left. */
shmrt_count schedule_auto_size(const struct schedule_auto *,
                               shmrt_count remaining, unsigned team);

#endif
