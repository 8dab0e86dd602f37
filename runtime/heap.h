/* SPDX-License-Identifier: MIT */
/* heap.h -- the shared heap.
 *
 * One range of address space, mapped shared before the first fork, so that a
 * block has the same address in all processes, whoever allocated it.  It is
 * divided into spans of 64 KiB:
 *
 *   a run    is one or more spans that serve as one block, or are free;
 *   a slab   is one span cut into small blocks of one size class.
 *
 * heap.c has the small blocks and what others call, heap_span.c the runs.
 * Numbers of spans start at 1; 0 is none (it is the guard in front).
 */
#ifndef SHM_HEAP_H
#define SHM_HEAP_H 1

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma GCC visibility push(hidden)

enum {
    HUGE_PAGE = 2 << 20,
    SPAN_SIZE = 1 << 16,
    HEAP_PAGE = 4096,     /* in which runs are counted */
    HEAP_ALIGN = 16,      /* of every block, at least */
    HEAP_SMALL = 1 << 14, /* largest block of a slab */
    HEAP_CLASSES = 36,
    HEAP_STACKS = 8, /* of slabs with room, for each class */
    HEAP_BINS = 25,  /* of free runs, by binary logarithm */
    HEAP_KEPT = 1 << 20, /* largest block that is kept when it was freed */
    KEPT_LENGTHS = HEAP_KEPT / SPAN_SIZE,
    SLAB_WORDS = SPAN_SIZE / HEAP_ALIGN / 64
};

/* ---- what the rest of the runtime calls -------------------------------- */

/* A block of at least `size` bytes, aligned to `align` (a power of two) and
 * to 16; NULL and ENOMEM.  One of more than HEAP_KEPT bytes is all zero. */
void *heap_allocate(size_t size, size_t align);
/* NULL is allowed; anything else that is no block ends the program (70). */
void heap_free(void *);
/* Bytes that the block has; ends the program like heap_free. */
size_t heap_room(const void *);
/* The block that the byte lies in, or may lie in; 0: in none. */
void *heap_block(const void *, size_t *size);
/* Can it stay where it is for this size?  Then what it does not need any more
 * is given back. */
bool heap_resize(void *, size_t size);
/* Do the bytes lie in the part of the heap that is in use? */
bool heap_contains(const volatile void *, size_t size);

/* ---- between heap.c and heap_span.c ------------------------------------- */

enum span_kind {
    SPAN_NONE, /* not the first of anything */
    SPAN_FREE,
    SPAN_RUN,
    SPAN_KEPT,  /* a run that was freed: to be used again, or on its way to
                 * being free */
    SPAN_SLAB
};

/* One for each span, shared. */
struct span {
    _Atomic uint32_t head;   /* kind and length; see heap_span.c */
    uint32_t left;           /* first span of the run or slab to the left */
    uint32_t next, previous; /* free runs: others in its bin */
    uint32_t pages;          /* run: in use */
    _Atomic uint32_t class;  /* slab: size class */
    _Atomic uint32_t listed; /* slab: is on a stack, or soon */
    _Atomic uint32_t below;  /* slab, kept run: next one on its stack */
};

/* Shared.  The first part is guarded by the mutex. */
struct heap_state {
    pthread_mutex_t mutex;    /* robust, between processes */
    _Atomic uint32_t top;     /* spans 1 .. top-1 are in use or free runs */
    uint32_t last;            /* first span of the last run; 0: none */
    uint32_t bins[HEAP_BINS]; /* first free run of each */
    uint64_t pages;           /* of all runs and slabs, in whole spans */
    uint64_t unchecked;       /* bytes to give out before the next look at
                               * how much memory there is */
    /* What a process begins with is in nobody else's cache line. */
    struct heap_stacks {
        /* Slabs with room: number of the uppermost in the low half, changes
         * counted in the high half. */
        _Alignas(64) _Atomic uint64_t slabs[HEAP_CLASSES];
        /* Kept runs, by length; heap_kept.c. */
        _Atomic uint64_t kept[KEPT_LENGTHS];
    } stacks[HEAP_STACKS];
};

/* Private, the same in all processes, constant once the heap is there. */
struct heap {
    char *base;     /* address that span 0 would have */
    uint32_t spans; /* 1 .. spans-1 exist */
    struct heap_state *state;
    struct span *span;
    _Atomic uint64_t (*used)[SLAB_WORDS]; /* slab: blocks in use */
};
extern struct heap heap;
/* Private: the stack this process begins with.  Any value will do. */
extern uint32_t heap_own_stack;

/* Memory of more than the machine has is not to be reserved then, and
 * unusual system calls are not to be made. */
bool is_under_valgrind(void);

/* The tables make no sense: ends the program (70). */
void heap_damaged(void) __attribute__((noreturn));

/* Makes heap.state ready for use. */
void span_start(void);

static inline uint32_t
span_head(enum span_kind kind, uint32_t length)
{
    return length << 8 | kind;
}

static inline enum span_kind
span_kind(uint32_t head)
{
    return head & 0xff;
}

static inline uint32_t
span_length(uint32_t head)
{
    return head >> 8;
}

static inline char *
span_address(uint32_t i)
{
    return heap.base + (size_t)i * SPAN_SIZE;
}

/* A run of `pages` pages, or a slab of one span and that class; 0 and ENOMEM.
 * Of zeros, unless the run is one that was kept. */
uint32_t span_allocate_run(uint64_t pages, size_t align);
uint32_t span_allocate_slab(uint32_t class);
/* Pages of a run that are in use. */
uint32_t span_pages(uint32_t i);
/* Frees a run; false: it is none, or is freed already. */
bool span_free_run(uint32_t i);
/* Gives back what is beyond that many pages. */
void span_shrink_run(uint32_t i, uint32_t pages);

/* To the free runs: one that is SPAN_KEPT and on no stack. */
void span_give_back(uint32_t i);

/* heap_kept.c: a run for so many pages, at most HEAP_KEPT; 0: none is kept. */
uint32_t kept_take(uint32_t pages);
/* To keep a run that is SPAN_KEPT; false: so many are kept already. */
bool kept_put(uint32_t i, uint32_t length);
/* Gives all of them back; false: there is none. */
bool kept_give_back(void);

/* ---- machine: memory.c -------------------------------------------------- */

struct memory {
    size_t total, available; /* bytes; SIZE_MAX: unknown */
};

/* Of the machine, or of the control group where that is less.  The arguments
 * are /proc/meminfo, /proc/self/cgroup, /sys/fs/cgroup, or a test's copies. */
struct memory memory_read(const char *meminfo, const char *self,
                          const char *mount);
struct memory memory_now(void);

#pragma GCC visibility pop

/* heap_reserve.c: address space for the heap; *size is what is wanted, and
 * then what there is.  0: the system grants nothing worth having. */
enum { HEAP_LEAST = 2 * HUGE_PAGE };
char *heap_reserve(size_t *size);
/* Maps a part of it that is all zero, and that no process but ours uses, in a
 * way that gets huge pages, if the system has one. */
void heap_reserve_huge(char *from, size_t size);

#endif
