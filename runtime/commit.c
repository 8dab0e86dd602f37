/* SPDX-License-Identifier: MIT */
/* commit.c -- what leaves a worker, and when it counts.
 *
 * parts    Each worker has two buffers for its parts of the region's
 *          reductions.  It writes to the one that does not count; raising
 *          slot.commits makes that the one that does.  So at every moment
 *          the master finds either all of the last commit or all of the one
 *          before, whatever instruction the worker died at.
 * exports  Bytes for objects of the master.  Kept in the worker until the
 *          commit, then sent through the ring; the master keeps them until
 *          the region's end.  Of one object the latest counts, by position,
 *          which all workers count alike; equal positions have equal bytes.
 *
 * The last word is slot.done: without it nothing of the worker counts.
 */
#include "mailbox.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct export {
    struct export *next;
    void *object;
    size_t size;
    uint64_t position;
    unsigned char bytes[];
};

/* What is sent of an export before its bytes. */
struct export_head {
    uint64_t object, size, position, seal;
};

static uint64_t
export_seal(const struct shmrt_team *team, const struct export_head *head)
{
    return seal(team->secret, head->object ^ head->position, head->size);
}

/* ---- parts --------------------------------------------------------------- */

/* Of the buffer that counts after so many commits. */
static unsigned char *
part_at(const struct shmrt_team *team, int worker, uint32_t commits,
        int which)
{
    size_t buffer = (size_t)worker * 2 + commits % 2;

    return team->parts + buffer * team->parts_size
           + team->reduction[which].offset;
}

void
shmrt_reduction(struct shmrt_region *region, int which, shmrt_size size)
{
    struct shmrt_team *team = team_of(region);
    struct reduction *grown;
    size_t padded = (size + CACHE_LINE - 1) & ~(size_t)(CACHE_LINE - 1);

    grown = realloc(team->reduction, ((size_t)which + 1) * sizeof *grown);
    if (!grown || padded < size
        || __builtin_add_overflow(team->parts_size, padded, &padded))
        fail(STATUS_RESOURCE, region->place,
             "no memory for a reduction of %zu bytes", (size_t)size);
    team->reduction = grown;
    team->reduction[which] = (struct reduction){ size, team->parts_size };
    team->reductions = which + 1;
    team->parts_size = padded;
}

/* Into the buffer that does not count yet. */
void
shmrt_put(struct shmrt_region *region, int which, const volatile void *part)
{
    struct shmrt_team *team = region->team;
    uint32_t commits;

    if (!team || team != process.level->team) /* a worker's own child */
        return;
    commits = atomic_load_explicit(&process.slot->commits,
                                   memory_order_relaxed);
    memcpy(part_at(team, team->level.worker, commits + 1, which),
           (const void *)part, team->reduction[which].size);
}

const void *
shmrt_part(struct shmrt_region *region, int which, int index)
{
    struct shmrt_team *team = region->state;
    uint32_t commits;

    if (!team || which >= team->reductions)
        return NULL;
    for (int w = 0; w < team->size; w++) {
        commits = atomic_load(&team->slots[w].commits);
        if (commits > 0 && index-- == 0)
            return part_at(team, w, commits, which);
    }
    return NULL;
}

/* ---- exports ------------------------------------------------------------- */

/* The entry for the object, made if there is none. */
static struct export *
export_of(struct shmrt_team *team, void *object, size_t size)
{
    struct export *e;

    for (e = team->exports; e; e = e->next)
        if (e->object == object && e->size == size)
            return e;
    e = malloc(sizeof *e + size);
    if (!e)
        fail(STATUS_RESOURCE, team->place,
             "no memory for a value of %zu bytes: %s", size, strerror(errno));
    e->next = team->exports;
    e->object = object;
    e->size = size;
    e->position = 0;
    team->exports = e;
    return e;
}

void
shmrt_export(const volatile void *object, shmrt_size size)
{
    struct level *level = process.level;
    struct export *e;

    if (!level->team)
        return;
    e = export_of(level->team, (void *)object, size);
    e->position = level->position + 1;
    memcpy(e->bytes, (const void *)object, size);
}

static void
send_exports(struct shmrt_team *team)
{
    for (struct export *e = team->exports; e; e = e->next) {
        struct export_head head = { (uintptr_t)e->object, e->size,
                                    e->position, 0 };

        head.seal = export_seal(team, &head);
        mailbox_begin(RECORD_EXPORT, 0);
        mailbox_append(&head, sizeof head);
        mailbox_append(e->bytes, e->size);
        mailbox_end();
    }
}

/* The seal is what makes it safe to write to an address from the ring. */
bool
commit_take_export(struct shmrt_team *team, const unsigned char *bytes,
                   size_t size)
{
    size_t at = value_place(0, sizeof(struct export_head));
    struct export_head head;
    struct export *e;

    if (size < at + sizeof head)
        return false;
    memcpy(&head, bytes + at, sizeof head);
    if (head.seal != export_seal(team, &head))
        return false;
    at = value_place(value_end(at, sizeof head), head.size);
    if (at > size || size - at < head.size)
        return false;
    e = export_of(team, (void *)(uintptr_t)head.object, head.size);
    if (head.position > e->position) {
        e->position = head.position;
        memcpy(e->bytes, bytes + at, head.size);
    }
    return true;
}

/* A section and its whole array are two entries: the later one counts. */
static struct export *
take_oldest(struct shmrt_team *team)
{
    struct export **oldest = &team->exports, *e;

    for (struct export **at = oldest; *at; at = &(*at)->next)
        if ((*at)->position < (*oldest)->position)
            oldest = at;
    e = *oldest;
    *oldest = e->next;
    return e;
}

void
commit_exports(struct shmrt_team *team)
{
    while (team->exports) {
        struct export *e = take_oldest(team);

        if (!team->failed)
            memcpy(e->object, e->bytes, e->size);
        free(e);
    }
}

/* ---- the commit ---------------------------------------------------------- */

/* The order matters: what is missing when `done` is set would be lost. */
static void
commit_all(uint32_t parts)
{
    struct shmrt_team *team = process.level->team;
    struct slot *slot = process.slot;

    send_exports(team);
    slot->iterations = process.level->iterations;
    atomic_fetch_add(&slot->commits, parts);
    stdio_worker_end();
    EYES(eyes_worker_end());
    atomic_store(&slot->done, process.id);
}

void
commit(void)
{
    commit_all(1);
}

void
commit_without_parts(void)
{
    commit_all(0);
}

/* ---- copies of arrays ---------------------------------------------------- */

void *
shmrt_save(const volatile void *array, shmrt_size size)
{
    void *copy = malloc(size ? size : 1);

    if (!copy)
        fail(STATUS_RESOURCE, process.level->place,
             "no memory for a copy of %zu bytes: %s", (size_t)size,
             strerror(errno));
    memcpy(copy, (const void *)array, size);
    return copy;
}

void
shmrt_save_free(void *copy)
{
    free(copy);
}
