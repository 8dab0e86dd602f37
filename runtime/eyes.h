/* SPDX-License-Identifier: MIT */
/* eyes.h -- what a run shows of itself: statistics, a timeline, progress.
 *
 * The rest of the runtime tells what happens, by EYES(eyes_...()) in its slow
 * paths: a test of one word of private memory where nobody looks.  eyes.c
 * passes it on to those who do:
 *
 *   stats.c      SHM_STATS     adds up by region and line
 *   trace.c      SHM_TRACE     writes down what happened when
 *   progress.c   SHM_PROGRESS  draws how far a loop has come
 *
 * Three kinds of memory: `struct seen` in a worker's slot, written by that
 * worker, read by its master; `struct region_seen` in the team, private to the
 * master; and memory of the whole program, which all processes add to by
 * atomic operations and the first one reads at its end.  So what a worker did
 * before it died is counted, and so are regions within regions.
 */
#ifndef SHM_EYES_H
#define SHM_EYES_H 1

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#pragma GCC visibility push(hidden)

struct event; /* trace.h */
struct level;
struct shmrt_loop;
struct shmrt_place;
struct shmrt_team;

enum { EYE_STATS = 1, EYE_TRACE = 2, EYE_PROGRESS = 4 };

/* Which of them are on; private. */
extern unsigned eyes_open;

#define EYES(call)                               \
    do {                                         \
        if (__builtin_expect(eyes_open != 0, 0)) \
            call;                                \
    } while (0)

/* What a worker waits for. */
enum waits {
    FOR_CRITICAL,
    FOR_ORDERED,
    FOR_BARRIER,
    FOR_MASTER,
    FOR_LOOP,
    FOR_OUTPUT,
    WAITS
};

/* What a worker says of its work in one region.  Times in ns of the monotonic
 * clock. */
struct seen {
    _Atomic uint64_t began, ended; /* 0: not yet */
    _Atomic uint64_t waited[WAITS];
    _Atomic uint64_t chunks, iterations, messages;
    _Atomic uint64_t cpu;           /* ns of processor time */
    _Atomic uint64_t faults, major; /* page faults; those that read a file */
    _Atomic uint64_t memory;        /* bytes, most at a time */

    /* The loop that it came to last. */
    _Atomic uint64_t position;    /* of the loop, as in the slot; 0: none */
    _Atomic uint64_t count, done; /* iterations: of the loop, done by us */
    _Atomic uint64_t loop_began;
    _Atomic uint32_t place; /* eyes_place */
};

/* The same, added up by the master when a worker has ended. */
struct worker_seen {
    uint64_t alive; /* from its begin to its end */
    uint64_t waited[WAITS], chunks, iterations, messages;
    uint64_t cpu, faults, major, memory;
};

/* One run of a region, in its master. */
struct region_seen {
    uint64_t began, forked; /* before and after the forks */
    uint64_t ended;         /* the first and the last worker has */
    uint64_t reduce;        /* ns in reduce blocks */
    uint64_t block;         /* one began then; 0: in none */
    uint64_t resident;      /* private bytes of the master */
    uint32_t deaths, retries;
    unsigned place;
    int size; /* of `workers` */
    struct worker_seen *workers;
    uint64_t position, gone; /* of a loop; done of it by who has ended */
    struct event *event, *reducing;
    uint64_t shown, loop; /* progress.c: of the loop shown; its id */
};

/* ---- what happens: eyes.c ----------------------------------------------- */

/* In the master. */
void eyes_region_begin(struct shmrt_team *, int workers);
void eyes_region_forked(struct shmrt_team *);
void eyes_region_end(struct shmrt_team *);
void eyes_serial_begin(struct shmrt_team *);
void eyes_serial_end(struct shmrt_team *);
void eyes_block_begin(struct shmrt_team *); /* a reduce block */
void eyes_block_end(struct shmrt_team *);
/* Again and again while workers run; how long the master may sleep. */
void eyes_tick(struct shmrt_team *);
int eyes_sleep(int milliseconds);
void eyes_member_end(struct shmrt_team *, int worker); /* whatever the cause */
/* In a worker. */
void eyes_worker_begin(void);
void eyes_worker_end(void);
void eyes_loop_begin(const struct shmrt_loop *);
void eyes_loop_end(const struct shmrt_loop *);
void eyes_chunk_begin(const struct shmrt_loop *);
void eyes_chunk_end(const struct shmrt_loop *);
void eyes_message(void);
/* In a task that was forked. */
void eyes_task_begin(const struct shmrt_place *);
void eyes_task_end(void);
/* Waits do not nest; `place` may be 0. */
void eyes_wait_begin(enum waits, const struct shmrt_place *);
void eyes_wait_end(void);
/* The bar, if there is one, goes: before anything is written; before something
 * is written to standard output. */
void progress_clear(void);
void progress_clear_output(void);
/* From now on; after the program's begin by shm_on_progress only. */
void eyes_begin(unsigned wanted);
/* In a process that the program forked itself: nothing is looked at. */
void eyes_close(void);

/* ---- for those who look ------------------------------------------------- */

/* When the program began, for the clock of messages. */
uint64_t eyes_began(void);
/* Memory for all processes, zero, that takes no room before it is used. */
void *eyes_map(size_t size);

/* ---- places by number, the same in all processes: site.c ---------------- */

bool site_start(void); /* before the others; false: no memory */
enum { PLACES = 1024, PLACE_TEXT = 64 };
struct eye_place {
    _Atomic uint64_t key;   /* 0: not in use */
    _Atomic uint32_t ready; /* the rest has been written */
    int32_t line;
    char file[2 * PLACE_TEXT], directive[PLACE_TEXT], label[PLACE_TEXT];
};
unsigned eyes_place(const struct shmrt_place *);
/* Empty texts where there is none. */
const struct eye_place *eyes_place_of(unsigned number);
/* "label" or "parallel for f.c:12". */
void eyes_place_name(unsigned number, char *to, size_t room);

/* ---- stats.c, stats_show.c ---------------------------------------------- */

enum { WORKERS_SHOWN = 64 };

/* What one worker of a region did in all its runs. */
struct worker_stats {
    _Atomic uint64_t busy, idle, cpu, chunks, iterations, waited[WAITS];
};

/* All runs of one region, loop or block; times in ns. */
struct stats {
    _Atomic uint64_t runs, serial; /* of these in serial mode */
    _Atomic uint64_t wall, fork, join, reduce;
    _Atomic uint64_t team; /* wall, once for each worker */
    _Atomic uint64_t busy, idle, cpu, waited[WAITS];
    _Atomic uint64_t busiest; /* busy of the busiest of each run */
    _Atomic uint64_t mean;    /* busy of the mean worker of each run */
    _Atomic uint64_t chunks, iterations, messages;
    _Atomic uint64_t faults, major, retries, deaths;
    _Atomic uint64_t memory, resident; /* most of a worker; of the master */
    _Atomic uint64_t hot;     /* ns waited at the block of this line */
    _Atomic uint64_t workers; /* the largest team */
    struct worker_stats worker[WORKERS_SHOWN];
};

bool stats_start(void);
struct stats *stats_of(unsigned place); /* 0: statistics are off */
void stats_region(const struct shmrt_team *, uint64_t end);
void stats_serial(const struct shmrt_team *, uint64_t end);
void stats_show(void); /* at the program's end */
/* One line on a plain cause of lost time; false: there is none. */
bool stats_advice(const struct stats *, char *to, size_t room);
void stats_json(const char *path, const unsigned list[], unsigned count);

#pragma GCC visibility pop

#endif
