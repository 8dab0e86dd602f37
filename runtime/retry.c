/* SPDX-License-Identifier: MIT */
/* retry.c -- onfail(retry(n)) and onfail(skip): what the master does when a
 * worker of a parallel for has died.
 *
 * In this order: its ring has been emptied (supervise.c); of what it sent and
 * of its parts counts what belongs to chunks that are done; its locks are
 * free, and whoever waits looks again; the ticket of ordered moves on if the
 * dead one was to move it.  Then its chunk, if it held one:
 *
 *   state at death           retry                        skip
 *   clean                    run again, at most n times   given up
 *   has left a block         the region ends; `always`:   given up
 *                            run again
 *   within a block           the region ends              the region ends
 *   has passed a barrier     the region ends              the region ends
 *
 * exit and shm_fail end the region under retry.  A chunk that is run again
 * belongs at once to the worker that is to be forked for it: its word holds
 * that one's id before there is a process, so a death at any moment of the
 * start counts as one of the chunk's.
 *
 * A worker that the kernel killed for want of memory has no successor, as long
 * as others are left: they have more room without it, and take its chunk.
 *
 * The fork happens in shmrt_parallel, never within a reduce block, from the
 * master's state: the new worker enters the region like the first ones.  If
 * the system refuses it, the others take the chunk; in an ordered loop they
 * may all be waiting for that very chunk, so there it is tried for a while.
 *
 * Everything has an end: each death costs a chunk one of its n + 1 attempts,
 * or was of a worker without a chunk, of which as many may die as there are
 * chunks, and 2 * workers + 8.
 */
#include "retry.h"

#include "mailbox.h"

#include "library.h"

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the region ---------------------------------------------------------- */

bool
retry_open(struct shmrt_team *team, int workers)
{
    const struct shmrt_region *region = team->region;
    const struct settings *s = settings();

    team->onfail = region->onfail;
    team->retries = region->retries;
    if (team->onfail == SHMRT_ONFAIL_DEFAULT) {
        team->onfail = region->loop ? s->onfail : SHMRT_ONFAIL_ABORT;
        team->retries = s->retries;
    }
    if (team->retries < 0) {
        report(team->place, "onfail: retry(%lld): less than 0; 0 is used",
               team->retries);
        team->retries = 0;
    }
    return team->onfail == SHMRT_ONFAIL_ABORT || chunks_open(team, workers);
}

void
retry_without(struct shmrt_team *team)
{
    if (team->chunks)
        atomic_store(&team->chunks->table->open, 1);
}

/* Is somebody else to say what has happened, if anybody? */
static bool
is_quiet(const struct shmrt_team *team)
{
    return team->region->error || failure_is_awaited();
}

/* ---- judging a death ----------------------------------------------------- */

static void __attribute__((format(printf, 2, 3)))
add_to_message(struct shm_error *error, const char *format, ...)
{
    size_t used = strlen(error->message);
    va_list list;

    va_start(list, format);
    vsnprintf(error->message + used, sizeof error->message - used, format,
              list);
    va_end(list);
}

static const char *
noun(const struct shmrt_team *team)
{
    return team->region->loop->sections ? "section" : "chunk";
}

/* A signal, a time-out, or a process that is no longer there. */
static bool
is_accident(const struct member *member, const struct shm_error *error)
{
    return error->kind == SHM_SIGNAL || error->kind == SHM_TIMEOUT
           || (member->code == 0 && !member->replaced);
}

/* Counts; true if the chunk has failed once too often. */
static bool
count_failure(struct shmrt_team *team, uint32_t chunk,
              struct shm_error *error)
{
    struct chunks *c = team->chunks;
    struct chunk_history *h;

    if (!c->history)
        c->history = calloc(c->count, sizeof *c->history);
    if (!c->history) {
        add_to_message(error, "; no memory to count attempts");
        return true;
    }
    h = &c->history[chunk];
    h->different |= h->failures > 0
                    && (h->kind != (int)error->kind || h->code != error->code);
    h->kind = (int)error->kind;
    h->code = error->code;
    h->failures++;
    error->attempts = (int)h->failures;
    return h->failures > (uint64_t)team->retries;
}

/* The slot's words as long as nobody else is in it.  False: the region ends,
 * and the error says why. */
static bool
is_harmless(struct shmrt_team *team, int worker, uint32_t chunk,
            struct shm_error *error)
{
    const struct slot *slot = &team->slots[worker];
    uint32_t state = atomic_load(&slot->state);

    if (state & SLOT_INSIDE) { /* its lock stays shut until all are dead */
        add_to_message(error, ": what it protects may be half written");
        return false;
    }
    if (!program_sweep(team->members[worker].id,
                       atomic_load(&slot->lock))) {
        add_to_message(error, ": a process that it had started held a lock");
        return false;
    }
    if ((state & SLOT_PASSED) || atomic_load(&slot->arrived) != 0) {
        add_to_message(error, "; it had come to a barrier, so nothing is run "
                              "again");
        return false;
    }
    if (chunk > 0 && (state & SLOT_TAINTED)
        && team->onfail == SHMRT_ONFAIL_RETRY
        && !team->region->retry_always) {
        add_to_message(error, "; the %s had done what must not be done twice "
                              "(critical, ordered, atomic, lock, task), so it "
                              "is not run again", noun(team));
        return false;
    }
    return true;
}

/* ---- what becomes of the chunk ------------------------------------------- */

static void
make_vacant(struct shmrt_team *team, int worker, uint32_t chunk)
{
    struct member *member = &team->members[worker];

    member->vacant = true;
    member->chunk = chunk;
    team->vacant++;
}

/* The chunk is for those who are left; if they have all come to their ends
 * meanwhile, retry_is_due has one more worker forked. */
static void
leave_to_others(struct shmrt_team *team, uint32_t chunk)
{
    if (chunk > 0)
        chunks_give_back(team->chunks, chunk - 1);
    retry_without(team);
}

/* Is the dead worker not to be replaced, for want of memory?  In an ordered
 * loop all others may be waiting for its chunk. */
static bool
is_one_too_many(const struct shmrt_team *team, int worker)
{
    return team->members[worker].starved && team->running > 0
           && !team->region->loop->ordered;
}

/* A worker that had no chunk is missed only if there are some to take. */
static bool
died_idle(struct shmrt_team *team, int worker, struct shm_error *error)
{
    struct chunks *c = team->chunks;

    if (++c->idle_deaths > (uint64_t)c->count + 2 * (uint64_t)team->size + 8) {
        add_to_message(error, "; too many workers have died outside of %ss",
                       noun(team));
        return false;
    }
    if (chunks_any_free(c)) {
        bool fewer = is_one_too_many(team, worker);

        if (!is_quiet(team))
            report(NULL, fewer ? "%s; going on with one worker fewer"
                               : "%s; starting another one", error->message);
        if (fewer)
            leave_to_others(team, 0);
        else
            make_vacant(team, worker, 0);
    }
    return true;
}

static bool
run_again(struct shmrt_team *team, int worker, uint32_t chunk,
          struct shm_error *error)
{
    const struct chunks *c = team->chunks;
    const struct chunk_history *h;
    bool fewer = is_one_too_many(team, worker);

    if (count_failure(team, chunk - 1, error)) {
        h = &c->history[chunk - 1];
        if (h->failures > 1)
            add_to_message(error, "; the %s has killed %u workers%s; giving "
                           "up", noun(team), h->failures,
                           h->different ? "" : " the same way");
        add_to_message(error, "; %llu of %llu iterations done",
                       (unsigned long long)chunks_iterations_done(c),
                       (unsigned long long)c->iterations);
        return false;
    }
    if (!is_quiet(team))
        report(NULL, "%s; running the %s again%s (attempt %u of %lld)",
               error->message, noun(team),
               fewer ? " with one worker fewer" : "",
               c->history[chunk - 1].failures + 1, team->retries + 1);
    team->eyes.retries++;
    if (fewer)
        leave_to_others(team, chunk);
    else
        make_vacant(team, worker, chunk);
    return true;
}

/* A block of a reproducible reduction is given up with its chunk. */
static void
give_up(struct shmrt_team *team, int worker, uint32_t chunk,
        struct shm_error *error)
{
    struct chunks *c = team->chunks;
    struct shmrt_loop *loop = team->region->loop;

    chunks_give_up(c, chunk - 1);
    if (loop->blocks)
        blocks_give_up(loop->blocks, chunk - 1);
    if (loop->ordered)
        ordered_pass(team, chunk - 1);
    if (!is_quiet(team))
        report(NULL, "%s; the %s is given up", error->message, noun(team));
    if (team->region->error && team->region->error->kind == SHM_OK)
        *team->region->error = *error;
    if (chunks_any_free(c))
        make_vacant(team, worker, 0);
}

/* The turn that a dead worker had yet to pass on. */
static void
pass_turn(struct shmrt_team *team, int worker)
{
    uint32_t last = atomic_load(&team->slots[worker].chunk);

    if (team->region->loop->ordered && last > 0
        && last <= team->chunks->count
        && chunks_is_done(team->chunks, last - 1, team->members[worker].id))
        ordered_pass(team, last - 1);
}

bool
retry_takes(struct shmrt_team *team, int worker, struct shm_error *error)
{
    struct member *member = &team->members[worker];
    bool skip = team->onfail == SHMRT_ONFAIL_SKIP;
    bool accident = is_accident(member, error);
    uint32_t chunk;

    if (member->state != MEMBER_ENDED) /* it does not die: the slot is its */
        return false;
    error->lost = (long long)(team->chunks->iterations
                              - chunks_iterations_done(team->chunks));
    inbox_drop(team, worker);
    if (!commit_settle(team, worker)
        || !chunks_held(team, worker, &chunk)) {
        add_to_message(error, "; its control data is damaged");
        return false;
    }
    if (!accident && (!skip || chunk == 0 || member->replaced))
        return false;
    if (!is_harmless(team, worker, chunk, error))
        return false;
    if (cancel_has_region(team))
        return true;
    pass_turn(team, worker);
    if (chunk == 0)
        return died_idle(team, worker, error);
    if (!skip)
        return run_again(team, worker, chunk, error);
    give_up(team, worker, chunk, error);
    return true;
}

/* ---- new workers --------------------------------------------------------- */

/* When none is left, one more is needed for what others were to take. */
bool
retry_is_due(struct shmrt_team *team)
{
    if (!team->chunks || team->vacant > 0 || team->running > 0)
        return team->vacant > 0;
    if (cancel_has_cut(team) || !chunks_any_free(team->chunks))
        return false;
    retry_without(team);
    make_vacant(team, 0, 0);
    return true;
}

/* What a worker that has ended by itself has committed is counted when its
 * place is needed, or at the region's end. */
static bool
settle(struct shmrt_team *team, int worker)
{
    if (team->members[worker].settled || commit_settle(team, worker))
        return true;
    supervise_damage(team, worker);
    return false;
}

/* The place as it was before its first worker, but for the parts that
 * count. */
static void
renew(struct shmrt_team *team, int worker)
{
    struct member *member = &team->members[worker];
    struct slot *slot = &team->slots[worker];
    struct member fresh = { .id = program_new_id(),
                            .chunk = member->chunk,
                            .commits = member->commits,
                            .held = member->held,
                            .held_last = member->held_last };

    *member = fresh;
    memset(slot, 0, offsetof(struct slot, share));
    atomic_store(&slot->commits, member->commits);
    atomic_store(&slot->chunk, member->chunk);
    if (member->chunk > 0)
        chunks_hand_on(team->chunks, member->chunk - 1, member->id);
}

/* The system has no process for us.  Those who are left take the chunk. */
static void
do_without(struct shmrt_team *team, int worker)
{
    struct member *member = &team->members[worker];
    int error = errno;

    member->state = MEMBER_ENDED;
    if (team->running == 0 || team->region->loop->ordered) {
        failure_in_master(team, SHM_RESOURCE, error,
                          "no worker can be started: %s", strerror(error));
        return;
    }
    leave_to_others(team, member->chunk);
    if (!is_quiet(team))
        report(team->place, "worker %d is not replaced: %s; %d of %d go on",
               worker, strerror(error), team->running, team->size);
}

static int
fill(struct shmrt_team *team, int worker)
{
    bool wait = team->running == 0 || team->region->loop->ordered;
    sigset_t all, mask;
    int made;

    renew(team, worker);
    stdio_before_fork();
    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, &mask);
    made = team_fork_or_wait(team, worker, wait, &mask);
    if (made <= 0) /* a worker has its own already */
        sigprocmask(SIG_SETMASK, &mask, NULL);
    return made;
}

bool
retry_fork(struct shmrt_team *team)
{
    for (int w = 0; w < team->size && !team->failed; w++) {
        if (!team->members[w].vacant)
            continue;
        team->members[w].vacant = false;
        team->vacant--;
        if (!settle(team, w))
            return false;
        switch (fill(team, w)) {
        case 1:
            return true;
        case 0:
            team->running++;
            break;
        default:
            do_without(team, w);
        }
    }
    return false;
}

/* ---- the end ------------------------------------------------------------- */

void
retry_end(struct shmrt_team *team)
{
    struct chunks *c = team->chunks;

    for (int w = 0; w < team->size; w++)
        if (!settle(team, w))
            return;
    if (!cancel_has_cut(team) && !chunks_are_complete(c)) {
        failure_in_master(team, SHM_DAMAGED, 0,
                          "not every %s was run once: control data is "
                          "damaged", noun(team));
        return;
    }
    if (c->given_up == 0)
        return;
    if (team->region->error)
        team->region->error->lost = (long long)c->lost;
    if (!is_quiet(team))
        report(team->place, "%u %s%s given up; %llu of %llu iterations done",
               c->given_up, noun(team), c->given_up == 1 ? "" : "s",
               (unsigned long long)(c->iterations - c->lost),
               (unsigned long long)c->iterations);
}
