/* SPDX-License-Identifier: MIT */
/* check_conflicts.c -- shared memory that two workers have written to in the
 * same phase, that is with no barrier between them, and outside of critical,
 * ordered and atomic.
 *
 * While this is looked for, one process at a time runs: the one that has the
 * baton.  It gives it on at the end of a chunk and wherever it waits, and says
 * before what it has written: the bytes that differ from a copy of the shared
 * memory which all processes keep together.  They are put into the copy, and
 * beside each stands the stamp of who wrote it.  Where there is a stamp
 * already, of somebody who might as well have written later, that is a
 * conflict.  What was written under a lock of any kind goes into the copy
 * without a stamp, and words of atomics and locks are not looked at again.
 *
 * A stamp names, for each region around, the team, the worker, and how many
 * barriers it had passed.  Two writes are ordered unless, at the first region
 * in which they differ, they are of different workers in the same phase.
 *
 * A write of the value that was there already is not seen.  Who waits for
 * another worker by looking at shared memory again and again keeps the baton;
 * after a while the others go on without it, and nothing more is told
 * (check_baton.c).
 *
 * Copy and stamps are shared; the rest is private to each process.
 */
#include "internal.h"

#include "heap.h"

#include <string.h>
#include <sys/mman.h>

enum { AREAS = 64, STAMPS = 1 << 20, WORD = 8 };
#define IGNORED UINT32_MAX   /* a stamp: of locks and atomics */
#define OF_TASKS 0x80000000u /* a team of tasks */

/* Where in the program's regions something was written. */
struct stamp {
    uint32_t depth;
    struct {
        uint32_t team, phase, worker;
    } at[LEVELS_MAX + 1];
    struct check_chunk chunk;
};

static struct shared {
    _Atomic uint32_t teams, stamps;
    struct stamp stamp[STAMPS];
} * shared;

struct area {
    char *from, *to;
    char *copy;
    uint32_t *stamp;
};

static struct {
    struct area area[AREAS];
    int areas;
    bool watched;    /* this process's pages are */
    bool runs;       /* takes the baton */
    int guards;      /* locks held */
    uint32_t number; /* of our stamp; 0: none yet */
    uint32_t team;   /* of the workers that we fork */
    uint32_t tasks;  /* forked since we waited last */
    uint32_t task_team;
    struct stamp now;
} own;

/* ---- areas --------------------------------------------------------------- */

/* As much of an area as is in use. */
static char *
end_of(const struct area *a)
{
    return heap.base && a->from == span_address(1)
               ? span_address(atomic_load(&heap.state->top))
               : a->to;
}

static struct area *
area_of(uintptr_t address)
{
    for (int i = 0; i < own.areas; i++)
        if (address >= (uintptr_t)own.area[i].from
            && address < (uintptr_t)own.area[i].to)
            return &own.area[i];
    return NULL;
}

static void
add_area(char *from, char *to)
{
    struct area *a = &own.area[own.areas];

    if (own.areas == AREAS || from == to || area_of((uintptr_t)from))
        return;
    *a = (struct area){ from, to, eyes_map((size_t)(to - from)),
                        eyes_map((size_t)(to - from) * sizeof *a->stamp) };
    if (a->copy && a->stamp)
        own.areas++;
}

static void
absorb_pages(char *from, char *to, void *area)
{
    const struct area *a = area;

    memcpy(a->copy + (from - a->from), from, (size_t)(to - from));
}

/* What has happened outside all regions is nobody's concern. */
static void
absorb(void)
{
    for (int i = 0; i < own.areas; i++)
        pages_touched(own.area[i].from, end_of(&own.area[i]), absorb_pages,
                      &own.area[i]);
}

static void
watch(void)
{
    for (int i = 0; i < own.areas; i++)
        pages_watch(own.area[i].from, own.area[i].to);
    own.watched = true;
}

/* ---- stamps -------------------------------------------------------------- */

/* 1 + the number of the region in which they differ; 0: they are ordered, or
 * of one chunk that was run again. */
static uint32_t
may_meet(const struct stamp *a, const struct stamp *b)
{
    for (uint32_t i = 0; i < a->depth && i < b->depth; i++) {
        if (a->at[i].team != b->at[i].team || a->at[i].phase != b->at[i].phase)
            return 0;
        if (a->at[i].worker != b->at[i].worker)
            return a->chunk.line == 0 || a->chunk.line != b->chunk.line
                           || a->chunk.first != b->chunk.first
                       ? i + 1
                       : 0;
    }
    return 0;
}

static int
worker_of(const struct stamp *s, uint32_t region)
{
    return s->at[region - 1].team & OF_TASKS ? -1
                                             : (int)s->at[region - 1].worker;
}

static void
add_stamp(void)
{
    own.number = atomic_fetch_add(&shared->stamps, 1) + 1;
    if (own.number >= STAMPS)
        baton_drop();
    else
        shared->stamp[own.number] = own.now;
}

/* ---- what was written ---------------------------------------------------- */

struct comparison {
    struct area *area;
    bool guarded;
    struct finding finding; /* bytes 0: none */
};

static void
flush(struct comparison *c)
{
    if (c->finding.bytes > 0 && !baton_is_dropped())
        check_found(&c->finding);
    c->finding.bytes = 0;
}

/* Findings are of runs of bytes with the same stamp. */
static void
conflict(struct comparison *c, uintptr_t address, const struct stamp *other,
         uint32_t region)
{
    struct finding *f = &c->finding;
    int us = worker_of(&own.now, region), it = worker_of(other, region);

    if (f->bytes == 0 || address != f->address + f->bytes || f->worker[1] != it
        || f->chunk[1].first != other->chunk.first) {
        flush(c);
        *f = (struct finding){ .kind = CHECK_CONFLICTS,
                               .address = address,
                               .worker = { us, it },
                               .chunk = { own.now.chunk, other->chunk } };
    }
    f->bytes++;
}

static void
compare_byte(struct comparison *c, const char *at, char *copy, uint32_t *stamp)
{
    const struct stamp *other;
    uint32_t region;

    *copy = *at;
    if (c->guarded || *stamp == IGNORED)
        return;
    if (own.number == 0)
        add_stamp();
    other = &shared->stamp[*stamp];
    region = *stamp != 0 ? may_meet(&own.now, other) : 0;
    if (region != 0)
        conflict(c, (uintptr_t)at, other, region);
    if (own.number < STAMPS)
        *stamp = own.number;
}

static void
compare(char *from, char *to, void *data)
{
    struct comparison *c = data;
    size_t offset = (size_t)(from - c->area->from);
    size_t size = (size_t)(to - from);
    char *copy = c->area->copy + offset;
    uint32_t *stamp = c->area->stamp + offset;

    for (size_t i = 0; i < size; i += WORD)
        for (size_t k = i; memcmp(from + i, copy + i, WORD) && k < i + WORD;
             k++)
            if (from[k] != copy[k])
                compare_byte(c, from + k, copy + k, stamp + k);
}

/* Says what this process has written since it said so last. */
static void
say(bool guarded)
{
    if (!baton_is_ours())
        return;
    for (int i = 0; i < own.areas; i++) {
        struct comparison c = { .area = &own.area[i], .guarded = guarded };

        pages_written(c.area->from, end_of(c.area), compare, &c);
        flush(&c);
    }
}

/* Who had it last may have died: then nobody knows what that one wrote. */
static void
take(void)
{
    if (own.runs && baton_take())
        absorb();
}

/* ---- what happens -------------------------------------------------------- */

bool
conflicts_start(void)
{
    shared = eyes_map(sizeof *shared);
    return shared != NULL && baton_start();
}

bool
conflicts_pause(void)
{
    bool held = baton_is_ours();

    say(own.guards > 0);
    baton_give();
    return held;
}

void
conflicts_resume(bool held)
{
    if (held)
        take();
}

/* The phase of the innermost region, up to now. */
static void
note_phase(void)
{
    if (process.slot && own.now.depth > 0)
        own.now.at[own.now.depth - 1].phase = process.level->barriers;
}

void
conflicts_fork(void)
{
    say(own.guards > 0);
    if (!own.runs) { /* outside all regions: nobody else is at it */
        heap_start();
        if (heap.base)
            add_area(span_address(1), span_address(heap.spans));
        globals_areas(add_area);
        absorb();
    }
    own.team = atomic_fetch_add(&shared->teams, 1) + 1;
    baton_new_team(own.team);
    note_phase();
}

void
conflicts_begin(void)
{
    struct stamp *now = &own.now;
    uint32_t depth = now->depth < LEVELS_MAX ? now->depth++ : LEVELS_MAX;

    now->at[depth].team = process.slot ? own.team : own.task_team | OF_TASKS;
    now->at[depth].phase = 0;
    now->at[depth].worker =
        process.slot ? (uint32_t)process.level->worker : process.id;
    memset(&now->chunk, 0, sizeof now->chunk);
    own.number = 0;
    own.guards = 0;
    own.task_team = 0;
    own.runs = true;
    watch();
    if (process.slot)
        baton_wait_in_order(own.team);
    take();
    if (process.slot)
        baton_next(own.team);
}

/* A task that was forked belongs to a team with those before it that were not
 * waited for. */
void
conflicts_task(void)
{
    conflicts_fork();
    if (own.task_team == 0)
        own.task_team = own.team;
}

void
conflicts_waited(void)
{
    own.task_team = 0;
}

void
conflicts_end(void)
{
    conflicts_pause();
    own.runs = false;
}

void
conflicts_over(void)
{
    if (own.now.depth == 0)
        own.runs = false;
    take();
}

void
conflicts_chunk_begin(const struct shmrt_loop *loop)
{
    say(own.guards > 0);
    own.now.chunk = check_chunk_of(loop);
    own.number = 0;
}

void
conflicts_chunk_end(void)
{
    say(own.guards > 0);
    memset(&own.now.chunk, 0, sizeof own.now.chunk);
    own.number = 0;
    if (own.runs && baton_yield())
        absorb();
}

void
conflicts_barrier(void)
{
    say(own.guards > 0);
    if (process.slot && own.now.depth > 0)
        own.now.at[own.now.depth - 1].phase = process.level->barriers + 1;
    own.number = 0;
}

void
conflicts_guard(int change)
{
    if (change > 0 && own.guards == 0)
        say(false);
    if (change < 0 && own.guards == 1)
        say(true);
    own.guards += change;
}

void
conflicts_yield(void)
{
    say(own.guards > 0);
    if (own.runs && baton_yield())
        absorb();
}

void
conflicts_block(bool begins)
{
    own.runs = begins || own.runs;
    if (begins) {
        if (!own.watched)
            watch();
        take();
    } else {
        say(true);
        baton_give();
    }
}

void
conflicts_ignore(uintptr_t address, size_t size)
{
    struct area *a = area_of(address);

    for (size_t i = 0; a && i < size; i++)
        a->stamp[address - (uintptr_t)a->from + i] = IGNORED;
}

/* The pages within a part of our memory become zero again. */
static void
clear(void *from, size_t size)
{
    uintptr_t start = ((uintptr_t)from + HEAP_PAGE - 1) & ~(HEAP_PAGE - 1ul);
    uintptr_t end = ((uintptr_t)from + size) & ~(HEAP_PAGE - 1ul);

    if (start >= end || madvise((void *)start, end - start, MADV_REMOVE) < 0) {
        memset(from, 0, size);
        return;
    }
    memset(from, 0, start - (uintptr_t)from);
    memset((void *)end, 0, (uintptr_t)from + size - end);
}

void
conflicts_new_block(char *block, size_t size)
{
    struct area *a = area_of((uintptr_t)block);
    size_t offset;

    if (!a)
        return;
    offset = (size_t)(block - a->from);
    clear(a->stamp + offset, size * sizeof *a->stamp);
    if (size > HEAP_SMALL)
        clear(a->copy + offset, size); /* as the block is */
    else
        memcpy(a->copy + offset, block, size);
}
