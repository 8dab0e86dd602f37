/* SPDX-License-Identifier: MIT */
/* check_writes.c -- private memory that a worker has written to in vain.
 *
 * Watched are the objects of static life of the program (check_objects.c) and
 * the blocks that it had from malloc before the fork (check_blocks.c).  Before
 * its first step in the region a worker copies the pages that they lie in:
 * these are what its master had at the fork, whatever reduce blocks do in the
 * master meanwhile.  At its end it compares; a byte that differs, and belongs
 * to an object, was written in vain.  A value that was put back is none.
 *
 * At the end of each chunk the pages that were written to meanwhile are
 * compared too, and the chunk is noted for the words that differ for the first
 * time: that is the `first` of what is said.
 *
 * What is meant to be private (clauses, directives) and what leaves the worker
 * by another way (reductions, lastprivate) is announced by writes_private.
 * Its value at the end is put into the copy, and then it does not differ.
 */
#include "internal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { WORD = 8 }; /* bytes that have one note of their chunk */

/* Whole pages; the copies of all areas stand one behind the other. */
struct area {
    char *from, *to;
    size_t offset; /* of the copy */
    bool zero;     /* pages that were never touched are zero */
};

struct range {
    uintptr_t address;
    size_t size;
};

static struct {
    struct area *area;
    size_t areas, room;
    char *copy;      /* of all of them */
    uint32_t *noted; /* for each word: 1 + number of a chunk */
    size_t size;     /* of the copy */
    struct check_chunk *chunk;
    uint32_t chunks, chunk_room;
    uint64_t clock; /* later blocks are the worker's own */
} own;

/* Announced, in this process or before it was forked. */
static struct range *ranges;
static size_t range_count, range_room;

/* ---- what is watched ----------------------------------------------------- */

static void
add_area(uintptr_t address, size_t size, bool zero)
{
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    struct area *grown;

    if (own.areas == own.room) {
        own.room = own.room ? 2 * own.room : 256;
        grown = realloc(own.area, own.room * sizeof *own.area);
        if (!grown)
            fail(STATUS_RESOURCE, process.level->place,
                 "SHM_CHECK: no memory for a list of what is watched");
        own.area = grown;
    }
    own.area[own.areas++] =
        (struct area){ (char *)(address & ~(page - 1)),
                       (char *)((address + size + page - 1) & ~(page - 1)), 0,
                       zero };
}

static void
add_block(const struct malloc_block *block, void *unused)
{
    (void)unused;
    if (block->size > 0)
        add_area(block->address, block->size, true);
}

static int
by_address(const void *left, const void *right)
{
    const struct area *a = left, *b = right;

    return a->from < b->from ? -1 : a->from > b->from;
}

/* Areas that overlap or touch become one; where a page of zeros is also of the
 * other kind it goes to the area in front. */
static void
merge_areas(void)
{
    size_t kept = 0;

    qsort(own.area, own.areas, sizeof *own.area, by_address);
    for (size_t i = 0; i < own.areas; i++) {
        struct area *last = kept > 0 ? &own.area[kept - 1] : NULL;
        struct area a = own.area[i];

        if (last && a.from <= last->to && a.zero == last->zero) {
            if (a.to > last->to)
                last->to = a.to;
            continue;
        }
        if (last && a.from < last->to)
            a.from = last->to;
        if (a.from < a.to)
            own.area[kept++] = a;
    }
    own.areas = kept;
    own.size = 0;
    for (size_t i = 0; i < kept; i++) {
        own.area[i].offset = own.size;
        own.size += (size_t)(own.area[i].to - own.area[i].from);
    }
}

/* ---- the copy ------------------------------------------------------------ */

static void *
map_private(size_t size)
{
    void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

    if (memory == MAP_FAILED)
        fail(STATUS_RESOURCE, process.level->place,
             "SHM_CHECK: no memory for a copy of %zu bytes", size);
    return memory;
}

static char *
copy_of(const struct area *a, const char *address)
{
    return own.copy + a->offset + (address - a->from);
}

static void
take_copy(char *from, char *to, void *area)
{
    memcpy(copy_of(area, from), from, (size_t)(to - from));
}

/* Of the process that this one was forked from. */
static void
drop_copy(void)
{
    if (own.copy) {
        munmap(own.copy, own.size);
        munmap(own.noted, own.size / WORD * sizeof *own.noted);
    }
    own.copy = NULL;
    own.areas = 0;
    own.chunks = 0;
}

void
writes_begin(void)
{
    drop_copy();
    own.clock = blocks_clock();
    for (size_t i = 0; i < objects_count(); i++)
        if (!objects_at(i)->shared)
            add_area(objects_at(i)->address, objects_at(i)->size,
                     objects_at(i)->zero);
    blocks_all(add_block, NULL);
    merge_areas();
    if (own.size == 0)
        return;
    own.copy = map_private(own.size);
    own.noted = map_private(own.size / WORD * sizeof *own.noted);
    for (size_t i = 0; i < own.areas; i++) {
        struct area *a = &own.area[i];

        if (a->zero)
            pages_touched(a->from, a->to, take_copy, a);
        else
            take_copy(a->from, a->to, a);
        pages_watch(a->from, a->to);
    }
}

/* ---- chunks -------------------------------------------------------------- */

/* Its number + 1; 0: no memory. */
static uint32_t
add_chunk(const struct check_chunk *chunk)
{
    struct check_chunk *grown;

    if (own.chunks == own.chunk_room) {
        uint32_t more = own.chunk_room ? 2 * own.chunk_room : 64;

        grown = realloc(own.chunk, more * sizeof *own.chunk);
        if (!grown)
            return 0;
        own.chunk = grown;
        own.chunk_room = more;
    }
    own.chunk[own.chunks++] = *chunk;
    return own.chunks;
}

struct note {
    const struct area *area;
    const struct check_chunk *chunk;
    uint32_t number; /* 0: not yet in the list */
};

static void
note_words(char *from, char *to, void *data)
{
    struct note *n = data;
    char *copy = copy_of(n->area, from);
    uint32_t *noted = own.noted + (copy - own.copy) / WORD;

    for (; from < to; from += WORD, copy += WORD, noted++) {
        if (memcmp(from, copy, WORD) == 0 || *noted != 0)
            continue;
        if (n->number == 0)
            n->number = add_chunk(n->chunk);
        *noted = n->number;
    }
}

void
writes_chunk_end(const struct shmrt_loop *loop)
{
    struct check_chunk chunk = check_chunk_of(loop);
    struct note n = { NULL, &chunk, 0 };

    for (size_t i = 0; i < own.areas; i++) {
        n.area = &own.area[i];
        pages_written(n.area->from, n.area->to, note_words, &n);
    }
}

/* ---- what is announced --------------------------------------------------- */

void
writes_private(uintptr_t address, size_t size)
{
    struct range *grown;

    for (size_t i = 0; i < range_count; i++)
        if (ranges[i].address == address && ranges[i].size >= size)
            return;
    if (range_count == range_room) {
        range_room = range_room ? 2 * range_room : 64;
        grown = realloc(ranges, range_room * sizeof *ranges);
        if (!grown)
            fail(STATUS_RESOURCE, process.level->place,
                 "SHM_CHECK: no memory for a list of private objects");
        ranges = grown;
    }
    ranges[range_count++] = (struct range){ address, size };
}

/* The part of the range that lies in the area. */
static void
allow_range(const struct area *a, const struct range *r)
{
    char *from = (char *)r->address, *to = from + r->size;

    from = from > a->from ? from : a->from;
    to = to < a->to ? to : a->to;
    if (from < to)
        take_copy(from, to, (void *)a);
}

/* ---- what differs -------------------------------------------------------- */

/* The object of the byte that differed last. */
struct comparison {
    const struct area *area;
    struct finding finding; /* size 0: none */
};

static void
flush(struct comparison *c)
{
    if (c->finding.size > 0)
        check_found(&c->finding);
    c->finding.size = 0;
}

/* False: the byte is nobody's. */
static bool
find_owner(struct finding *f, uintptr_t address)
{
    const struct object *o = objects_find(address);
    struct malloc_block block;

    memset(f, 0, sizeof *f);
    if (o) {
        f->object = o->address;
        f->size = o->size;
        return true;
    }
    if (!blocks_find(address, &block) || block.born >= own.clock)
        return false;
    f->object = block.address;
    f->size = block.size;
    f->caller = block.caller;
    return true;
}

static void
open_finding(struct comparison *c, uintptr_t address)
{
    struct finding *f = &c->finding;
    const char *copy;
    uint32_t chunk;
    size_t room;

    flush(c);
    if (!find_owner(f, address)) {
        f->size = 0;
        return;
    }
    f->kind = CHECK_WRITES;
    f->address = address;
    f->window = address - (address - f->object) % 16;
    room = f->object + f->size - f->window;
    room = room < WINDOW ? room : WINDOW;
    copy = copy_of(c->area, (char *)f->window);
    if (copy < own.copy + c->area->offset) /* on the page in front */
        f->window = address, room = 1,
        copy = copy_of(c->area, (char *)address);
    if ((char *)f->window + room > c->area->to)
        room = (size_t)(c->area->to - (char *)f->window);
    memcpy(f->old, copy, room);
    memcpy(f->new, (const void *)f->window, room);
    chunk = own.noted[(copy_of(c->area, (char *)address) - own.copy) / WORD];
    if (chunk > 0)
        f->chunk[0] = own.chunk[chunk - 1];
}

static void
compare(char *from, char *to, void *data)
{
    struct comparison *c = data;
    const char *copy = copy_of(c->area, from);

    for (; from < to; from++, copy++) {
        uintptr_t address = (uintptr_t)from;

        if (address % WORD == 0 && memcmp(from, copy, WORD) == 0) {
            from += WORD - 1;
            copy += WORD - 1;
            continue;
        }
        if (*from == *copy)
            continue;
        if (c->finding.size == 0
            || address - c->finding.object >= c->finding.size)
            open_finding(c, address);
        c->finding.bytes++;
    }
}

void
writes_end(void)
{
    for (size_t i = 0; i < own.areas; i++) {
        struct comparison c = { .area = &own.area[i] };

        for (size_t r = 0; r < range_count; r++)
            allow_range(c.area, &ranges[r]);
        pages_touched(c.area->from, c.area->to, compare, &c);
        flush(&c);
    }
}
