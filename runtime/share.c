/* SPDX-License-Identifier: MIT */
/* share.c -- exchanges of parts among the workers of a team: reductions and
 * lastprivate of loops within a region, copyprivate.
 *
 * Every worker publishes into its own slot, all wait once, and then each reads
 * what the others published.  There are two places, used in turn: who is at
 * exchange n + 2 has passed the wait of n + 1, at which everybody arrived only
 * after he had read what he wanted of n.  So one wait an exchange is enough.
 *
 * Parts stand one after the other: the number `which`, the size, the bytes
 * (value_place).  What does not fit into the slot goes into a block of the
 * shared heap, kept for the next exchange; the master frees it after the
 * region, if its seal is good.
 */
#include "internal.h"

#include "library.h"

#include <errno.h>
#include <string.h>

static uint64_t
block_seal(const struct shmrt_team *team, const struct share *share)
{
    return seal(team->secret, (uintptr_t)share->block, share->capacity);
}

/* Offsets count from here: in a block the first ones are not used. */
static unsigned char *
bytes_of(struct share *share)
{
    return share->block ? share->block : (unsigned char *)share;
}

/* What stands in front of the bytes of a part. */
struct part_head {
    uint64_t which, size;
};

/* Of the bytes of a part that begins at `offset`. */
static size_t
part_place(size_t offset, size_t size)
{
    return value_place(offset + sizeof(uint64_t), size);
}

/* Most parts are numbers. */
static void
copy(void *to, const void *from, size_t size)
{
    if (size == sizeof(uint64_t))
        memcpy(to, from, sizeof(uint64_t));
    else
        memcpy(to, from, size);
}

/* Makes room for `size` bytes, keeping the parts of this exchange. */
static __attribute__((noinline)) void
make_room(struct share *share, size_t size)
{
    const struct shmrt_team *team = process.level->team;
    size_t capacity = (size + size / 2 + 4095) & ~(size_t)4095;
    unsigned char *block = shm_aligned_alloc(CACHE_LINE, capacity);

    if (!block)
        fail(STATUS_RESOURCE, team->place,
             "no shared memory for a part of %zu bytes: %s", size,
             strerror(errno));
    memcpy(block, bytes_of(share), share->used);
    shm_free(share->block);
    share->block = block;
    share->capacity = capacity;
    share->seal = block_seal(team, share);
}

/* The first part of an exchange clears the place of what stood there. */
void
share_put(int which, const volatile void *part, size_t size)
{
    struct share *share;
    struct part_head head = { (uint64_t)which, size };
    uint32_t turn = process.level->shares + 1;
    size_t at, end;

    share = &process.slot->share[turn % 2];
    if (share->turn != turn) {
        share->turn = turn;
        share->count = 0;
        share->used = offsetof(struct share, inside);
    }
    at = part_place(share->used, size);
    end = value_end(at, size);
    if (end > (share->block ? share->capacity
                            : offsetof(struct share, inside) + SHARE_INLINE))
        make_room(share, end);
    memcpy(bytes_of(share) + share->used, &head, sizeof head);
    copy(bytes_of(share) + at, (const void *)part, size);
    FP("share.put");
    share->used = end;
    share->count++;
}

void
share_next(void)
{
    process.level->shares++;
}

/* Walks the parts that the worker published for this exchange. */
const void *
share_get(int worker, int which, size_t *size)
{
    uint32_t turn = process.level->shares;
    struct slot *slots = process.level->team->slots;
    struct share *share = &slots[worker].share[turn % 2];
    size_t offset = offsetof(struct share, inside), at;
    struct part_head head;

    if (share->turn != turn)
        return NULL;
    for (uint32_t i = 0; i < share->count && offset < share->used; i++) {
        memcpy(&head, bytes_of(share) + offset, sizeof head);
        *size = head.size;
        at = part_place(offset, head.size);
        if (head.which == (uint64_t)which)
            return bytes_of(share) + at;
        offset = value_end(at, head.size);
    }
    return NULL;
}

void
shmrt_share(struct shmrt_loop *loop, int which, const volatile void *part,
            shmrt_size size)
{
    if (loop->active)
        share_put(which, part, size);
}

void
shmrt_share_wait(struct shmrt_loop *loop)
{
    if (!loop->active)
        return;
    barrier_wait();
    share_next();
}

/* Asked for with index 0, 1, ...: goes on where it was. */
const void *
shmrt_shared_part(struct shmrt_loop *loop, int which, int index)
{
    static int next_worker;
    const void *part = NULL;
    size_t size;

    if (!loop->active)
        return NULL;
    if (index == 0)
        next_worker = 0;
    while (!part && next_worker < level_size())
        part = share_get(next_worker++, which, &size);
    return part;
}

void
share_free(struct shmrt_team *team)
{
    for (int w = 0; w < team->size; w++) {
        for (int i = 0; i < 2; i++) {
            struct share share = team->slots[w].share[i];

            if (share.block && share.seal == block_seal(team, &share))
                shm_free(share.block);
        }
    }
}
