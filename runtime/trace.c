/* SPDX-License-Identifier: MIT */
/* trace.c -- SHM_TRACE: writes down what happens.
 *
 * One large piece of address space, mapped before the first fork, is cut into
 * blocks; a process takes the next one by one addition and has it to itself.
 * So nobody waits for anybody, nothing is copied, and what a process wrote
 * before it died stands there for the first process to read.  A page takes
 * memory when it is first written to.
 *
 * Something with a length is written down when it begins, and completed in
 * its place when it ends.
 */
#include "internal.h"

#include "trace.h"

static struct trace *trace;
static struct block *block; /* ours */
static unsigned next;       /* event in it */
static uint16_t own_track;

/* As much address space as there is; 2^26 events are enough for anybody's
 * screen. */
bool
trace_start(void)
{
    uint32_t blocks = sizeof(size_t) > 4 ? 1 << 17 : 1 << 14;

    for (; blocks >= 64 && !trace; blocks /= 2) {
        trace = eyes_map(sizeof *trace + blocks * sizeof *trace->blocks);
        if (trace)
            trace->size = blocks;
    }
    return trace != NULL;
}

/* Found or made; TRACKS: there are no more. */
static unsigned
track_of(unsigned parent, int number)
{
    uint64_t key = (uint64_t)parent << 32 | ((uint32_t)number + 1);

    for (unsigned i = 1; i < TRACKS; i++) {
        uint64_t found = 0;

        if (atomic_load_explicit(&trace->tracks[i].key, memory_order_relaxed)
            == key)
            return i;
        if (atomic_compare_exchange_strong(&trace->tracks[i].key, &found, key)
            || found == key)
            return i;
    }
    return TRACKS;
}

void
trace_process(int number)
{
    block = NULL;
    if (trace && own_track < TRACKS)
        own_track = (uint16_t)track_of(own_track, number);
}

static struct event *
next_event(void)
{
    if (!trace || own_track >= TRACKS)
        return NULL;
    if (!block || next == BLOCK_EVENTS) {
        uint32_t number = atomic_load(&trace->used);

        do
            if (number >= trace->size) {
                atomic_fetch_add(&trace->lost, 1);
                return NULL;
            }
        while (
            !atomic_compare_exchange_weak(&trace->used, &number, number + 1));
        block = &trace->blocks[number];
        block->id = process.id;
        next = 0;
    }
    return &block->events[next++];
}

static struct event *
write_event(unsigned place, uint64_t now, int64_t a, int64_t b)
{
    struct event *event = next_event();

    if (!event)
        return NULL;
    event->began = now;
    atomic_store_explicit(&event->length, TRACE_OPEN, memory_order_relaxed);
    event->a = a;
    event->b = b;
    event->place = place;
    event->track = own_track;
    return event;
}

static void
publish(struct event *event, enum trace_kind kind)
{
    atomic_store_explicit(&event->kind, kind, memory_order_release);
}

struct event *
trace_begin(enum trace_kind kind, unsigned place, uint64_t now, int64_t a,
            int64_t b)
{
    struct event *event = write_event(place, now, a, b);

    if (event)
        publish(event, kind);
    return event;
}

void
trace_end(struct event *event, uint64_t now)
{
    if (event)
        atomic_store_explicit(&event->length, now - event->began,
                              memory_order_relaxed);
}

void
trace_moment(enum trace_kind kind, unsigned place, int64_t a, int64_t b)
{
    trace_end(trace_begin(kind, place, now_ns(), a, b), 0);
}

void
trace_moment_of(int worker, enum trace_kind kind, int64_t a, int64_t b)
{
    unsigned track = trace ? track_of(own_track, worker) : TRACKS;
    struct event *event;

    if (track == TRACKS)
        return;
    event = write_event(PLACES, now_ns(), a, b);
    if (!event)
        return;
    event->track = (uint16_t)track;
    publish(event, kind);
}

void
trace_finish(void)
{
    if (trace)
        trace_write(trace);
}
