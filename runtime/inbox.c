/* SPDX-License-Identifier: MIT */
/* inbox.c -- the master's side of messages: emptying the rings, putting
 * messages together, and delivering them in order.
 *
 * A `reduce ordered` message has a key, its worker's position (which
 * construct, counted alike by all) and iteration.  The master delivers the
 * message with the lowest key when no worker can still send a lower one: each
 * says in its slot where it is (position, and the first iteration of its
 * chunk), and only moves forward.  Position and iteration are two words: a
 * worker sets slot.first to 0 before it raises the position, the master reads
 * the position first, so what it reads is never ahead of the truth.  And it
 * reads them before it empties the ring: all that was sent before is then in
 * its hands.
 *
 * Other messages are delivered as they come, but not before those of an
 * earlier position: a construct's barrier is between them and the sender.
 *
 * A message of a chunk that is committed by itself (chunks.h) is pending until
 * that is done; of a chunk that failed all are dropped.  Ordered ones then
 * wait until all chunks before theirs are done.
 */
#include "chunks.h"
#include "mailbox.h"
#include "message.h"

#include <stdlib.h>
#include <string.h>

enum {
    BLOCKS_MAX = 1 << 16 /* reduce blocks in a region */
};

/* Bytes of a message; there is no such memory, but sums with it fit. */
static const uint64_t message_max = PTRDIFF_MAX / 2;

/* ---- where they wait ---------------------------------- */

/* By position; of one position, behind those that are there. */
static void
make_ready(struct shmrt_team *team, struct message *m)
{
    struct message **at = &team->ready;

    if (!*at || team->ready_last->position <= m->position) {
        message_append(&team->ready, &team->ready_last, m);
        return;
    }
    while ((*at)->position <= m->position)
        at = &(*at)->next;
    m->next = *at;
    *at = m;
}

/* The master goes by its own copy; the shared one is for the workers. */
static void
set_holding(struct shmrt_team *team, bool holding)
{
    team->holding = holding;
    atomic_store_explicit(&team->control->attention.holding, holding,
                          memory_order_relaxed);
}

/* A message is whole: puts it where it waits for its delivery. */
/* A worker's come in order, but for chunks that were put back. */
static void
hold(struct shmrt_team *team, struct member *member, struct message *m)
{
    struct message **at = &member->held;

    set_holding(team, true);
    if (!member->held || member->held_last->position < m->position
        || member->held_last->iteration <= m->iteration) {
        message_append(&member->held, &member->held_last, m);
        return;
    }
    while ((*at)->iteration <= m->iteration)
        at = &(*at)->next;
    m->next = *at;
    *at = m;
}

static bool
take_output(const struct message *m)
{
    size_t size, at;

    if (m->size < sizeof size)
        return false;
    memcpy(&size, m->bytes, sizeof size);
    at = value_place(0, size);
    if (at > m->size || m->size - at < size)
        return false;
    stdio_take((const char *)m->bytes + at, size);
    return true;
}

/* What the message says counts: puts it where it waits for its delivery. */
static void
deliver(struct shmrt_team *team, int worker, struct message *m)
{
    bool good;

    switch (m->kind) {
    case RECORD_UNORDERED:
        make_ready(team, m);
        return;
    case RECORD_ORDERED:
        hold(team, &team->members[worker], m);
        return;
    default:
        good = m->kind == RECORD_OUTPUT
                   ? take_output(m)
                   : commit_take_export(team, m->bytes, m->size);
        message_free(team, m);
        if (!good)
            supervise_damage(team, worker);
    }
}

/* Those whose chunk is done by now; true if there were any. */
static bool
release(struct shmrt_team *team, int worker)
{
    struct member *member = &team->members[worker];
    struct message *m;
    bool any = false;

    while ((m = member->pending) != NULL
           && chunks_is_done(team->chunks, m->chunk - 1, member->id)) {
        member->pending = m->next;
        deliver(team, worker, m);
        any = true;
    }
    return any;
}

/* A message is whole. */
static void
complete(struct shmrt_team *team, int worker, struct message *m)
{
    struct member *member = &team->members[worker];

    if (m->chunk == 0) {
        deliver(team, worker, m);
        return;
    }
    message_append(&member->pending, &member->pending_last, m);
    set_holding(team, true);
}

/* Are there ordered messages that wait? */
static bool
is_holding(const struct shmrt_team *team)
{
    return team->holding;
}

/* ---- rings -------------------------------------------- */

/* From the ring, which ends and goes on at its beginning, to private memory:
 * what is checked afterwards can no longer change. */
static void
copy_out(const struct ring *ring, uint32_t at, void *to, size_t size)
{
    size_t place = at % RING_SIZE, first = RING_SIZE - place;

    if (first > size)
        first = size;
    memcpy(to, ring->bytes + place, first);
    memcpy((char *)to + first, ring->bytes, size - first);
}

/* The order of the two words is the one that need_room relies on. */
static void
give_room(struct ring *ring, uint32_t tail)
{
    atomic_store(&ring->tail, tail);
    if (atomic_load(&ring->waiting)) {
        atomic_store(&ring->waiting, 0);
        futex_wake_one(&ring->tail);
    }
}

/* Everything about a record is checked before it is believed. */
static bool
record_good(const struct shmrt_team *team, const struct member *member,
            const struct record *r, uint32_t available)
{
    const struct message *m = member->partial;

    return r->id == member->id && r->seal == record_seal(team, r)
           && r->size <= RECORD_BYTES_MAX
           && r->size <= available - sizeof *r
           && r->kind >= RECORD_UNORDERED && r->kind <= RECORD_OUTPUT
           && r->block < BLOCKS_MAX && r->whole <= message_max
           && r->chunk <= (team->chunks ? team->chunks->count : 0)
           && (!m || (m->kind == r->kind && m->block == (int)r->block));
}

/* Adds a good record to its message.  `whole` says how much is sure to come,
 * so a large one does not grow step by step. */
static void
take_record(struct shmrt_team *team, int worker, const struct record *r)
{
    struct member *member = &team->members[worker];
    struct message *m = member->partial;
    size_t room = (m ? m->size : 0) + r->size;

    if (room < r->whole)
        room = r->whole;
    if (!m) {
        m = message_new(team, room);
        m->kind = r->kind;
        m->block = (int)r->block;
        m->chunk = r->chunk;
        m->position = r->position;
        m->iteration = r->iteration;
    }
    m = message_grow(team, m, room);
    copy_out(&team->rings[worker], member->tail + (uint32_t)sizeof *r,
             m->bytes + m->size, r->size);
    m->size += r->size;
    member->partial = r->last ? NULL : m;
    if (r->last)
        complete(team, worker, m);
}

/* Where the worker says it is, before its ring is emptied.  True if it has
 * moved on. */
static bool
look_where(struct shmrt_team *team, int worker)
{
    struct member *member = &team->members[worker];
    struct slot *slot = &team->slots[worker];
    uint64_t was_position = member->position, was_first = member->first;

    if (member->state == MEMBER_ENDED) {
        member->position = UINT64_MAX;
    } else {
        member->position = atomic_load_explicit(&slot->position,
                                                memory_order_acquire);
        member->first = atomic_load_explicit(&slot->first,
                                             memory_order_acquire);
    }
    return member->position != was_position || member->first != was_first;
}

/* Only what is published now: one fast worker does not keep the others from
 * being heard. */
bool
inbox_drain(struct shmrt_team *team, int worker)
{
    struct member *member = &team->members[worker];
    struct ring *ring = &team->rings[worker];
    bool moved = is_holding(team) && look_where(team, worker);
    uint32_t head = atomic_load_explicit(&ring->head, memory_order_acquire);
    uint32_t given = member->tail;
    struct record r;

    if (head == member->tail)
        return release(team, worker) | moved;
    while (head != member->tail) {
        uint32_t available = head - member->tail;

        if (available <= RING_SIZE && available >= sizeof r)
            copy_out(ring, member->tail, &r, sizeof r);
        else
            memset(&r, 0, sizeof r);
        if (!record_good(team, member, &r, available)) {
            supervise_damage(team, worker);
            return false;
        }
        take_record(team, worker, &r);
        member->tail += (uint32_t)(sizeof r + ((r.size + 7) & ~7u));
        if (member->tail - given >= RECORD_BYTES_MAX)
            give_room(ring, given = member->tail);
    }
    if (given != member->tail)
        give_room(ring, member->tail);
    release(team, worker);
    return true;
}

void
inbox_drop(struct shmrt_team *team, int worker)
{
    struct member *member = &team->members[worker];
    struct ring *ring = &team->rings[worker];

    free(member->partial);
    message_free_list(member->pending);
    member->partial = member->pending = NULL;
    member->tail = 0;
    atomic_store(&ring->head, 0);
    atomic_store(&ring->tail, 0);
    atomic_store(&ring->waiting, 0);
}

bool
inbox_tail_good(const struct shmrt_team *team, int worker)
{
    return atomic_load(&team->rings[worker].tail)
           == team->members[worker].tail;
}

/* One ring that has something, in turn.  While ordered messages wait, every
 * worker is looked at. */
bool
inbox_drain_any(struct shmrt_team *team)
{
    bool all = is_holding(team);
    bool any = false;

    for (int i = 0; i < team->size && (all || !any); i++) {
        if (++team->cursor >= team->size)
            team->cursor = 0;
        any |= inbox_drain(team, team->cursor);
    }
    return any;
}

/* ---- delivery ----------------------------------------- */

static bool
before(uint64_t position, uint64_t first, const struct message *m)
{
    return position < m->position
           || (position == m->position && first <= m->iteration);
}

/* Who has sent the ordered message with the lowest key; notes whether anything
 * is kept back at all. */
static struct member *
lowest(struct shmrt_team *team)
{
    struct member *from = NULL;
    bool any = false;

    for (int w = 0; w < team->size; w++) {
        struct member *member = &team->members[w];
        const struct message *m = member->held;

        any |= m || member->pending;
        if (m && (!from || m->position < from->held->position
                  || (m->position == from->held->position
                      && m->iteration < from->held->iteration)))
            from = member;
    }
    if (!any)
        set_holding(team, false);
    return from;
}

/* Can no message of a lower key come?  Of chunks that are committed by
 * themselves: are all before it done? */
static bool
is_its_turn(const struct shmrt_team *team, const struct member *from)
{
    const struct message *m = from->held;

    if (m->chunk != 0)
        return m->chunk <= team->chunks->frontier
               || (team->running == 0 && team->vacant == 0);
    for (int w = 0; w < team->size; w++) {
        const struct member *other = &team->members[w];

        if (other != from && !other->held
            && before(other->position, other->first, m))
            return false;
    }
    return true;
}

/* The ordered message whose turn it is, if any.  What was sent by a chunk
 * that is done is in the ring by then. */
static struct message *
next_ordered(struct shmrt_team *team)
{
    struct member *from;
    struct message *m;

    if (team->chunks && chunks_advance(team->chunks))
        for (int w = 0; w < team->size; w++)
            inbox_drain(team, w);
    from = lowest(team);
    if (!from || !is_its_turn(team, from))
        return NULL;
    m = from->held;
    from->held = m->next;
    return m;
}

/* The unordered message of the earliest construct, if no ordered one of a
 * construct before that is waiting.  With the first message of a construct
 * all that was sent in front of the barrier before lies in the rings. */
static struct message *
next_unordered(struct shmrt_team *team)
{
    struct message *m;

    if (team->ready && team->ready->position > team->delivered) {
        team->delivered = team->ready->position;
        for (int w = 0; w < team->size; w++)
            inbox_drain(team, w);
    }
    m = team->ready;
    if (!m)
        return NULL;
    for (int w = 0; is_holding(team) && w < team->size; w++) {
        const struct message *held = team->members[w].held;

        if (held && held->position < m->position)
            return NULL;
    }
    team->ready = m->next;
    return m;
}

/* The message delivered before is no longer needed. */
bool
inbox_next(struct shmrt_team *team)
{
    struct message *m;

    if (team->current)
        message_free(team, team->current);
    m = next_unordered(team);
    if (!m && is_holding(team))
        m = next_ordered(team);
    team->current = m;
    team->received = 0;
    return m != NULL;
}

int
inbox_block(const struct shmrt_team *team)
{
    return team->current->block;
}

void *
inbox_value(struct shmrt_team *team, size_t *size)
{
    struct message *m = team->current;
    size_t at;

    if (!m || m->size - team->received < sizeof *size)
        return NULL;
    memcpy(size, m->bytes + team->received, sizeof *size);
    at = value_place(team->received, *size);
    if (at > m->size || m->size - at < *size)
        return NULL;
    team->received = value_end(at, *size);
    return m->bytes + at;
}

void
inbox_free(struct shmrt_team *team)
{
    message_free_list(team->spare);
    message_free_list(team->ready);
    free(team->current);
    for (int w = 0; w < team->size; w++) {
        free(team->members[w].partial);
        message_free_list(team->members[w].pending);
        message_free_list(team->members[w].held);
    }
}
