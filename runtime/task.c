/* SPDX-License-Identifier: MIT */
/* task.c -- this file handles task, taskwait and taskgroup.
 *
 * A task is a forked child of the process that meets it.  It is no member of a
 * team: it has no slot, and the constructs it meets find a team of one.  It
 * waits for its own tasks before it ends, so who waits for his children waits
 * for all their descendants; and a child dies with its parent.
 *
 * There may be as many at a time as a region outside would have workers; in a
 * region each worker has its part of that.  The number is counted in program
 * memory, by the parent at the fork and by the task at its end; for one that
 * ended in any other way its parent does it.  Where there is no room, or no
 * process to be had, the block is run where it stands, as a team of one too.
 *
 * What its end means a task writes into a pipe, the note; nothing in it: it
 * was killed, or left by _exit.
 */
#include "slot.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum note_kind {
    NOTE_NONE,
    NOTE_DONE,    /* all of the block was run */
    NOTE_EXIT,    /* the block called exit */
    NOTE_REPORTED /* it failed, and has said why */
};

struct note {
    int32_t kind, status;
};

/* A child that was not yet waited for. */
struct task {
    struct task *next;
    const struct shmrt_place *place;
    pid_t pid;
    int note;  /* read end */
    int depth; /* regions around it */
    int group; /* task groups around it */
};

static struct task *tasks;   /* newest first */
static int groups;           /* open ones */
static int note_end = -1;    /* in a task: where its note goes */
static struct level alone;   /* in a task: its level */

bool
task_is(void)
{
    return note_end >= 0 && getpid() == process.pid;
}

/* ---- the end of a task -------------------------------------------------- */

static void __attribute__((noreturn))
leave(enum note_kind kind, int status)
{
    struct note note = { kind, status };
    ssize_t written;

    counters_write();
    do
        written = write(note_end, &note, sizeof note);
    while (written < 0 && errno == EINTR);
    _exit(written == sizeof note ? status : STATUS_DAMAGE);
}

void
task_leave(int status)
{
    leave(NOTE_REPORTED, status);
}

static void
ended_by_exit(int status, void *unused)
{
    (void)unused;
    if (!task_is())
        return;
    stdio_worker_end();
    leave(NOTE_EXIT, status);
}

/* Of a task that has ended; `info` says how. */
static void
judge(const struct task *task, const siginfo_t *info)
{
    struct member member = { .pid = task->pid, .code = info->si_code,
                             .status = info->si_status };
    struct note note = { NOTE_NONE, 0 };
    ssize_t got;
    int status;

    do
        got = read(task->note, &note, sizeof note);
    while (got < 0 && errno == EINTR);
    if (got != sizeof note)
        note.kind = NOTE_NONE;
    if (note.kind == NOTE_DONE)
        return;
    atomic_fetch_sub(&program()->tasks, 1);
    if (note.kind == NOTE_REPORTED && member.code == CLD_EXITED)
        end_program(member.status);
    status = death_report_task(task->place, &member, note.kind == NOTE_EXIT);
    end_program(status);
}

/* Takes the task away if it has ended, or (flags 0) when it has: true.  Its
 * status may have been taken by the program's own wait(). */
static bool
reap(const struct task *task, int flags, siginfo_t *info)
{
    int got;

    memset(info, 0, sizeof *info);
    do
        got = waitid(P_PID, (id_t)task->pid, info, WEXITED | flags);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        info->si_code = 0;
    return got < 0 || info->si_pid != 0;
}

/* Out of the list first, because a failure ends all that are in it. */
static void
collect(struct task **link, const siginfo_t *info)
{
    struct task task = **link;

    free(*link);
    *link = task.next;
    judge(&task, info);
    close(task.note);
    CHECKS(check_task_ended(task.place));
}

static void
collect_ended(void)
{
    struct task **link = &tasks;
    siginfo_t info;

    while (*link)
        if (reap(*link, WNOHANG, &info))
            collect(link, &info);
        else
            link = &(*link)->next;
}

static void
wait_for(int depth, int group)
{
    struct task **link = &tasks;
    siginfo_t info;
    bool held = false;

    while (*link)
        if ((*link)->depth < depth || (*link)->group < group) {
            link = &(*link)->next;
        } else {
            CHECKS(held = check_pause());
            reap(*link, 0, &info);
            CHECKS(check_resume(held));
            collect(link, &info);
        }
    CHECKS(check_tasks_waited());
}

void
task_wait(int depth)
{
    wait_for(depth, 0);
}

void
task_kill_all(void)
{
    siginfo_t info;

    for (struct task *t = tasks; t; t = t->next)
        child_signal(t->pid, -1, SIGKILL);
    for (struct task *t = tasks; t; t = t->next)
        reap(t, 0, &info);
    tasks = NULL;
}

/* In a new process: they are its parent's. */
void
task_forget(void)
{
    while (tasks) {
        struct task *task = tasks;

        tasks = task->next;
        close(task->note);
        free(task);
    }
    if (note_end >= 0)
        close(note_end);
    note_end = -1;
    groups = 0;
}

static void
wait_at_exit(void)
{
    if (!process.ending && !worker_is() && !task_is()
        && getpid() == process.pid)
        task_wait(0);
}

/* ---- the begin ---------------------------------------------------------- */

/* How many tasks there may be at a time. */
static int
budget(void)
{
    const struct settings *s = settings();

    if (process.serial)
        return 0;
    if (process.workers > 0)
        return process.workers;
    return s->worker_levels > 0 ? s->workers[0] : cpus_default_workers(0);
}

/* Takes the room for one more. */
static bool
take_room(void)
{
    int most = budget(), own = 0, part = most / level_size();

    for (struct task *t = tasks; t; t = t->next)
        own++;
    if (own >= (part > 0 ? part : 1))
        return false;
    if (atomic_fetch_add(&program()->tasks, 1) < most)
        return true;
    atomic_fetch_sub(&program()->tasks, 1);
    return false;
}

/* A team of one, at the same depth. */
static struct level
level_of_one(const struct shmrt_place *place, const struct level *around)
{
    return (struct level){
        .place = place,
        .depth = around->depth,
        .active = around->active,
        .processes = around->processes,
        .size = 1,
    };
}

/* The first steps of a task; signals are blocked. */
static void
start(const struct shmrt_place *place, int note, uint32_t id,
      const sigset_t *mask)
{
    struct level *outer = process.level->outer;

    FP("task.birth");
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != process.pid && getppid() != 0) /* other namespace */
        _exit(STATUS_DAMAGE);
    counters_reset();
    alone = level_of_one(place, process.level);
    alone.outer = outer;
    level_replace(&alone);
    process.pid = getpid();
    process.id = id;
    task_forget();
    note_end = note;
    worker_drop_inherited();
    worker_leave_signals();
    on_exit(ended_by_exit, NULL);
    stdio_worker_start();
    EYES(eyes_task_begin(place));
    CHECKS(check_process_begin());
    sigprocmask(SIG_SETMASK, mask, NULL);
}

/* 1 in the task, 0 in its parent, -1 if there is none. */
static int
fork_task(struct task *task, int note)
{
    uint32_t id = program_new_id();
    sigset_t all, mask;

    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, &mask);
    process_forking = true;
    task->pid = fork();
    process_forking = false;
    if (task->pid == 0) {
        start(task->place, note, id, &mask);
        close(task->note);
        free(task);
        return 1;
    }
    sigprocmask(SIG_SETMASK, &mask, NULL);
    return task->pid < 0 ? -1 : 0;
}

/* What must be there before a fork. */
static void
prepare(void)
{
    static bool registered;

    heap_start();
    death_baseline();
    if (!registered)
        registered = atexit(wait_at_exit) == 0;
    if (worker_is())
        stdio_block_end();
    slot_taint();
    CHECKS(check_task_begin());
    stdio_before_fork();
}

static int
begin(const struct shmrt_place *place)
{
    struct task *task = malloc(sizeof *task);
    int line[2], made;

    if (!task || pipe2(line, O_CLOEXEC | O_NONBLOCK) < 0) {
        free(task);
        return -1;
    }
    *task = (struct task){ tasks, place, 0, descriptor_up(line[0]),
                           process.level->depth, groups };
    line[1] = descriptor_up(line[1]);
    prepare();
    made = task->note < 0 || line[1] < 0 ? -1 : fork_task(task, line[1]);
    if (made == 1)
        return 1;
    close(line[1]);
    if (made == 0) {
        tasks = task;
        return 0;
    }
    close(task->note);
    free(task);
    return -1;
}

/* ---- what generated code calls ------------------------------------------ */

int
shmrt_task(const struct shmrt_place *place, int if_)
{
    struct level *level;
    int made = -1;

    process_start();
    collect_ended();
    if (if_ && take_room()) {
        made = begin(place);
        if (made < 0)
            atomic_fetch_sub(&program()->tasks, 1);
    }
    if (made >= 0)
        return made;
    level = malloc(sizeof *level);
    if (!level)
        fail(STATUS_RESOURCE, place, "no memory for a task");
    *level = level_of_one(place, process.level);
    level_push(level);
    return 1;
}

void
shmrt_task_end(void)
{
    struct level *level = process.level;

    if (level != &alone) { /* was run where it stands */
        level_pop();
        free(level);
        return;
    }
    if (!task_is())
        exit(0);
    task_wait(0);
    FP("task.end");
    stdio_worker_end();
    EYES(eyes_task_end());
    CHECKS(check_process_end());
    atomic_fetch_sub(&program()->tasks, 1);
    leave(NOTE_DONE, 0);
}

void
shmrt_taskwait(void)
{
    task_wait(0);
}

void
shmrt_taskgroup_begin(void)
{
    groups++;
}

void
shmrt_taskgroup_end(void)
{
    wait_for(0, groups);
    groups--;
}
