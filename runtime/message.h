/* SPDX-License-Identifier: MIT */
/* message.h -- a message that the master has put together from the records
 * in a worker's ring (mailbox.h), and lists of them.  Private to the master;
 * inbox.c says where they wait and when they are delivered.
 */
#ifndef SHM_MESSAGE_H
#define SHM_MESSAGE_H 1

#include "internal.h"

#pragma GCC visibility push(hidden)

struct message {
    struct message *next;
    int kind, block;
    uint32_t chunk; /* + 1: not before that is done; 0: at once */
    uint64_t position, iteration;
    size_t size, capacity;
    _Alignas(CACHE_LINE) unsigned char bytes[];
};

/* Small messages are taken from those used before.  Never fails. */
struct message *message_new(struct shmrt_team *, size_t capacity);
void message_free(struct shmrt_team *, struct message *);
/* Room for `size` bytes in all. */
struct message *message_grow(struct shmrt_team *, struct message *,
                             size_t size);
void message_append(struct message **first, struct message **last,
                    struct message *);
void message_free_list(struct message *);

#pragma GCC visibility pop

#endif
