/* SPDX-License-Identifier: MIT */
/* mailbox.h -- messages from the workers to their master.
 *
 * Each worker has a ring that it alone writes, so there is no lock that could
 * be held by the dead; bytes that are not published do not exist.  A message
 * is a row of values (value_place), cut into records of at most a quarter of
 * the ring; the master puts it together again.  Records are sealed: what a
 * wild store left is not taken for one.
 *
 * mailbox.c is the worker's side, inbox.c the master's.
 */
#ifndef SHM_MAILBOX_H
#define SHM_MAILBOX_H 1

#include "internal.h"

#pragma GCC visibility push(hidden)

enum { RECORD_BYTES_MAX = RING_SIZE / 4 };

enum { RECORD_UNORDERED = 1, RECORD_ORDERED, RECORD_EXPORT, RECORD_OUTPUT };

struct record {
    uint32_t size;      /* bytes that follow; the next record is aligned to 8 */
    uint16_t kind;
    uint16_t last;      /* of its message */
    uint32_t block;     /* number of the reduce block */
    uint32_t id;        /* of the sender */
    uint32_t chunk;     /* + 1: counts when that is done; 0: at once */
    uint32_t unused;
    uint64_t position, iteration;
    uint64_t whole;     /* bytes that the message is known to have so far */
    uint64_t seal;
};

static inline uint64_t
record_seal(const struct shmrt_team *team, const struct record *r)
{
    return seal(team->secret ^ r->id,
                ((uint64_t)r->size << 32 | r->block) ^ r->position << 1,
                ((uint64_t)r->kind << 32 | r->last) ^ r->iteration << 8
                    ^ r->whole << 24 ^ (uint64_t)r->chunk << 40);
}

/* Worker: a message in pieces. */
void mailbox_begin(int kind, int block);
void mailbox_append(const volatile void *, size_t);
void mailbox_end(void);

/* Master: takes what a worker has published; true if there was anything. */
bool inbox_drain(struct shmrt_team *, int worker);
bool inbox_drain_any(struct shmrt_team *);
/* Is the room given back what was given back?  Else its worker waits for
 * ever. */
bool inbox_tail_good(const struct shmrt_team *, int worker);
/* After the last drain of a dead worker's ring: what its last chunk sent is
 * dropped, and the ring is as new. */
void inbox_drop(struct shmrt_team *, int worker);
/* True if there is a message whose turn it is: it becomes the current one. */
bool inbox_next(struct shmrt_team *);
/* Of the current message: its reduce block, and its next value; 0: there is
 * none. */
int inbox_block(const struct shmrt_team *);
void *inbox_value(struct shmrt_team *, size_t *size);
void inbox_free(struct shmrt_team *); /* all that is left */

#pragma GCC visibility pop

#endif
