/* SPDX-License-Identifier: MIT */
/* check_show.c -- what is said of findings.
 *
 *   prog: shm: worker 2 wrote 'hist[17]' (hist.c:40) in the region at
 *   hist.c:52; it is not shared, the value is lost
 *   prog: shm:     0 became 5, in count, iterations 10 to 19 of the loop at
 *   line 53; 12 bytes of it, and 2 more workers
 *
 * In the process that forked those who found them, for it knows the program's
 * memory and modules as they do.  Findings on one object are one; of blocks
 * that come from one call of malloc one is told.  Each object is told once for
 * each region, however often that is run.
 */
#include "dwarf.h"
#include "heap.h"
#include "internal.h"

#include "hash.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 20, TEXT = 256 }; /* told of one region */

/* ---- order --------------------------------------------------------------- */

/* Findings with the same subject are one. */
static uintptr_t
subject(const struct finding *f)
{
    return f->caller ? f->caller : f->object;
}

/* The worker with the lower number first. */
static void
swap_writers(struct finding *f)
{
    struct check_chunk chunk = f->chunk[0];
    int worker = f->worker[0];

    if (worker <= f->worker[1])
        return;
    f->chunk[0] = f->chunk[1];
    f->worker[0] = f->worker[1];
    f->chunk[1] = chunk;
    f->worker[1] = worker;
}

/* Who found it did not look for the object, if that is shared. */
static void
find_object(struct finding *f)
{
    const struct object *o = objects_find(f->address);
    size_t size;
    void *block;

    if (f->kind != CHECK_CONFLICTS)
        return;
    swap_writers(f);
    f->object = f->address;
    f->size = f->bytes;
    if (o) {
        f->object = o->address;
        f->size = o->size;
    } else if ((block = heap_block((void *)f->address, &size)) != NULL) {
        f->object = (uintptr_t)block;
        f->size = size;
    }
}

static int
by_subject(const void *left, const void *right)
{
    const struct finding *a = left, *b = right;

    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (subject(a) != subject(b))
        return subject(a) < subject(b) ? -1 : 1;
    if (a->worker[0] != b->worker[0])
        return a->worker[0] < b->worker[0] ? -1 : 1;
    return a->address < b->address ? -1 : a->address > b->address;
}

/* ---- names and values ---------------------------------------------------- */

struct description {
    char what[3 * TEXT]; /* "'hist[17]' (hist.c:40)" */
    enum dwarf_kind kind;
    uintptr_t address; /* of the value */
    size_t size;
};

static void
describe_block(const struct finding *f, struct description *d)
{
    char function[TEXT], line[TEXT];

    backtrace_look_up(f->caller, function, line, TEXT);
    snprintf(d->what, sizeof d->what,
             "byte %llu of a block of %llu bytes (from malloc in %s%s%s)",
             (unsigned long long)(f->address - f->object),
             (unsigned long long)f->size, function[0] ? function : "?",
             line[0] ? ", " : "", line);
}

static void
describe_static(const struct finding *f, struct description *d)
{
    const struct object *o = objects_find(f->object);
    struct dwarf_object found;
    uintptr_t base;
    const char *path;

    if (!o) {
        snprintf(d->what, sizeof d->what,
                 "byte %llu of a shared block of %llu bytes",
                 (unsigned long long)(f->address - f->object),
                 (unsigned long long)f->size);
        return;
    }
    path = objects_module(o, &base);
    if (dwarf_find(path, o->address - base, f->address - f->object, &found)) {
        snprintf(d->what, sizeof d->what, "'%s' (%s:%u)", found.name,
                 found.file, found.line);
        d->kind = found.kind;
        d->address = f->object + found.offset;
        d->size = found.size;
    } else if (f->address == f->object) {
        snprintf(d->what, sizeof d->what, "'%s'", o->name);
    } else {
        snprintf(d->what, sizeof d->what, "byte %llu of '%s'",
                 (unsigned long long)(f->address - f->object), o->name);
    }
}

/* Without a type: a scalar, if the object has the size of one, else a byte. */
static struct description
describe(const struct finding *f)
{
    struct description d = { .kind = DWARF_BYTES };

    if (f->caller)
        describe_block(f, &d);
    else
        describe_static(f, &d);
    if (d.size == 0 || d.size > 16 || d.address < f->window
        || d.address + d.size > f->window + WINDOW) {
        d.size =
            f->caller == 0 && f->size <= 8 && (f->size & (f->size - 1)) == 0
                ? f->size
                : 1;
        d.address = f->object + (f->address - f->object) / d.size * d.size;
        d.kind = d.size == 1 ? DWARF_UNSIGNED : DWARF_SIGNED;
    }
    return d;
}

static void
value_text(const struct description *d, const unsigned char *bytes, char *to,
           size_t room)
{
    unsigned long long number = 0;
    unsigned shift = 64 - 8 * (unsigned)(d->size < 8 ? d->size : 8);
    long double wide;
    double real;
    float small;

    memcpy(&number, bytes, d->size < 8 ? d->size : 8);
    memcpy(&wide, bytes, sizeof wide);
    memcpy(&real, bytes, sizeof real);
    memcpy(&small, bytes, sizeof small);
    if (d->kind == DWARF_FLOAT)
        snprintf(to, room, "%Lg",
                 d->size == sizeof small  ? (long double)small
                 : d->size == sizeof real ? (long double)real
                                          : wide);
    else if (d->kind == DWARF_POINTER)
        snprintf(to, room, "%#llx", number);
    else if (d->kind == DWARF_SIGNED)
        snprintf(to, room, "%lld", (long long)(number << shift) >> shift);
    else
        snprintf(to, room, "%llu", number);
}

static void
values_text(const struct finding *f, const struct description *d, char *to,
            size_t room)
{
    unsigned char old[WINDOW + 16] = { 0 }, new[WINDOW + 16] = { 0 };
    char before[64], after[64];
    size_t at = d->address - f->window;

    if (d->address < f->window || at >= WINDOW)
        at = f->address - f->window;
    memcpy(old, f->old, WINDOW);
    memcpy(new, f->new, WINDOW);
    value_text(d, old + at, before, sizeof before);
    value_text(d, new + at, after, sizeof after);
    snprintf(to, room, "%s became %s", before, after);
}

/* ---- where --------------------------------------------------------------- */

static void
chunk_text(const struct check_chunk *c, char *to, size_t room)
{
    const char *what = c->sections ? "section" : "iteration";
    long long first = c->base + (long long)c->first * c->step;
    long long last = c->base + (long long)(c->last - 1) * c->step;

    if (c->line == 0)
        to[0] = '\0';
    else if (first == last)
        snprintf(to, room, ", %s %lld of the loop at line %d", what, first,
                 c->line);
    else
        snprintf(to, room, ", %ss %lld to %lld of the loop at line %d", what,
                 first, last, c->line);
}

static void
worker_text(int worker, char *to, size_t room)
{
    if (worker < 0)
        snprintf(to, room, "a task");
    else
        snprintf(to, room, "worker %d", worker);
}

static void
show_conflict(const struct finding *f, const struct shmrt_place *place)
{
    struct description d = describe(f);
    char worker[2][32], chunk[2][TEXT];

    for (int i = 0; i < 2; i++) {
        worker_text(f->worker[i], worker[i], sizeof worker[i]);
        chunk_text(&f->chunk[i], chunk[i], TEXT);
    }
    report(NULL,
           "%s and %s wrote %s in the %s at %s:%d, and nothing keeps "
           "them apart",
           worker[0], worker[1], d.what, f->worker[0] < 0 ? "task" : "region",
           place->file, place->line);
    report(NULL, "    %s%s; %s%s", worker[0], chunk[0], worker[1], chunk[1]);
}

/* ---- one subject --------------------------------------------------------- */

/* `count` findings, of which the first is told. */
static void
show(const struct finding *f, size_t count, const struct shmrt_place *place,
     const char *function)
{
    struct description d;
    char worker[32], values[TEXT], chunk[TEXT], more[TEXT] = "";
    size_t others = 0;

    if (f->kind == CHECK_CONFLICTS) {
        show_conflict(f, place);
        return;
    }
    d = describe(f);
    for (size_t i = 1; i < count; i++)
        others += f[i].worker[0] != f[i - 1].worker[0];
    if (f->bytes > d.size)
        snprintf(more, sizeof more, "; %llu bytes of it are changed",
                 (unsigned long long)f->bytes);
    if (others > 0)
        snprintf(more + strlen(more), sizeof more - strlen(more),
                 "; %zu other worker%s did the same", others,
                 others == 1 ? "" : "s");
    worker_text(f->worker[0], worker, sizeof worker);
    values_text(f, &d, values, sizeof values);
    chunk_text(&f->chunk[0], chunk, sizeof chunk);
    report(NULL,
           "%s wrote %s in the %s at %s:%d; it is not shared, the "
           "value is lost",
           worker, d.what, f->worker[0] < 0 ? "task" : "region", place->file,
           place->line);
    report(NULL, "    %s%s%s%s%s", values, function[0] ? ", in " : "",
           function, chunk, more);
}

static uint64_t
key_of(const struct finding *f, const struct shmrt_place *place)
{
    uint64_t h = hash_text(HASH_START ^ (uint64_t)place->line, place->file);

    return (h ^ f->kind ^ subject(f)) * 0x9e3779b97f4a7c15u;
}

/* ---- all of them --------------------------------------------------------- */

static struct finding *
take_all(size_t *count)
{
    struct finding *all = NULL, *grown, f;
    size_t room = 0;

    *count = 0;
    while (log_take(&f)) {
        if (*count == room) {
            room = room ? 2 * room : 64;
            grown = realloc(all, room * sizeof *all);
            if (!grown)
                return all;
            all = grown;
        }
        find_object(&f);
        all[(*count)++] = f;
    }
    if (*count > 0)
        qsort(all, *count, sizeof *all, by_subject);
    return all;
}

unsigned
show_findings(const struct shmrt_place *place, uintptr_t caller)
{
    size_t count, end;
    struct finding *all = take_all(&count);
    char function[TEXT] = "", line[TEXT];
    unsigned told = 0, rest = 0;
    uint64_t dropped = log_dropped();

    if (count > 0 && caller)
        backtrace_look_up(caller, function, line, TEXT);
    for (size_t i = 0; i < count; i = end) {
        for (end = i + 1; end < count && all[end].kind == all[i].kind
                          && subject(&all[end]) == subject(&all[i]);
             end++)
            continue;
        if (!log_is_new(key_of(&all[i], place)))
            continue;
        if (told < MOST)
            show(&all[i], end - i, place, function);
        told < MOST ? told++ : rest++;
    }
    if (rest + dropped > 0)
        report(NULL, "and %llu more in the region at %s:%d",
               (unsigned long long)(rest + dropped), place->file, place->line);
    free(all);
    return told + rest + (unsigned)dropped;
}
