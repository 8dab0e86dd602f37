/* SPDX-License-Identifier: MIT */
/* chunks.h -- the chunks of a parallel for under onfail(retry) and
 * onfail(skip): which there are, and one word each that says who has it.
 *
 *     FREE -> CLAIMED by id -> DONE by id
 *               |       \
 *               v        -> FREE, or CLAIMED by a new worker's id (master)
 *             GIVEN UP  (master)
 *
 * Which iterations belong to a chunk is settled before the first fork, in
 * private memory, so that master, workers and those forked later agree and
 * nothing can spoil it.  Shared are only the words.  A worker takes a chunk by
 * one compare-and-swap, so at every moment the word alone says whose it is;
 * DONE is the one moment at which all that the chunk did begins to count.
 * What a dead worker had claimed only the master changes.
 *
 * chunks.c has the words; what a worker does before DONE is in commit.c, what
 * the master does about the dead in retry.c.
 */
#ifndef SHM_CHUNKS_H
#define SHM_CHUNKS_H 1

#include "internal.h"

#pragma GCC visibility push(hidden)

enum {
    CHUNKS_MOST = 1 << 20, /* larger ones, rather than more */
    CHUNK_FREE = 0
};
#define CHUNK_DONE 0x80000000u     /* | id */
#define CHUNK_GIVEN_UP 0x40000000u

/* Shared.  Workers search for a free chunk from the hint on (lower half): all
 * below it are taken.  The upper half counts how often the master has put a
 * chunk back, so that a worker who did not see that does not raise it. */
struct chunk_table {
    _Alignas(CACHE_LINE) _Atomic uint64_t hint;
    _Atomic uint32_t open; /* master: of a static loop too, any chunk is for
                            * anybody */
    _Alignas(CACHE_LINE) _Atomic uint32_t word[];
};

/* What the master knows of a chunk that has failed. */
struct chunk_history {
    uint32_t failures;
    int kind, code; /* of the last one */
    bool different; /* not all were alike */
};

struct chunks {
    struct chunk_table *table;
    uint32_t count;
    shmrt_count iterations;
    shmrt_count size;    /* of a chunk; 0: see bounds */
    shmrt_count *bounds; /* count + 1 of them */
    bool is_static;      /* each worker has its own: */
    shmrt_count deal;    /* so many in turn, or 0: a range of them */
    unsigned team;       /* workers asked for */

    /* Private to the master. */
    struct chunk_history *history; /* 0: none has failed */
    uint32_t frontier;             /* all below are done or given up */
    uint32_t counted;              /* done by workers that have ended */
    uint32_t given_up;
    uint64_t lost;                 /* their iterations */
    uint64_t idle_deaths;          /* of workers that had no chunk */
};

/* Master, before the fork: false: no memory. */
bool chunks_open(struct shmrt_team *, int workers);
void chunks_close(struct shmrt_team *);

struct schedule_span chunks_span(const struct chunks *, uint32_t chunk);
bool chunks_is_done(const struct chunks *, uint32_t chunk, uint32_t id);
bool chunks_is_given_up(const struct chunks *, uint32_t chunk);

/* Worker: the next one; 0: there is none left for it. */
int chunks_take(struct shmrt_loop *, struct schedule_span *);
/* Worker: ends the program if the chunk is not its own. */
void chunks_done(const struct chunks *, uint32_t chunk);

/* Master: the chunk + 1 that the dead worker held, 0: none.  False: what its
 * slot says cannot be. */
bool chunks_held(struct shmrt_team *, int worker, uint32_t *chunk);
void chunks_give_back(struct chunks *, uint32_t chunk);
void chunks_hand_on(struct chunks *, uint32_t chunk, uint32_t id);
void chunks_give_up(struct chunks *, uint32_t chunk);
bool chunks_any_free(const struct chunks *);
uint64_t chunks_iterations_done(const struct chunks *);
/* Moves `frontier`: true if it could be. */
bool chunks_advance(struct chunks *);
/* Those that are done by a worker that has ended; once for each id. */
uint32_t chunks_count(struct chunks *, uint32_t id);
/* All workers were counted.  Every chunk is done, by one of them, or was given
 * up by this master. */
bool chunks_are_complete(struct chunks *);

#pragma GCC visibility pop

#endif
