/* SPDX-License-Identifier: MIT */
/* supervise.c -- what the master does while its workers run: it sleeps until
 * a worker has published something, has ended, or has become another program.
 *
 *   doorbell   an eventfd; written by a worker that published something when
 *              control.asleep says that the master sleeps
 *   pidfd      one for each worker; readable when the worker has ended,
 *              whatever the program does with SIGCHLD
 *   lifeline   the read end of a pipe that only the worker holds open; its
 *              hang-up with a silent pidfd means exec
 *
 * Messages come before deaths: a dead worker's ring is emptied before it is
 * judged.  A worker has done its work if its slot says so, whatever its exit
 * status; else, unless onfail(retry) or onfail(skip) knows what to do (retry.c),
 * the region is given up: one message, the others are killed, the program
 * ends.
 *
 * The master need not wait for the ends of workers that have committed: see
 * reap.c.
 *
 * Kernels (or filters) without pidfd: the ends are looked for with waitid
 * every few milliseconds, at once when a lifeline hangs up.
 */
#include "mailbox.h"
#include "retry.h"

#include "library.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    EVENTS = 64,      /* taken at a time */
    TICK = 1000,      /* ms: how often to look for stopped workers */
    POLL = 10,        /* ms: without pidfd; while ordered messages wait */
    EXEC_GRACE = 100  /* ms from the hang-up to the end, else it was exec */
};

/* What an event is about.  Its data: the worker's id, which tells a dead
 * worker's late event from one of its successor; this; and the worker. */
enum { EVENT_DOORBELL, EVENT_WORKER };

/* ---- descriptors --------------------------------------------------------- */

static bool
watch_descriptor(int epoll, int fd, uint32_t events, uint32_t id, int kind,
                 int worker)
{
    struct epoll_event event = {
        .events = events,
        .data.u64 = (uint64_t)id << 32 | (uint64_t)kind << 16
                    | (uint16_t)worker
    };

    return epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) == 0;
}

bool
supervise_start(struct shmrt_team *team)
{
    team->epoll = descriptor_up(epoll_create1(EPOLL_CLOEXEC));
    team->polled = team->ticked = now_ms();
    return team->epoll >= 0
           && watch_descriptor(team->epoll, team->doorbell, EPOLLIN, 0,
                               EVENT_DOORBELL, 0);
}

/* One event each: a worker that was forked later holds copies of these until
 * it comes to close them, so closing ours would not take them out of epoll.
 * Without a pidfd the worker is polled. */
void
supervise_add(struct shmrt_team *team, int worker)
{
    static bool missing; /* the kernel does not know the call */
    struct member *member = &team->members[worker];

    if (!missing) {
        member->pidfd = (int)syscall(SYS_pidfd_open, member->pid, 0);
        missing = member->pidfd < 0 && errno == ENOSYS;
        member->pidfd = descriptor_up(member->pidfd);
    }
    if (member->pidfd >= 0
        && !watch_descriptor(team->epoll, member->pidfd,
                             EPOLLIN | EPOLLONESHOT, member->id,
                             EVENT_WORKER, worker)) {
        close(member->pidfd);
        member->pidfd = -1;
    }
    if (member->pidfd < 0)
        team->polling = true;
    watch_descriptor(team->epoll, member->lifeline, EPOLLONESHOT, member->id,
                     EVENT_WORKER, worker);
}

static void
close_member(struct member *member)
{
    if (member->pidfd >= 0)
        close(member->pidfd);
    if (member->lifeline >= 0)
        close(member->lifeline);
    member->pidfd = member->lifeline = -1;
}

void
supervise_end(struct shmrt_team *team)
{
    close(team->epoll);
    for (int w = 0; w < team->size; w++)
        close_member(&team->members[w]);
}

/* ---- the end of a worker ------------------------------------------------- */

static void
send_kill(struct member *member)
{
    member->killed = true;
    child_signal(member->pid, member->pidfd, SIGKILL);
}

/* Waits until the killed worker is gone, or the time has come. */
static void
await_death(struct shmrt_team *team, int worker, long long deadline)
{
    struct member *member = &team->members[worker];

    member->stuck = !reap_until(member, deadline);
    if (member->stuck)
        report(team->place, "worker %d (pid %d) does not die (state %c); "
               "going on without waiting for it", worker, (int)member->pid,
               proc_state(member->pid));
    else
        EYES(eyes_member_end(team, worker));
}

/* Still there, and not yet given up. */
static bool
is_alive(const struct member *member)
{
    return member->state == MEMBER_RUNNING && !member->stuck;
}

/* SIGKILL only: a worker may be stopped, or have any handler.  All are told
 * before any is waited for. */
void
supervise_kill(struct shmrt_team *team)
{
    long long deadline = now_ms() + KILL_GRACE;

    if (team->size == 0)
        return;
    atomic_store(&team->control->abort, 1);
    for (int w = 0; w < team->size; w++)
        if (is_alive(&team->members[w]))
            send_kill(&team->members[w]);
    for (int w = 0; w < team->size; w++)
        if (is_alive(&team->members[w]))
            await_death(team, w, deadline);
    for (int w = 0; w < team->size; w++)
        program_dead_kin(team->members[w].id);
    program_wake_locks();
    team->running = 0;
}

void
supervise_kill_all(void)
{
    struct shmrt_team *team;

    while ((team = process.teams) != NULL) {
        process.teams = team->outer;
        supervise_kill(team);
        supervise_end(team);
    }
}

/* Someone closed the pipe that the program writes to: it ends as any program
 * would, of SIGPIPE and saying nothing. */
static void
end_by_sigpipe(void)
{
    struct sigaction was;
    sigset_t set;

    if (sigaction(SIGPIPE, NULL, &was) < 0 || was.sa_handler != SIG_DFL)
        return;
    supervise_kill_all();
    sigemptyset(&set);
    sigaddset(&set, SIGPIPE);
    sigprocmask(SIG_UNBLOCK, &set, NULL);
    raise(SIGPIPE);
}

/* The worker has ended.  Returns if it had done its work, or error(e) takes
 * the failure. */
static void
judge(struct shmrt_team *team, int worker)
{
    const struct member *member = &team->members[worker];
    const struct slot *slot = &team->slots[worker];
    uint32_t state = atomic_load(&slot->state);
    struct shm_error error;
    int status;

    if (atomic_load(&slot->done) == member->id)
        return;
    if ((state & (SLOT_REPORTED | SLOT_NOTED)) == SLOT_REPORTED
        && member->code == CLD_EXITED && member->status != 0
        && !team->region->error)
        end_program(member->status);
    if (member->code == CLD_KILLED && member->status == SIGPIPE
        && !team->region->error)
        end_by_sigpipe();
    status = death_describe(team, worker, &error);
    if (!team->chunks || !retry_takes(team, worker, &error))
        failure_of_region(team, &error, status);
}

/* True if the worker has ended. */
static bool
look_after(struct shmrt_team *team, int worker)
{
    struct member *member = &team->members[worker];

    if (member->state == MEMBER_ENDED)
        return true;
    if (!reap_member(member))
        return false;
    EYES(eyes_member_end(team, worker));
    inbox_drain(team, worker);
    close_member(member);
    team->running--;
    judge(team, worker);
    return true;
}

void
supervise_damage(struct shmrt_team *team, int worker)
{
    failure_in_master(team, SHM_DAMAGED, 0,
                      "control data of worker %d is damaged", worker);
}

/* ---- looking ------------------------------------------------------------- */

/* Ends one worker; true if it did not end by itself just before. */
static bool
kill_one(struct shmrt_team *team, int worker)
{
    struct member *member = &team->members[worker];

    send_kill(member);
    await_death(team, worker, now_ms() + KILL_GRACE);
    inbox_drain(team, worker);
    close_member(member);
    team->running--;
    return member->state == MEMBER_RUNNING
           || (member->code == CLD_KILLED && member->status == SIGKILL);
}

/* The lifeline is closed a moment before a process ends.  One that does not
 * end has become another program. */
static void
look_for_exec(struct shmrt_team *team, int worker)
{
    struct member *member = &team->members[worker];

    if (member->hung_up == 0 || look_after(team, worker)
        || now_ms() - member->hung_up < EXEC_GRACE
        || proc_is_ending(member->pid))
        return;
    member->replaced = kill_one(team, worker);
    judge(team, worker);
}

/* All are looked at: at each wake one may be over its time. */
static void
look_for_timeout(struct shmrt_team *team)
{
    for (int w = 0; w < team->size && !team->failed; w++) {
        if (timeout_is_over(team, w) && !look_after(team, w)) {
            team->members[w].timed_out = kill_one(team, w) ? team->limit : 0;
            judge(team, w);
        }
    }
}

/* Twice, for after Ctrl-Z and fg the master may go on before a worker. */
static void
look_for_stop(struct shmrt_team *team, int worker)
{
    struct member *member = &team->members[worker];
    siginfo_t info;

    if (!supervise_wait(member, WSTOPPED | WNOHANG | WNOWAIT, &info)) {
        member->stops = 0;
        return;
    }
    if (++member->stops < 2 || member->stopped_reported)
        return;
    member->stopped_reported = true;
    report(team->place, "worker %d (pid %d) is stopped (SIG%s); waiting",
           worker, (int)member->pid, sigabbrev_np(info.si_status));
}

/* What the master alone writes and workers wait for.  After a wild store it
 * writes it again: a worker that waits would do so for ever. */
static void
write_again(struct shmrt_team *team, int worker)
{
    struct word *started = &team->slots[worker].started;
    struct word *size = &team->control->size;
    uint32_t pid = (uint32_t)team->members[worker].pid;

    if (atomic_load(&started->value) != pid)
        word_set(started, pid);
    if (atomic_load(&size->value) != team_size_word(team->size))
        word_set(size, team_size_word(team->size));
}

/* What no event tells. */
static void
look_around(struct shmrt_team *team)
{
    bool tick = now_ms() - team->ticked >= TICK;

    if (team->timeout != 0)
        look_for_timeout(team);
    if (tick) {
        team->ticked = now_ms();
        notice_look(team);
    }
    if (!tick && !team->polling && team->hung_up == 0)
        return;
    team->hung_up = 0;
    for (int w = 0; w < team->size; w++) {
        struct member *member = &team->members[w];

        if (member->state == MEMBER_RUNNING && member->pidfd < 0)
            look_after(team, w);
        if (member->state == MEMBER_RUNNING)
            look_for_exec(team, w);
        if (member->state == MEMBER_RUNNING && tick) {
            look_for_stop(team, w);
            write_again(team, w);
        }
        if (tick && !team->failed && !inbox_tail_good(team, w))
            supervise_damage(team, w);
        if (member->state == MEMBER_RUNNING && member->hung_up != 0)
            team->hung_up++;
    }
}

/* The doorbell only wakes: the rings are looked at anyway. */
static void
handle(struct shmrt_team *team, uint64_t data)
{
    int worker = (int)(uint16_t)data;
    uint64_t rings;

    if ((uint16_t)(data >> 16) == EVENT_DOORBELL) {
        if (read(team->doorbell, &rings, sizeof rings) < 0)
            return; /* rung again before we came: nothing to read */
    } else if (team->members[worker].id == data >> 32
               && !look_after(team, worker)) {
        /* a traced process may be late after its pidfd */
        team->members[worker].hung_up = now_ms();
        team->hung_up++;
    }
}

/* Takes what events there are, after waiting for one at most so long. */
static void
look(struct shmrt_team *team, int milliseconds)
{
    struct epoll_event events[EVENTS];
    int count = epoll_wait(team->epoll, events, EVENTS, milliseconds);

    atomic_store_explicit(&team->control->asleep, 0, memory_order_relaxed);
    for (int i = 0; i < count; i++)
        handle(team, events[i].data.u64);
    freeze_look(team);
    look_around(team);
    team->polled = now_ms();
}

/* All have committed, and the end of one takes long: it wakes the master when
 * it has committed. */
static bool
may_part(const struct shmrt_team *team)
{
    if (!team->parting || team->vacant > 0
        || !atomic_load(&team->control->lingering))
        return false;
    for (int w = 0; w < team->size; w++)
        if (team->members[w].state == MEMBER_RUNNING
            && atomic_load(&team->slots[w].done) != team->members[w].id)
            return false;
    return true;
}

/* Leaves workers that have committed to their own ends. */
static void
part(struct shmrt_team *team)
{
    for (int w = 0; w < team->size; w++) {
        struct member *member = &team->members[w];

        if (member->state != MEMBER_RUNNING || !reap_later(member))
            continue;
        close_member(member);
        member->state = MEMBER_ENDED;
        team->running--;
    }
    team->parting = false; /* one that had to stay is waited for */
}

/* A worker that publishes after we looked sees that we sleep. */
static void
sleep_until_event(struct shmrt_team *team)
{
    int milliseconds = TICK;

    atomic_store(&team->control->asleep, 1);
    atomic_thread_fence(memory_order_seq_cst);
    if (inbox_drain_any(team) || may_part(team)) {
        atomic_store_explicit(&team->control->asleep, 0,
                              memory_order_relaxed);
        return;
    }
    if (team->polling || team->hung_up != 0 || team->holding)
        milliseconds = team->hung_up != 0 ? 1 : POLL;
    look(team, timeout_next(team, eyes_sleep(milliseconds)));
}

/* Messages are only taken out of the rings here, for workers that wait for
 * room; they are delivered when the block has ended. */
void
supervise_look(void)
{
    for (struct shmrt_team *team = process.teams; team; team = team->outer) {
        if (team->failed)
            continue;
        for (int w = 0; w < team->size; w++)
            inbox_drain(team, w);
        look(team, 0);
    }
}

/* Events are looked at when nothing else is to be done, and every few
 * milliseconds while messages come without end. */
int
supervise(struct shmrt_team *team)
{
    bool over;

    EYES(eyes_tick(team));
    if (++team->calls % 64 == 0 && now_ms() - team->polled >= POLL)
        look(team, 0);
    while (!team->failed && !retry_is_due(team) && !inbox_next(team)) {
        over = may_part(team); /* before the rings */
        if (inbox_drain_any(team))
            continue;
        if (team->running == 0)
            return 0;
        if (over) {
            part(team);
            continue;
        }
        sleep_until_event(team);
        EYES(eyes_tick(team));
    }
    if (team->failed)
        return 0;
    return team->vacant > 0 ? SUPERVISE_FORK
                            : SHMRT_REDUCE + inbox_block(team);
}
