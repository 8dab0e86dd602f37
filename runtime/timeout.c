/* SPDX-License-Identifier: MIT */
/* timeout.c -- timeout(s): a chunk that takes longer fails.
 *
 * A worker writes into its slot when its chunk began; 0 says that it is in
 * none, at the end of a loop.  A body without a loop, and what stands before
 * and behind a loop, counts as one chunk each.  Without a time limit nothing
 * is written.
 *
 * Two low bits say that it waits: for its master, to make room for messages,
 * which takes no time of its own; or for others, at a barrier, a lock or its
 * turn, which is the fault of one who still works, unless nobody does.  Both in one word: what the master
 * reads is a time or a wait, never half of each.
 *
 * The master looks whenever the next chunk may be over its time.  After
 * Ctrl-Z and fg the time starts again: a worker that the kernel says was
 * continued, or is about to be, is looked at later.
 */
#include "internal.h"

#include <sys/wait.h>

enum { SECOND = 1000000000, MILLISECOND = 1000000 };
enum { STOP_GRACE = 100 * MILLISECOND }; /* from fg to a worker's going on */

static const double longest = 1e9; /* seconds; no limit is as good */

/* The low bits are left for what is said above. */
static uint64_t
stamp(void)
{
    return now_ns() & ~(uint64_t)CLOCK_WAITS;
}

/* ---- the worker ---------------------------------------------------------- */

void
chunk_clock_set(bool runs)
{
    atomic_store_explicit(&process.slot->began, runs ? stamp() : 0,
                          memory_order_relaxed);
}

/* Returns when the waiting began; 0: no clock runs. */
uint64_t
chunk_clock_wait(enum clock_wait why)
{
    struct slot *slot = process.slot;
    uint64_t began = 0;

    if (slot)
        began = atomic_load_explicit(&slot->began, memory_order_relaxed);
    if (began == 0)
        return 0;
    atomic_store_explicit(&slot->began, began | why, memory_order_relaxed);
    return stamp();
}

void
chunk_clock_go(uint64_t since)
{
    struct slot *slot = process.slot;
    uint64_t began;

    if (since == 0)
        return;
    began = atomic_load_explicit(&slot->began, memory_order_relaxed)
            & ~(uint64_t)CLOCK_WAITS;
    atomic_store_explicit(&slot->began, began + (stamp() - since),
                          memory_order_relaxed);
}

/* ---- the master ---------------------------------------------------------- */

void
timeout_start(struct shmrt_team *team)
{
    const struct shmrt_region *region = team->region;
    double limit = settings()->timeout;

    if (region->has_timeout && region->timeout > 0)
        limit = region->timeout;
    else if (region->has_timeout)
        report(team->place, "timeout(%g): not more than 0; there is no limit",
               region->timeout);
    if (region->has_timeout && !(region->timeout > 0))
        limit = 0;
    team->began = stamp();
    team->limit = limit;
    if (limit > 0 && limit < longest)
        team->timeout = (uint64_t)(limit * SECOND) + 1;
}

/* The clock is put to when the worker last went on; one that is stopped is
 * given a moment, for the master may be awake first. */
static bool
was_stopped(struct member *member, uint64_t limit, uint64_t now)
{
    siginfo_t info;

    if (supervise_wait(member, WCONTINUED | WNOHANG, &info)) {
        member->since = now;
        member->waited = false;
        return true;
    }
    if (member->waited
        || !supervise_wait(member, WSTOPPED | WNOHANG | WNOWAIT, &info))
        return false;
    member->since = now - limit + STOP_GRACE;
    member->waited = true;
    return true;
}

static bool
somebody_works(const struct shmrt_team *team)
{
    for (int w = 0; w < team->size; w++) {
        uint64_t began = atomic_load(&team->slots[w].began);

        if (team->members[w].state == MEMBER_RUNNING && began != 0
            && !(began & CLOCK_WAITS_TEAM))
            return true;
    }
    return false;
}

/* When the worker's time is over, 0: it has no time limit now.  What it wrote
 * is believed if it is a time within the region's. */
static uint64_t
deadline(struct shmrt_team *team, int worker)
{
    const struct member *member = &team->members[worker];
    uint64_t began = atomic_load(&team->slots[worker].began);

    if (member->state != MEMBER_RUNNING || began == 0
        || (began & CLOCK_WAITS_MASTER)
        || (began & CLOCK_WAITS_TEAM && somebody_works(team)))
        return 0;
    began &= ~(uint64_t)CLOCK_WAITS;
    if (began < team->began || began > stamp()) {
        supervise_damage(team, worker);
        return 0;
    }
    if (began < member->since)
        began = member->since;
    return began + team->timeout;
}

bool
timeout_is_over(struct shmrt_team *team, int worker)
{
    uint64_t end, now;

    if (team->timeout == 0)
        return false;
    end = deadline(team, worker);
    now = stamp();
    return end != 0 && end <= now
           && !was_stopped(&team->members[worker], team->timeout, now);
}

/* A chunk that begins only now has a whole limit before it. */
int
timeout_next(struct shmrt_team *team, int most)
{
    uint64_t now = stamp(), next = now + (uint64_t)most * MILLISECOND;

    if (team->timeout == 0)
        return most;
    if (next > now + team->timeout)
        next = now + team->timeout;
    for (int w = 0; w < team->size && !team->failed; w++) {
        uint64_t end = deadline(team, w);

        if (end != 0 && end < next)
            next = end;
    }
    return next <= now ? 0 : (int)((next - now) / MILLISECOND) + 1;
}
