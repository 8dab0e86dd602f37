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
/* How often to look before sleeping. */
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
/* Size of the innermost team.  In a worker it may have to wait until the
 * master has forked them all. */
int level_size(void);
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

/* ---- control memory ------------------------------------------------------ */

/* Bits of slot.state: what a death now would mean (reliability: a chunk may
 * be run again only when no bit but RUNNING is set). */
enum {
    SLOT_RUNNING = 1,
    SLOT_INSIDE = 2,   /* in a critical or ordered block, or holds a lock */
    SLOT_TAINTED = SHMRT_TAINTED, /* left such a block, or did an atomic, or
                                   * forked processes, in this chunk */
    SLOT_PASSED = 8,   /* passed a barrier: others build on its results */
    SLOT_EXIT = 16,    /* called exit(); exit_status is set */
    SLOT_REPORTED = 32, /* its failure has been reported by itself */
    SLOT_NOTED = 64    /* its failure is described by its note */
};

/* One of the two places where a worker publishes parts for the others.
 * Written by the worker; read by the others between two barriers.  The parts
 * stand one after the other: see value_place. */
struct share {
    uint32_t turn;      /* exchange that this belongs to, 1, 2, ... */
    uint32_t count;     /* parts in it */
    uint64_t used;      /* bytes */
    uint64_t capacity;  /* of block */
    void *block;        /* shared heap; 0: inside */
    uint64_t seal;      /* of block, for the master who frees it */
    _Alignas(CACHE_LINE) unsigned char inside[SHARE_INLINE];
};

/* What a worker says of itself.  All but `started` is written by the worker
 * alone; the master reads it while it lives (position, first) or afterwards. */
struct slot {
    _Alignas(CACHE_LINE)
    volatile shmrt_count iteration; /* logical, or NO_ITERATION */
    _Atomic shmrt_count first, last; /* chunk; empty: none.  These three are
                                      * shmrt_self.chunk */
    _Atomic uint64_t position;      /* level.position; see inbox.c */
    _Atomic uint32_t state;         /* SLOT_... */
    _Atomic uint32_t arrived;       /* barriers arrived at */
    int64_t base, step;             /* of the loop, for messages */
    int32_t sections;               /* it is a loop over sections */
    int32_t line;                   /* of the loop; 0: the region's */
    int32_t inside_line;            /* of the block, with SLOT_INSIDE */

    _Alignas(CACHE_LINE)
    char file[FILE_NAME];           /* of the loop; "": the region's */
    _Atomic uint32_t done;          /* = id: everything is committed */
    _Atomic uint32_t chunk;         /* + 1: claimed, or about to be */
    _Atomic uint64_t commits;       /* parts: buffer commits % 2 holds good;
                                     * see commit.c for the upper half */
    _Atomic uint64_t lock;          /* address of a shm_lock_t that is being
                                     * taken or given back; 0: none */
    uint64_t iterations;            /* of a combined loop, up to the commit */
    int32_t exit_status;            /* SLOT_EXIT */
    int32_t crash_signal;           /* note of the crash handler; 0: none */
    int32_t crash_code;             /* si_code */
    uint64_t crash_address;         /* si_addr */
    _Atomic uint32_t frames;        /* calls noted, innermost first */
    _Atomic uint32_t held;          /* stopped, for a debugger: freeze.c */
    uint64_t frame[FRAMES];         /* where each goes on */
    _Atomic uint64_t began;         /* chunk, ns; 0: none; timeout.c */

    int32_t note_kind, note_code;   /* SLOT_NOTED: as in struct shm_error */
    char note[NOTE_TEXT];

    _Alignas(CACHE_LINE)
    struct word started;            /* by the master: pid, it may run */
    struct share share[2];

    _Alignas(CACHE_LINE)
    _Atomic uint64_t batch[WORK_RING]; /* chunks of a loop; also changed by
                                        * other workers: batch.c */
    struct seen seen;               /* eyes.h; the master's when it is dead */
};

#define NO_ITERATION (~(shmrt_count)0)

/* A message ring: one writer, the worker; one reader, the master.  Positions
 * count bytes, modulo 2^32.  mailbox.h has the form of a record. */
struct ring {
    _Alignas(CACHE_LINE) _Atomic uint32_t head; /* worker: published */
    _Atomic uint32_t waiting; /* worker: asleep for room */
    _Alignas(CACHE_LINE) _Atomic uint32_t tail; /* master: consumed */
    _Alignas(CACHE_LINE) unsigned char bytes[RING_SIZE];
};

/* Counters of one worksharing construct.  Entry n serves the constructs n, n
 * + WORK_RING, ...; `turn` says which.  Whoever leaves last makes it ready
 * for the next one. */
struct work {
    _Alignas(CACHE_LINE)
    struct word turn;       /* changes when all have left */
    _Atomic uint32_t left;  /* how many have */
    _Alignas(CACHE_LINE)
    _Atomic uint64_t next;  /* chunks or iterations handed out */
    _Atomic uint32_t cancelled; /* by cancel for, cancel sections */
    _Atomic(void *) parts;  /* of reproducible reductions; first in, last out
                             * (blocks.c) */
    _Alignas(CACHE_LINE)
    _Atomic uint64_t ticket;   /* ordered: iteration allowed next */
    _Atomic uint32_t sleepers; /* waiting for the ticket */
};

struct control {
    _Alignas(CACHE_LINE)
    struct word size;        /* master: workers forked; 0: not yet all */
    _Atomic uint32_t abort;  /* master: the team is being ended */
    _Atomic uint32_t failing; /* id of the worker that reports a mistake */
    _Atomic uint32_t asleep; /* master: ring the doorbell after publishing */
    struct {
        _Alignas(shmrt_count)
        _Atomic uint32_t holding; /* master: has ordered messages that wait */
        _Atomic uint32_t cancelled; /* anybody: see cancel.c */
    } attention;                /* both at once: shmrt_self.attention */

    _Alignas(CACHE_LINE)
    _Atomic uint32_t arrived;  /* barrier: arrivals, all generations */
    struct word generation;    /* barrier: complete ones */

    _Alignas(CACHE_LINE)
    _Atomic uint64_t single;   /* number met << 32 | id of who ran the last */
    _Atomic uint32_t copier[2]; /* worker + 1 with the copyprivate values */

    struct work work[WORK_RING];
};

/* ---- teams: team.c, supervise.c, worker.c ------------------------------- */

enum member_state { MEMBER_RUNNING, MEMBER_ENDED };

struct message; /* inbox.c */

/* The master's view of one worker.  Private to the master. */
struct member {
    pid_t pid;
    uint32_t id;
    int pidfd;                /* -1: none, fall back to polling */
    int lifeline;             /* read end of a pipe that the worker holds */
    enum member_state state;
    int code, status;         /* as siginfo's, when ended; code 0: unknown */
    int stops;                /* times seen stopped, one after the other */
    long long hung_up;        /* lifeline closed at this time, ms; 0: not */
    bool killed;              /* by us */
    bool replaced;            /* by exec */
    bool stopped_reported;
    double timed_out;         /* killed after so many seconds; 0: not */
    uint64_t since;           /* ns: its time limit counts from here */
    bool waited;              /* it was stopped when its time was over */

    bool vacant;              /* it is dead, and another is to be forked */
    uint32_t chunk;           /* + 1: that one is to begin with; 0: none */

    uint32_t tail;            /* of its ring; the shared copy is for it */
    struct message *partial;  /* message of which not all has come */
    struct message *pending, *pending_last; /* their chunk is not yet done */
    struct message *held, *held_last; /* ordered ones that wait */
    uint64_t position, first; /* no ordered message before these can come */
};

struct reduction {
    size_t size, offset;
};

/* A region as its master sees it; in a worker, a copy. */
struct shmrt_team {
    struct shmrt_team *outer; /* next team of the same master */
    struct level level;       /* of the workers; of a serial region */
    struct shmrt_region *region;
    const struct shmrt_place *place;

    int reductions;           /* declared */
    struct reduction *reduction;
    size_t parts_size;        /* bytes of all parts of one worker */

    struct segment *segment;  /* 0: serial */
    struct control *control;  /* in the segment, as are: */
    struct slot *slots;
    struct ring *rings;
    unsigned char *parts;     /* [worker][2][parts_size] */
    uint64_t secret;          /* goes into seals */

    int wanted;               /* workers that it was to have */
    int size;                 /* workers forked */
    int running;              /* not yet ended */
    struct member *members;
    int epoll, doorbell;
    long long polled;         /* when events were last looked at, ms */
    long long ticked;         /* the same for stopped workers */
    unsigned calls;           /* of supervise */
    int hung_up;              /* workers whose lifeline has */
    int cursor;               /* ring to look at next */
    struct message *ready, *ready_last;
    uint64_t delivered;       /* highest position of those that were ready */
    struct message *current;  /* being delivered */
    struct message *spare;    /* small ones, to be used again */
    size_t received;          /* bytes of the current one */
    bool polling;             /* some worker has no pidfd */
    bool holding;             /* there are messages that wait for others */
    bool failed;              /* and described in region.error */
    double limit;             /* timeout: seconds, for messages */
    uint64_t timeout;         /* the same in ns; 0: none */
    uint64_t began;           /* ns; no chunk began before */
    int onfail;               /* SHMRT_ONFAIL_ABORT, ..._RETRY, ..._SKIP */
    long long retries;
    struct chunks *chunks;    /* 0: under onfail(abort) */
    int vacant;               /* members that are */
    bool parting;             /* goes on when all have committed: reap.c */
    struct export *exports;   /* commit.c */
    struct region_seen eyes;
};

/* The team of a region; made on first use. */
struct shmrt_team *team_of(struct shmrt_region *);

/* control.c: control memory, kept for the next region where it fits. */
struct segment {
    void *memory;
    size_t size;
    int capacity;             /* workers */
    size_t parts_size;
    int doorbell;
};
/* Zeroed memory for all processes forked from now on, a guard page on each
 * side, rounded up to pages.  0 and errno when there is none. */
void *shared_map(size_t size);
void shared_unmap(void *memory, size_t size);
/* Moves a descriptor to 3 or above, close-on-exec; -1 stays -1. */
int descriptor_up(int fd);
/* False: no memory or descriptors; errno is set. */
bool control_open(struct shmrt_team *, int workers);
void control_close(struct shmrt_team *);
/* In a worker: forgets what its master kept for the next region. */
void control_forget(void);

/* worker.c */
void worker_prepare(void); /* in the master, before it forks */
/* To its master's life, by its end of the lifeline. */
void worker_tie(int lifeline);
void worker_start(struct shmrt_team *, int worker, const sigset_t *mask);
void worker_end(void) __attribute__((noreturn));
/* The region is cancelled: ends without parts of the region's reductions. */
void worker_end_early(void) __attribute__((noreturn));
bool worker_is(void); /* this very process, not a child of its own */
/* The first steps of any process that the runtime forks: lets go of what is
 * its parent's; leaves the terminal's signals to the master. */
void worker_drop_inherited(void);
void worker_leave_signals(void);
/* Leaves at once, saying nothing. */
void worker_leave(void) __attribute__((noreturn));
/* What the slot says of where the worker is. */
void slot_loop(const struct shmrt_loop *); /* 0: in none */
void slot_enter(const struct shmrt_place *); /* critical, ordered */
void slot_leave(void);
void slot_hold(void); /* a lock */
void slot_let_go(void);
void slot_taint(void);
void slot_fresh(void); /* no chunk: a death now would mean nothing */

/* Makes one worker.  1 in it, 0 in the master; -1: none was made, errno says
 * why.  Signals are blocked; those of `mask` will be in the worker.  With
 * `wait`, what the system refuses is tried again after a while. */
int team_fork(struct shmrt_team *, int worker, const sigset_t *mask);
int team_fork_or_wait(struct shmrt_team *, int worker, bool wait,
                      const sigset_t *mask);

/* supervise.c: what to do next: SHMRT_REDUCE + n, or 0: all have ended. */
enum { SUPERVISE_FORK = -1 }; /* or this: see retry_fork */
int supervise(struct shmrt_team *);
bool supervise_start(struct shmrt_team *); /* false: no descriptors */
void supervise_add(struct shmrt_team *, int worker); /* has been forked */
void supervise_end(struct shmrt_team *);  /* closes its descriptors */
/* In a reduce block that has to wait: looks after the team meanwhile. */
void supervise_look(void);
/* Ends the workers of one team; of all that this process is master of. */
void supervise_kill(struct shmrt_team *);
void supervise_kill_all(void);
/* A failure of the region. */
void supervise_damage(struct shmrt_team *, int worker);
long long now_ms(void); /* CLOCK_MONOTONIC */

/* reap.c.  Has the worker changed as waitid's options ask?  False also on
 * errors, told by errno then. */
bool supervise_wait(const struct member *, int options, siginfo_t *);
/* Takes the worker away if it has ended: true. */
bool reap_member(struct member *);
/* The same for one that was sent SIGKILL, at the latest at this time (now_ms).
 * After KILL_GRACE ms it is given up: the kernel may hold it. */
enum { KILL_GRACE = 5000 };
bool reap_until(struct member *, long long deadline);
/* May a region of so many workers, that is about to begin, leave those that
 * have committed to their own ends? */
bool reap_may_be_later(int workers);
/* Takes over pid and pidfd; false: no memory. */
bool reap_later(struct member *);

/* child.c: to a child of this process; pidfd -1: there is none. */
void child_signal(pid_t pid, int pidfd, int number);

/* proc.c: the process is on its way to its end, or has come to it.  False
 * also where nothing is known. */
bool proc_is_ending(pid_t);

/* crash.c: in a worker, notes in its slot what kills it.  Before the fork:
 * what the handlers need is made ready. */
void crash_prepare(void);
void crash_handlers(void);

/* freeze.c: looks for a worker that waits for a debugger, and waits too. */
void freeze_look(struct shmrt_team *);

/* backtrace.c: the calls that led to the worker's crash, a line each. */
void backtrace_report(const struct shmrt_team *, int worker);

/* symbols.c: the function of an ELF file in which an address (as the file
 * counts them) lies; false: not known. */
bool symbols_find(int fd, uintptr_t address, char *name, size_t room);

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

void barrier_wait(void); /* of the innermost team; barrier.c */
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
/* Master: of the dead worker counts what was committed. */
void commit_settle(struct shmrt_team *, int worker);
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

/* After slot.first of the old position is 0: see inbox.c. */
static inline void
slot_move(uint64_t position)
{
    atomic_store_explicit(&process.slot->position, position,
                          memory_order_release);
    mailbox_moved();
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
