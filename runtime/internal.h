/* SPDX-License-Identifier: MIT */
/* internal.h -- private types of the runtime.
 *
 * Three kinds of memory, never mixed:
 *
 *   private   struct process, struct level, struct shmrt_team, struct member.
 *             Every process has its own copy by fork.  Pids, descriptors and
 *             all that the master decides by stand here and nowhere else.
 *   control   struct control, struct slot, rings and parts: shared between
 *             the master of one team and its workers, mapped before the fork.
 *             It holds no pointer that the master follows without a seal,
 *             and every number read from it is checked for its range.
 *   program   struct program: shared by all processes of the program: the
 *             locks of critical, numbers that name processes.
 *
 * Who writes: each field of control memory has one writer, named below, or is
 * a word that changes by one atomic operation and names who changed it.
 *
 * A process is named by its `id`, a number never used twice (in 2^30), not
 * by its pid: it can be checked for its range and is not used again.
 */
#ifndef SHM_INTERNAL_H
#define SHM_INTERNAL_H 1

#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1 /* this file is the first that others include */
#endif

#include <stdatomic.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define SHMRT_LIBRARY 1 /* it needs no library: it is the one */
#pragma GCC visibility push(default)
#include "shmrt.h"
#pragma GCC visibility pop
#include "check.h"
#include "eyes.h"
#include "failure.h"
#include "fault.h"
#include "out.h"
#include "schedule.h"
#include "settings.h"

#pragma GCC visibility push(hidden)

enum {
    CACHE_LINE = 64,
    WORK_RING = 32,        /* worksharing constructs in flight (nowait) */
    RING_SIZE = 1 << 18,   /* bytes of a worker's message ring */
    SHARE_INLINE = 256,    /* bytes of a part kept in the slot itself */
    FILE_NAME = 64,        /* bytes of a file name kept in the slot */
    NOTE_TEXT = 320,       /* bytes of the worker's own words kept there */
    FRAMES = 24            /* calls noted of a worker that crashes */
};

/* ---- messages: error.c --------------------------------------------------- */

/* Each is one write(2) of at most 512 bytes on standard error:
 * "prog: shm: f.c:42: ...\n".  `place` may be 0. */
void report(const struct shmrt_place *place, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* "f.c:42: ..." as in such a message, cut off where there is no room. */
void report_text(char *to, size_t room, const struct shmrt_place *place,
                 const char *text);
/* Reports and ends the program through exit(). */
void fail(int status, const struct shmrt_place *place, const char *format, ...)
    __attribute__((format(printf, 3, 4), noreturn));
/* Where several workers of a team are about to report the end of the program,
 * it returns in one; its master then ends the others. */
void report_alone(void);
/* False: standard error was closed when the program began. */
bool report_possible(void);
/* Ends this process after its failure was reported: a master by exit(), a
 * worker so that its own master repeats nothing. */
void end_program(int status) __attribute__((noreturn));
/* exit(); or, while the program is not yet begun, as much of it as can be. */
void exit_program(int status) __attribute__((noreturn));

/* ---- the clock: clock.c -------------------------------------------------- */

uint64_t now_ns(void); /* comparable between processes; never set back */
long long now_ms(void);
double clock_tick(void); /* seconds from one reading to the next, at least */

/* ---- waiting: wait.c ----------------------------------------------------- */

/* A word to wait on.  `sleepers` counts who may be asleep in the kernel: it
 * may be too high after a death, never too low. */
struct word {
    _Atomic uint32_t value;
    _Atomic uint32_t sleepers;
};

void word_wait(struct word *, uint32_t seen); /* until value != seen */
void word_set(struct word *, uint32_t value); /* release; wakes everybody */
void word_wake(struct word *);                /* value was changed already */
/* The same on a bare futex word.  Sleeps at most until the value is no longer
 * `seen`, a wake with a bit of `bits`, or (milliseconds > 0) the time. */
void futex_wait(_Atomic uint32_t *, uint32_t seen, uint32_t bits,
                int milliseconds);
void futex_wake(_Atomic uint32_t *, uint32_t bits);
void futex_wake_one(_Atomic uint32_t *);
/* One sleep, of at most so many milliseconds (0: any time); looks after the
 * team that this process is master of, if any. */
void wait_sleep(_Atomic uint32_t *, uint32_t seen, uint32_t bits,
                int milliseconds);
/* How often to look before sleeping; 0 where a team so large has too few
 * processors. */
unsigned wait_spins_of(long long processes);
unsigned wait_spins(void);
void wait_pause(void);
/* Leaves the process when the team is being ended. */
void wait_check(void);

/* ---- where a process is -------------------------------------------------- */

/* One region that this process is within (or the outermost level, outside of
 * any).  Private.  All workers of a team meet the same constructs in the same
 * order, so their counts agree; the shared words are tagged with them. */
struct level {
    struct level *outer;             /* 0: outside any region */
    struct shmrt_team *team;         /* 0: serial, a team of one */
    const struct shmrt_place *place; /* of the region; 0 outermost */
    int depth;                       /* regions round us, this one included */
    int active;                      /* those of them with several workers */
    int worker;                      /* our number, 0 .. size-1 */
    int size;                        /* 0: not yet known; ask level_size */
    long long processes;             /* sizes of all levels multiplied */
    struct shmrt_loop *loop;         /* innermost worksharing loop */
    volatile sig_atomic_t cancelled; /* without a team: by shm_cancel */
    uint64_t position;               /* worksharing constructs begun + ended */
    uint32_t barriers;               /* passed */
    uint32_t singles;                /* met */
    uint32_t works;                  /* shared counters used (loop.c) */
    uint32_t shares;                 /* exchanges of parts done (commit.c) */
    uint32_t commits;                /* done by those in this place so far */
    int inside;                      /* critical and ordered blocks round us */
    uint32_t chunk;                  /* + 1: claimed (chunks.c); 0: none */
    uint32_t handed_on;              /* the same: the dead worker's before us */
    bool sent;                       /* messages of this chunk were published */
    bool cancelling;                 /* of the loop, when the chunk counts */
    struct schedule_auto measure;    /* of the loop, schedule(auto) */
    double chunk_began, chunk_cost;  /* the same: seconds */
    uint64_t iterations;             /* run of combined loops */
};

/* The calling process.  The first part is read and written by library.c. */
struct process {
    int workers;         /* shm_set_num_workers; 0: not called */
    int max_levels;      /* SHM_MAX_LEVELS or shm_set_max_levels */
    bool serial;         /* SHM_NUM_WORKERS=0 or shm_set_serial(1) */
    int schedule;        /* for schedule(runtime) */
    long long chunk;
    pid_t pid, master_pid; /* master_pid: of the team we work in, else ours */
    bool ending;         /* after a failure: nobody else holds a lock */
    int held;            /* locks of the library and of wide atomics */
    const char *file;    /* the name that slot.file holds */

    struct level *level; /* innermost; never 0 */
    struct slot *slot;   /* ours in the team we work in; 0: not a worker */
    struct shmrt_team *teams; /* that we are master of, innermost first */
    uint32_t id;
};

extern struct process process;
void process_start(void); /* before anything else; does its work once */
void level_push(struct level *); /* becomes the innermost */
void level_pop(void);
/* In a task that was forked: instead of the innermost, out of the team. */
void level_replace(struct level *);
/* Tells inlined code of a change of the level, the slot or the output. */
void process_moved(void);
/* In the child of a fork(): 1 while the runtime forks a worker, else the
 * child is the program's own and no longer part of a team. */
extern bool process_forking;
/* Is no other process alive that was forked from this one, and this no such
 * process?  (Workers that only have to end do not count.) */
bool process_is_alone(void);
/* Size of the innermost team.  A worker may have to wait until the master has
 * forked them all. */
int level_size_wait(void);
static inline int
level_size(void)
{
    return process.level->size != 0 ? process.level->size
                                    : level_size_wait();
}
/* Size that a region met now would get without clauses; 0: serial. */
int level_next_size(void);

/* ---- program memory: critical.c ------------------------------------------ */

/* A lock that names its owner.  0: free.  Bit 31: somebody may be asleep; bit
 * 30: poisoned, its owner died inside; bits 29..0: id of the owner. */
#define LOCK_WAITERS 0x80000000u
#define LOCK_POISON 0x40000000u
#define LOCK_OWNER 0x3fffffffu

struct lock {
    _Atomic uint64_t key;  /* hash of the name; 0: entry not in use */
    _Atomic uint32_t word;
} __attribute__((aligned(CACHE_LINE)));

enum { LOCK_NAMES = 4096, KIN = 8192 };

struct program {
    _Atomic uint32_t next_id;
    _Atomic int32_t tasks;         /* forked and not yet ended */
    struct lock atomic;            /* shmrt_atomic_begin */
    struct lock output;            /* of the workers; stdio.c */
    _Atomic uint64_t kin[KIN];     /* by id: id << 32 | its parent's id, or
                                    * its own when it died in a failure */
    struct lock names[LOCK_NAMES]; /* hash table, open addressing */
};

/* Mapped on first use, before the first fork. */
struct program *program(void);
uint32_t program_new_id(void); /* for a child */
/* A worker of a region that failed.  It, or children of its own, may have died
 * as owners of locks: who waits for such a lock takes it. */
void program_dead_kin(uint32_t id);
/* After that: who waits for a lock looks again. */
void program_wake_locks(void);
/* A worker has died in a region that goes on.  False: a process forked by it
 * holds a lock; else its own are free, and all who wait look again.  `lock`:
 * address of one of the library, or 0. */
bool program_sweep(uint32_t id, uint64_t lock);
void lock_acquire(_Atomic uint32_t *word);
/* The same; what is waited for, and where, if known. */
void lock_acquire_for(_Atomic uint32_t *word, enum waits,
                      const struct shmrt_place *);
bool lock_try(_Atomic uint32_t *word);
void lock_release(_Atomic uint32_t *word);

#include "control.h"
#include "team.h"

/* ---- commit.c, share.c, stdio.c ------------------------------------------ */

/* Values in messages and shares: a size_t, then the bytes, aligned as any
 * type of that size can ask for (up to a cache line; sizes are multiples of
 * alignments).  Offset of the bytes of a value that comes at `offset`. */
static inline size_t
value_place(size_t offset, size_t size)
{
    size_t align = size & (0 - size);

    if (align > CACHE_LINE || align == 0)
        align = CACHE_LINE;
    if (align < sizeof(size_t))
        align = sizeof(size_t);
    return (offset + sizeof(size_t) + align - 1) & ~(align - 1);
}

static inline size_t
value_end(size_t place, size_t size)
{
    return (place + size + sizeof(size_t) - 1) & ~(sizeof(size_t) - 1);
}

/* A number that wild stores do not come up with. */
static inline uint64_t
seal(uint64_t secret, uint64_t a, uint64_t b)
{
    uint64_t x = secret ^ a * 0x9e3779b97f4a7c15u;

    x = (x ^ x >> 29 ^ b) * 0xbf58476d1ce4e5b9u;
    return x ^ x >> 32;
}

/* barrier.c: of the innermost team; and which of its two ways a team goes. */
void barrier_wait(void);
bool barrier_is_near(int workers, long long processes);
/* loop.c: what the clause or the environment says. */
void loop_choose_schedule(struct shmrt_loop *, bool tell);
void ordered_chunk_end(struct shmrt_loop *); /* gives the turns away */
/* The same in two steps: until it is the chunk's turn; behind it, and behind
 * those that were given up (also by the master). */
void ordered_chunk_wait(struct shmrt_loop *);
void ordered_pass(struct shmrt_team *, uint32_t chunk);
void ordered_disturb(struct work *); /* whoever waits is to look again */

/* cancel.c: no more chunks of this loop */
bool cancel_has_loop(const struct shmrt_loop *);
void cancel_commit(struct shmrt_loop *); /* cancelled in its last chunk */
bool cancel_has_region(const struct shmrt_team *);
void cancel_check(void); /* ends the worker when the region is cancelled */
/* Master: iterations of the region's loop may be missing. */
bool cancel_has_cut(const struct shmrt_team *);

/* A loop with reproducible reductions, inside a region: gets the memory for
 * the parts, and gives it back. */
struct work;
void blocks_enter(struct shmrt_loop *, struct work *);
void blocks_leave(struct work *);
int blocks_take(struct shmrt_loop *, struct work *, struct schedule_span *);
void blocks_done(struct shmrt_loop *); /* its parts are complete */
/* Master: they do not count after all. */
void blocks_give_up(const struct shmrt_blocks *, shmrt_count block);

/* batch.c: schedule(dynamic), many chunks at a time. */
void batch_start(struct shmrt_loop *); /* loop.size 0: not this way */
int batch_take(struct shmrt_loop *, struct schedule_span *);

void commit(void);               /* worker: everything so far counts */
void commit_without_parts(void); /* but no part of a reduction */
void commit_chunk(struct shmrt_loop *); /* the one that has been run */
/* Master: the worker has ended; counts what it committed, chunk by chunk.
 * False: what its slot says is something else. */
bool commit_settle(struct shmrt_team *, int worker);
/* Master: takes them over; drops those of a region that failed. */
void commit_exports(struct shmrt_team *);
/* Master: an export has arrived; false: it is damaged. */
bool commit_take_export(struct shmrt_team *, const unsigned char *bytes,
                        size_t size);
/* Worker: shmrt_share for the exchange that is open, and, after the barrier
 * that closed it, the part of one worker or 0. */
void share_put(int which, const volatile void *, size_t);
void share_next(void);
const void *share_get(int worker, int which, size_t *size);
void share_free(struct shmrt_team *); /* master, after the region */

void mailbox_wake_master(void); /* if it sleeps */

/* Worker: after a change of slot.position or slot.first; inbox.c. */
static inline void
mailbox_moved(void)
{
    const struct control *control = process.level->team->control;

    if (atomic_load_explicit(&control->attention.holding,
                             memory_order_relaxed))
        mailbox_wake_master();
}

/* Worker: its chunk begins now; it is in none. */
static inline void
chunk_clock_start(void)
{
    const struct shmrt_team *team = process.level->team;

    if (team && team->timeout != 0)
        chunk_clock_set(true);
}

static inline void
chunk_clock_stop(void)
{
    const struct shmrt_team *team = process.level->team;

    if (team && team->timeout != 0)
        chunk_clock_set(false);
}

void stdio_before_fork(void);
void stdio_worker_start(void);
char *const volatile *stdio_output(void); /* shmrt_self.output */
void stdio_chunk_end(void); /* writes whole lines */
/* What the chunk has written, to be given to stdio_take by the master; it is
 * no longer in the stream. */
const char *stdio_chunk_text(size_t *size);
void stdio_chunk_text_sent(void);
void stdio_take(const char *text, size_t size);
void stdio_block_end(void); /* writes everything */
void stdio_worker_end(void);

/* ---- counters.c: in workers and tasks ------------------------------------ */

void counters_reset(void); /* after the fork */
void counters_write(void); /* at the end */

/* ---- task.c -------------------------------------------------------------- */

bool task_is(void); /* this very process, not a child of its own */
/* Ends the task; its failure has been reported. */
void task_leave(int status) __attribute__((noreturn));

/* Waits for the tasks of this process that were met in so many regions; 0:
 * all of them. */
void task_wait(int depth);
void task_kill_all(void);
void task_forget(void); /* in a new process: they are its parent's */

/* ---- heap.c -------------------------------------------------------------- */

void heap_start(void); /* reserves the address space; before the first fork */

#pragma GCC visibility pop

#endif
