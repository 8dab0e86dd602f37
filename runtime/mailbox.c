/* SPDX-License-Identifier: MIT */
/* mailbox.c -- the worker's side of messages: writing them into its ring.
 *
 * Room is what the master has given back by raising `tail`.  A worker that
 * finds none sets `waiting`, looks again and sleeps on `tail`; the master
 * raises it and then looks at `waiting`: one of the two sees the other.
 */
#include "mailbox.h"

#include <errno.h>
#include <linux/futex.h>
#include <string.h>
#include <unistd.h>

/* The message being written; positions in the ring as in struct ring. */
static struct {
    struct record record;
    uint32_t start;  /* of the record */
    uint32_t at;     /* next byte */
    uint32_t tail;   /* of the ring when last looked at */
    size_t offset;   /* bytes of the message so far */
} out;

static struct ring *
own_ring(void)
{
    struct level *level = process.level;

    return &level->team->rings[level->worker];
}

static void
ring_bell(const struct shmrt_team *team)
{
    uint64_t one = 1;
    ssize_t written;

    do
        written = write(team->doorbell, &one, sizeof one);
    while (written < 0 && errno == EINTR);
}

/* The exchange lets one of many writers ring. */
void
mailbox_wake_master(void)
{
    const struct shmrt_team *team = process.level->team;
    struct control *control = team->control;

    atomic_thread_fence(memory_order_seq_cst);
    if (atomic_load_explicit(&control->asleep, memory_order_relaxed)
        && atomic_exchange(&control->asleep, 0))
        ring_bell(team);
}

/* Waits until `size` bytes are free, which is at most RECORD_BYTES_MAX; the
 * unfinished record takes as much again and a bit, so the rest of the ring is
 * the master's to empty. */
static void
need_room(struct ring *ring, uint32_t size)
{
    uint64_t since;

    while (RING_SIZE - (out.at - out.tail) < size) {
        out.tail = atomic_load_explicit(&ring->tail, memory_order_acquire);
        if (RING_SIZE - (out.at - out.tail) >= size)
            return;
        since = chunk_clock_wait(CLOCK_WAITS_MASTER);
        EYES(eyes_wait_begin(FOR_MASTER, NULL));
        FP("ring.full");
        atomic_store(&ring->waiting, 1);
        if (atomic_load(&ring->tail) == out.tail)
            wait_sleep(&ring->tail, out.tail, FUTEX_BITSET_MATCH_ANY, 0);
        EYES(eyes_wait_end());
        chunk_clock_go(since);
    }
}

static void
copy_in(struct ring *ring, uint32_t at, const void *from, size_t size)
{
    size_t place = at % RING_SIZE, first = RING_SIZE - place;

    if (first > size)
        first = size;
    memcpy(ring->bytes + place, from, first);
    memcpy(ring->bytes, (const char *)from + first, size - first);
}

/* The header's place is kept free until the record is complete. */
static void
record_begin(struct ring *ring)
{
    out.start = out.at;
    out.record.size = 0;
    need_room(ring, sizeof out.record);
    out.at += sizeof out.record;
}

/* From the store of `head` on the record exists. */
static void
record_end(struct ring *ring, bool last)
{
    const struct shmrt_team *team = process.level->team;
    uint32_t padding = (0 - out.record.size) % 8;

    need_room(ring, padding);
    out.at += padding;
    out.record.last = last;
    out.record.seal = record_seal(team, &out.record);
    FP("ring.bytes");
    copy_in(ring, out.start, &out.record, sizeof out.record);
    FP("ring.publish");
    atomic_store_explicit(&ring->head, out.at, memory_order_release);
    FP("ring.published");
    mailbox_wake_master();
}

/* As many records as it takes. */
static void
put_bytes(const void *from, size_t size)
{
    struct ring *ring = own_ring();
    const char *bytes = from;

    out.offset += size;
    while (size > 0) {
        uint32_t part = RECORD_BYTES_MAX - out.record.size;

        if (part == 0) {
            record_end(ring, false);
            record_begin(ring);
            continue;
        }
        if (part > size)
            part = (uint32_t)size;
        need_room(ring, part);
        copy_in(ring, out.at, bytes, part);
        out.at += part;
        out.record.size += part;
        bytes += part;
        size -= part;
    }
}

/* What the key of an ordered message is, is noted now. */
void
mailbox_begin(int kind, int block)
{
    struct level *level = process.level;
    struct ring *ring = own_ring();

    out.at = atomic_load_explicit(&ring->head, memory_order_relaxed);
    out.tail = atomic_load_explicit(&ring->tail, memory_order_acquire);
    out.offset = 0;
    out.record.kind = (uint16_t)kind;
    out.record.block = (uint32_t)block;
    out.record.id = process.id;
    out.record.chunk = level->chunk;
    level->sent = true;
    out.record.position = level->position;
    out.record.iteration = level->loop ? *shmrt_self.chunk : 0;
    out.record.whole = 0;
    record_begin(ring);
}

void
mailbox_append(const volatile void *value, size_t size)
{
    static const char zeros[CACHE_LINE];
    size_t place = value_place(out.offset, size);

    out.record.whole = place + size;
    put_bytes(&size, sizeof size);
    put_bytes(zeros, place - out.offset);
    put_bytes((const void *)value, size);
    put_bytes(zeros, value_end(place, size) - out.offset);
}

void
mailbox_end(void)
{
    record_end(own_ring(), true);
}
