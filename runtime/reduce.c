/* SPDX-License-Identifier: MIT */
/* reduce.c -- this file handles reduce blocks: the worker's sending of the
 * values in the list, the master's receiving of them.
 */
#include "mailbox.h"

#include <string.h>

int
shmrt_send_begin(struct shmrt_region *region, int block, int ordered)
{
    if (!region->team || region->team != process.level->team)
        return 1; /* serial mode, or a worker's own child */
    mailbox_begin(ordered ? RECORD_ORDERED : RECORD_UNORDERED, block);
    return 0;
}

void
shmrt_send(struct shmrt_region *region, const volatile void *value,
           shmrt_size size)
{
    (void)region;
    mailbox_append(value, size);
}

void
shmrt_send_end(struct shmrt_region *region)
{
    (void)region;
    mailbox_end();
    EYES(eyes_message());
}

void *
shmrt_receive_section(struct shmrt_region *region, shmrt_size *size)
{
    struct shmrt_team *team = region->state;
    size_t sent;
    void *value = inbox_value(team, &sent);

    if (!value)
        fail(STATUS_DAMAGE, region->place,
             "reduce: the message has fewer values than the list");
    *size = sent;
    return value;
}

void *
shmrt_receive(struct shmrt_region *region, shmrt_size size)
{
    shmrt_size sent;
    void *value = shmrt_receive_section(region, &sent);

    if (sent != size)
        fail(STATUS_DAMAGE, region->place,
             "reduce: a value of %zu bytes was sent, one of %zu is expected",
             (size_t)sent, (size_t)size);
    return value;
}
