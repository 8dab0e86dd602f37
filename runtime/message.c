/* SPDX-License-Identifier: MIT */
/* message.c -- memory for messages; message.h. */
#include "message.h"

#include <stdlib.h>
#include <string.h>

enum { SMALL = 256 }; /* messages kept to be used again have this room */

struct message *
message_new(struct shmrt_team *team, size_t capacity)
{
    struct message *m = team->spare;

    if (m && capacity <= SMALL) {
        team->spare = m->next;
    } else {
        capacity = capacity <= SMALL ? SMALL
                   : (capacity + CACHE_LINE - 1) & ~(size_t)(CACHE_LINE - 1);
        m = aligned_alloc(CACHE_LINE, sizeof *m + capacity);
        if (!m)
            fail(STATUS_RESOURCE, team->place,
                 "no memory for a message of %zu bytes", capacity);
        m->capacity = capacity;
    }
    m->next = NULL;
    m->size = 0;
    return m;
}

void
message_free(struct shmrt_team *team, struct message *m)
{
    if (m->capacity == SMALL) {
        m->next = team->spare;
        team->spare = m;
    } else {
        free(m);
    }
}

struct message *
message_grow(struct shmrt_team *team, struct message *m, size_t size)
{
    struct message *grown;

    if (size <= m->capacity)
        return m;
    grown = message_new(team, size > 2 * m->capacity ? size
                                                     : 2 * m->capacity);
    size = grown->capacity;
    memcpy(grown, m, sizeof *m + m->size);
    grown->capacity = size;
    message_free(team, m);
    return grown;
}

void
message_append(struct message **first, struct message **last, struct message *m)
{
    m->next = NULL;
    if (*first)
        (*last)->next = m;
    else
        *first = m;
    *last = m;
}

void
message_free_list(struct message *m)
{
    struct message *next;

    for (; m; m = next) {
        next = m->next;
        free(m);
    }
}
