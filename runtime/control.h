/* SPDX-License-Identifier: MIT */
/* control.h -- control memory: what the master of a team and its workers
 * share.  A part of internal.h, which says who may write what. */
#ifndef SHM_CONTROL_H
#define SHM_CONTROL_H

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
    SLOT_CHECKED = SHMRT_CHECKED, /* atomics are to be told */
    SLOT_NOTED = 64    /* its failure is described by its note */
};

/* One of the two places where a worker publishes parts for the others.
 * Written by the worker; read by the others between two barriers.  The parts
 * stand one after the other: see value_place.  One part of a few bytes shares
 * a cache line with what is said of it, and with the word that says that the
 * worker has come to the barrier (barrier.c). */
struct share {
    _Alignas(CACHE_LINE)
    struct word arrived; /* barriers; also changed by cancel.c */
    uint32_t turn;      /* exchange that this belongs to, 1, 2, ... */
    uint32_t count;     /* parts in it */
    uint64_t used;      /* bytes, with these words */
    void *block;        /* shared heap; 0: inside */
    unsigned char inside[SHARE_INLINE];

    _Alignas(CACHE_LINE)
    uint64_t capacity;  /* of block */
    uint64_t seal;      /* of block, for the master who frees it */
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
                                     * see commit.c for the upper half.  The
                                     * worker goes by level.commits */
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
    struct word size;        /* master: workers forked, see team_size_word;
                              * 0: not yet all */
    _Atomic uint32_t abort;  /* master: the team is being ended */
    _Atomic uint32_t failing; /* id of the worker that reports a mistake */
    _Atomic uint32_t asleep; /* master: ring the doorbell after publishing */
    _Atomic uint32_t lingering; /* a worker: its end will take long */
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

#endif
