/* SPDX-License-Identifier: MIT */
/* team.c -- this file handles the parallel construct: how many workers, the
 * fork, and what shmrt_parallel is to return next.
 *
 * A region goes through phases, kept in region.phase:
 *
 *   BEGIN -> SERIAL -> OVER                 body in this process, team of one
 *   BEGIN -> WATCH (-> COMBINE) -> OVER     in the master
 *   BEGIN -> WATCH -> OVER                  the same, it failed: error(e)
 *   BEGIN -> (body, worker_end)             in a worker
 *   WATCH -> (body, worker_end)             in one that replaces a dead one
 *
 * While workers run, the master is in supervise().  It never runs the body,
 * so but for reduce blocks its own state is as it was at the fork.
 */
#include "mailbox.h"
#include "retry.h"
#include "slot.h"

#include "library.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/single_threaded.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { PHASE_BEGIN, PHASE_SERIAL, PHASE_WATCH, PHASE_COMBINE, PHASE_OVER };

/* ---- before the region --------------------------------------------------- */

struct shmrt_team *
team_of(struct shmrt_region *region)
{
    struct shmrt_team *team = region->state;

    if (team)
        return team;
    process_start();
    region->state = team = calloc(1, sizeof *team);
    if (!team)
        fail(STATUS_RESOURCE, region->place, "no memory for a region");
    team->region = region;
    team->place = region->place;
    team->epoll = team->doorbell = -1;
    memcpy(&team->secret, (const void *)getauxval(AT_RANDOM),
           sizeof team->secret);
    return team;
}

/* Team size by clauses and settings; 0: serial. */
static long long
wanted(const struct shmrt_region *region)
{
    long long most = WORKERS_MAX / process.level->processes;
    long long workers = level_next_size();

    if (!region->if_ || workers == 0)
        return 0;
    if (region->has_num_workers && region->num_workers < 1)
        report(region->place, "num_workers(%lld): less than 1; %lld is used",
               region->num_workers, workers);
    else if (region->has_num_workers)
        workers = region->num_workers;
    if (workers > most) {
        report(region->place, "asked for %lld workers; %lld is the most",
               workers, most);
        workers = most;
    }
    if (region->has_count && (shmrt_count)workers > region->count)
        workers = (long long)region->count;
    return workers;
}

/* Only the calling thread exists in a worker; what locks the others hold
 * stays locked there. */
static void
warn_of_threads(const struct shmrt_team *team)
{
    static bool warned;
    struct stat tasks;

    if (warned || __libc_single_threaded
        || stat("/proc/self/task", &tasks) < 0 || tasks.st_nlink <= 3)
        return;
    warned = true;
    report(team->place, "the program has %d threads; workers have only the "
                        "one that met the region", (int)tasks.st_nlink - 2);
}

/* ---- the fork ------------------------------------------------------------ */

static void
close_pair(const int pair[2])
{
    int error = errno;

    for (int i = 0; i < 2; i++)
        if (pair[i] >= 0)
            close(pair[i]);
    errno = error;
}

int
team_fork(struct shmrt_team *team, int worker, const sigset_t *mask)
{
    struct member *member = &team->members[worker];
    int line[2];
    pid_t pid;

    if (pipe2(line, O_CLOEXEC) < 0)
        return -1;
    line[0] = descriptor_up(line[0]);
    line[1] = descriptor_up(line[1]);
    if (line[0] < 0 || line[1] < 0) {
        close_pair(line);
        return -1;
    }
    if (member->id == 0) /* else the master has one in mind for it */
        member->id = program_new_id();
    member->lifeline = member->pidfd = -1;
    process_forking = true;
    FP("master.fork");
    pid = fork();
    process_forking = false;
    if (pid == 0) {
        close(line[0]);
        worker_tie(line[1]);
        worker_start(team, worker, mask);
        return 1;
    }
    if (pid < 0) {
        close_pair(line);
        return -1;
    }
    close(line[1]);
    FP("master.forked");
    member->pid = pid;
    member->lifeline = line[0];
    supervise_add(team, worker);
    word_set(&team->slots[worker].started, (uint32_t)pid);
    return 0;
}

int
team_fork_or_wait(struct shmrt_team *team, int worker, bool wait,
                  const sigset_t *mask)
{
    static const long delays[] = { 10, 50, 250 }; /* ms */
    int made = team_fork(team, worker, mask);

    for (size_t i = 0; made < 0 && wait
                       && i < sizeof delays / sizeof *delays; i++) {
        struct timespec delay = { 0, delays[i] * 1000000 };

        nanosleep(&delay, NULL);
        made = team_fork(team, worker, mask);
    }
    return made;
}

/* 1 in a worker, 0 in the master, -1 there when the region has failed. */
static int
fork_team(struct shmrt_team *team, int asked)
{
    sigset_t all, mask;
    int error = 0;

    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, &mask);
    while (team->size < asked && !error) {
        switch (team_fork_or_wait(team, team->size, team->size == 0, &mask)) {
        case 1:
            return 1;
        case 0:
            team->size++;
            team->running++;
            break;
        default:
            error = errno;
        }
    }
    sigprocmask(SIG_SETMASK, &mask, NULL);
    EYES(eyes_region_forked(team));
    CHECKS(check_region_forked());
    if (team->size == 0) {
        failure_in_master(team, SHM_RESOURCE, error,
                          "no worker can be started: %s", strerror(error));
        return -1;
    }
    if (error) {
        report(team->place, "asked for %d workers, got %d: %s", asked,
               team->size, strerror(error));
        retry_without(team);
    }
    word_set(&team->control->size, team_size_word(team->size));
    return 0;
}

/* Everything the workers are to find when they are forked.  From here on the
 * team is one that this process is master of, so that whatever ends the
 * program ends its workers first.  False: the region has failed. */
static bool
prepare(struct shmrt_team *team, int asked)
{
    struct level *outer = process.level;

    level_size(); /* the new workers cannot ask for it */
    team->level = (struct level){
        .team = team,
        .place = team->place,
        .depth = outer->depth + 1,
        .active = outer->active + (asked > 1),
        .processes = outer->processes * asked,
    };
    team->wanted = asked;
    team->parting = reap_may_be_later(asked);
    team->members = calloc((size_t)asked, sizeof *team->members);
    heap_start();
    bind_team(asked);
    team->near = barrier_is_near(asked, team->level.processes);
    timeout_start(team);
    if (!team->members || !control_open(team, asked)
        || !retry_open(team, asked) || !supervise_start(team)) {
        failure_in_master(team, SHM_RESOURCE, errno,
                          "no memory or descriptors for %d workers: %s",
                          asked, strerror(errno));
        return false;
    }
    team->outer = process.teams;
    process.teams = team;
    EYES(eyes_region_begin(team, asked));
    CHECKS(check_region_begin());
    slot_taint(); /* of a worker that forks its own */
    warn_of_threads(team);
    worker_prepare();
    death_baseline();
    crash_prepare();
    stdio_before_fork();
    return true;
}

/* ---- the phases ---------------------------------------------------------- */

/* The first call: goes on in every worker with the body, in the master with
 * supervising. */
static int
begin(struct shmrt_region *region, uintptr_t caller)
{
    struct shmrt_team *team = team_of(region);
    long long workers = wanted(region);
    int forked;

    team->caller = caller;
    if (region->error)
        memset(region->error, 0, sizeof *region->error);
    if (region->has_count && region->count == 0) {
        region->phase = PHASE_OVER;
        return shmrt_parallel(region);
    }
    if (workers == 0) {
        team->level = (struct level){
            .place = team->place,
            .depth = process.level->depth + 1,
            .active = process.level->active,
            .processes = process.level->processes,
            .size = 1,
        };
        level_push(&team->level);
        EYES(eyes_serial_begin(team));
        region->phase = PHASE_SERIAL;
        return SHMRT_BODY;
    }
    forked = prepare(team, (int)workers) ? fork_team(team, (int)workers) : -1;
    if (forked > 0) {
        region->team = team;
        return SHMRT_BODY;
    }
    region->phase = forked == 0 ? PHASE_WATCH : PHASE_OVER;
    return shmrt_parallel(region);
}

/* The iterations of a parallel for must all have been run, each once. */
static void
check_iterations(struct shmrt_team *team)
{
    const struct shmrt_region *region = team->region;
    uint64_t run = 0;

    if (!region->has_count || cancel_has_cut(team) || team->chunks)
        return;
    for (int w = 0; w < team->size; w++)
        run += team->slots[w].iterations;
    if (run != region->count)
        failure_in_master(team, SHM_DAMAGED, 0, "%llu iterations were run, "
                          "not %llu: control data is damaged",
                          (unsigned long long)run,
                          (unsigned long long)region->count);
}

/* Of a worker that has done its work counts what it committed at the end,
 * once, if its number of commits says so. */
static void
check_commits(struct shmrt_team *team)
{
    if (team->reductions == 0 || team->chunks || cancel_has_region(team))
        return;
    for (int w = 0; w < team->size && !team->failed; w++)
        if (atomic_load(&team->slots[w].commits) != 1)
            supervise_damage(team, w);
}

/* In the master, again and again: a reduce block to run, or all have ended. */
static int
watch(struct shmrt_region *region)
{
    struct shmrt_team *team = region->state;
    int next;

    EYES(eyes_block_end(team));
    CHECKS(check_block(false));
    while ((next = supervise(team)) == SUPERVISE_FORK)
        if (retry_fork(team)) {
            region->team = team;
            return SHMRT_BODY;
        }
    if (next != 0) {
        EYES(eyes_block_begin(team));
        CHECKS(check_block(true));
        return next;
    }
    FP("master.watched");
    if (!team->failed)
        check_iterations(team);
    if (!team->failed)
        check_commits(team);
    if (!team->failed && team->chunks)
        retry_end(team);
    region->phase = team->failed ? PHASE_OVER : PHASE_COMBINE;
    return !team->failed && team->reductions > 0 ? SHMRT_COMBINE
                                                 : shmrt_parallel(region);
}

/* The last call.  What the workers exported becomes the master's only now,
 * after the last reduce block and the combining. */
static int
over(struct shmrt_region *region)
{
    struct shmrt_team *team = region->state;

    if (team->segment) {
        if (process.teams == team)
            process.teams = team->outer; /* before what shm_cancel would touch */
        atomic_signal_fence(memory_order_seq_cst);
        commit_exports(team);
        inbox_free(team);
        share_free(team);
        supervise_end(team);
        EYES(eyes_region_end(team));
        chunks_close(team);
        control_close(team);
        CHECKS(check_region_end(team));
    }
    FP("master.over");
    free(team->members);
    free(team->reduction);
    free(team);
    region->state = NULL;
    region->phase = PHASE_BEGIN;
    return SHMRT_DONE;
}

int
shmrt_parallel(struct shmrt_region *region)
{
    switch (region->phase) {
    case PHASE_BEGIN:
        return begin(region, (uintptr_t)__builtin_return_address(0));
    case PHASE_WATCH:
        return watch(region);
    default: /* after COMBINE, or a serial body */
        return over(region);
    }
}

void
shmrt_parallel_end(struct shmrt_region *region)
{
    if (region->team)
        worker_end();
    task_wait(process.level->depth);
    EYES(eyes_serial_end(region->state));
    level_pop();
    region->phase = PHASE_OVER;
}
