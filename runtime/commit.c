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
 *
 * Under onfail(retry) and onfail(skip) each chunk is committed by itself, and
 * the last word is the chunk's (chunks.h).  In front of it come the messages,
 * which the master keeps until it sees that word; what was printed, as one
 * more message; and the parts, which are those of all chunks of the worker up
 * to this one.  The upper half of slot.commits names the chunk + 1: if that is
 * not done, the commit before is the one that counts.  A worker that comes in
 * the place of a dead one takes its parts over and adds to them, so parts
 * need no undoing: what failed died with its worker.  How many commits count,
 * and so which buffer, the master finds out from the chunks' words when a
 * worker has ended, and keeps; the slot must agree.
 */
#include "chunks.h"
#include "mailbox.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

enum { MANY_KIB = 64 << 10 }; /* mapped by a worker: 2 ms to unmap */

/* The upper half of slot.commits at the end of a worker that has chunks. */
static const uint32_t COMMIT_END = UINT32_MAX;

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
part_at(const struct shmrt_team *team, int worker, uint64_t commits,
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

    if (!team || team != process.level->team) /* a worker's own child */
        return;
    CHECKS(check_private(part, team->reduction[which].size));
    FP("put.begin");
    memcpy(part_at(team, team->level.worker, team->level.commits + 1, which),
           (const void *)part, team->reduction[which].size);
}

int
shmrt_resume(struct shmrt_region *region, int which, volatile void *part)
{
    struct shmrt_team *team = region->team;
    const struct level *level;

    if (!team || !team->chunks)
        return 0;
    level = &team->level;
    if (level->commits == 0)
        return 0;
    memcpy((void *)part, part_at(team, level->worker, level->commits, which),
           team->reduction[which].size);
    return 1;
}

const void *
shmrt_part(struct shmrt_region *region, int which, int index)
{
    struct shmrt_team *team = region->state;
    uint64_t commits;

    if (!team || which >= team->reductions)
        return NULL;
    for (int w = 0; w < team->size; w++) {
        commits = team->chunks ? team->members[w].commits
                               : atomic_load(&team->slots[w].commits);
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
    CHECKS(check_private(object, size));
    e = export_of(level->team, (void *)object, size);
    e->position = level->position + 1;
    memcpy(e->bytes, (const void *)object, size);
}

/* What was sent is no longer kept. */
static void
send_exports(struct shmrt_team *team)
{
    struct export *e;

    while ((e = team->exports) != NULL) {
        struct export_head head = { (uintptr_t)e->object, e->size,
                                    e->position, 0 };

        head.seal = export_seal(team, &head);
        mailbox_begin(RECORD_EXPORT, 0);
        mailbox_append(&head, sizeof head);
        mailbox_append(e->bytes, e->size);
        mailbox_end();
        team->exports = e->next;
        free(e);
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

/* The parts that were put become those that count. */
static void
raise_commits(uint32_t why)
{
    uint32_t commits = ++process.level->commits;

    atomic_store(&process.slot->commits, (uint64_t)why << 32 | commits);
}

/* The kernel unmaps page by page; see reap.c. */
static bool
ends_slowly(void)
{
    struct rusage usage;

    return getrusage(RUSAGE_SELF, &usage) == 0
           && usage.ru_maxrss >= MANY_KIB;
}

/* The order matters: what is missing when `done` is set would be lost. */
static void
commit_all(bool parts)
{
    struct shmrt_team *team = process.level->team;
    struct slot *slot = process.slot;
    bool slowly = team->parting && ends_slowly();

    FP("commit.begin");
    CHECKS(check_process_end());
    send_exports(team);
    slot->iterations = process.level->iterations;
    FP("commit.exports");
    if (parts)
        raise_commits(team->chunks ? COMMIT_END : 0);
    FP("commit.parts");
    stdio_worker_end();
    EYES(eyes_worker_end());
    FP("commit.text");
    if (slowly)
        atomic_store(&team->control->lingering, 1);
    atomic_store(&slot->done, process.id);
    FP("commit.done");
    if (slowly)
        mailbox_wake_master();
}

void
commit(void)
{
    commit_all(true);
}

void
commit_without_parts(void)
{
    commit_all(false);
}

static void
send_text(void)
{
    size_t size;
    const char *text = stdio_chunk_text(&size);

    if (size == 0)
        return;
    mailbox_begin(RECORD_OUTPUT, 0);
    mailbox_append(text, size);
    mailbox_end();
    stdio_chunk_text_sent();
}

/* All that the chunk did is there before its word says so. */
void
commit_chunk(struct shmrt_loop *loop)
{
    struct level *level = process.level;
    struct shmrt_team *team = level->team;
    uint32_t chunk = level->chunk - 1;

    task_wait(level->depth);
    if (loop->ordered)
        ordered_chunk_wait(loop);
    FP("chunk.commit");
    send_exports(team);
    send_text();
    raise_commits(chunk + 1);
    FP("chunk.done");
    chunks_done(team->chunks, chunk);
    FP("chunk.committed");
    level->chunk = 0;
    if (loop->ordered)
        ordered_pass(team, chunk);
    cancel_commit(loop);
    if (level->sent)
        mailbox_wake_master();
    level->sent = false;
}

/* How many commits there are is known from the chunks' words; the slot says
 * the same, or one more that does not count, or the one at the end. */
bool
commit_settle(struct shmrt_team *team, int worker)
{
    struct member *member = &team->members[worker];
    struct chunks *c = team->chunks;
    uint64_t said = atomic_load(&team->slots[worker].commits);
    uint32_t why = (uint32_t)(said >> 32), commits = (uint32_t)said;
    bool undone = why > 0 && why <= c->count
                  && !chunks_is_done(c, why - 1, member->id);

    member->settled = true;
    member->commits += chunks_count(c, member->id) + (why == COMMIT_END);
    return commits == member->commits + undone;
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
