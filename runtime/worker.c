/* SPDX-License-Identifier: MIT */
/* worker.c -- the life of a worker: its first steps after the fork, its end.
 *
 * The order of the first steps matters.  All signals are blocked from before
 * the fork until the worker has its own handlers.  First of all the kernel is
 * told to kill the worker when its master dies; the master may have died
 * before that, so its pid is looked at afterwards.  Then the worker waits
 * until the master has a descriptor of it: a worker that ends before could
 * be taken away by the program's own wait().
 *
 * INT, QUIT, HUP and TERM go to every process of a terminal's group; they are
 * the master's to answer.  The workers' handlers do nothing, rather than the
 * signals being ignored, for an ignored signal stays ignored in programs that
 * the body starts.
 *
 * A worker ends by _exit: the program's atexit handlers run once, in the
 * master.  When the body calls exit(n), the handler that was registered last
 * runs first: it is ours, takes down n and leaves.
 */
#include "library.h"
#include "proc.h"
#include "slot.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

/* ---- start --------------------------------------------------------------- */

static void
do_nothing(int signal_number)
{
    (void)signal_number;
}

void
worker_leave_signals(void)
{
    static const int signals[] = { SIGINT, SIGQUIT, SIGHUP, SIGTERM };
    struct sigaction nothing, was;

    memset(&nothing, 0, sizeof nothing);
    nothing.sa_handler = do_nothing;
    nothing.sa_flags = SA_RESTART;
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        if (sigaction(signals[i], &nothing, &was) == 0
            && was.sa_handler == SIG_IGN)
            sigaction(signals[i], &was, NULL);
}

/* "prog/3" in ps and top; the kernel keeps 15 bytes.  By hand: the first use
 * of printf costs a worker as much as all the rest of its start. */
static void
take_name(int worker)
{
    char name[16], digits[8];
    size_t length = strlen(program_invocation_short_name), count = 0;

    do
        digits[count++] = (char)('0' + worker % 10);
    while ((worker /= 10) > 0);
    if (length > sizeof name - 2 - count)
        length = sizeof name - 2 - count;
    memcpy(name, program_invocation_short_name, length);
    name[length++] = '/';
    while (count > 0)
        name[length++] = digits[--count];
    name[length] = '\0';
    prctl(PR_SET_NAME, name);
}

/* When memory runs out the kernel is to choose a worker, not the master.  The
 * value is only ever raised, for which no privilege is needed; where the file
 * is missing nothing is lost but that.  A worker inherits its master's. */
static const char oom_score[] = "/proc/self/oom_score_adj", raised[] = "500";
static bool raises_oom_score;

void
worker_prepare(void)
{
    static bool known;
    char text[16];

    if (known)
        return;
    known = true;
    raises_oom_score = proc_text(oom_score, text, sizeof text)
                       && atoi(text) < atoi(raised);
}

static void
offer_to_oom_killer(void)
{
    int fd = raises_oom_score ? open(oom_score, O_WRONLY | O_CLOEXEC) : -1;

    if (fd < 0)
        return;
    if (write(fd, raised, sizeof raised - 1) > 0)
        raises_oom_score = false; /* nor need our own workers */
    close(fd);
}

/* What is the master's only: its descriptors of the workers forked before, of
 * this team and of others that it looks after. */
void
worker_drop_inherited(void)
{
    for (struct shmrt_team *t = process.teams; t; t = t->outer)
        supervise_end(t);
    process.teams = NULL;
    control_forget();
}

/* Is the frame of the function that met the region gone?  Then a longjmp went
 * over it, and the program has come to its end in the worker.  Stacks grow
 * downwards, so whatever is called in the region has its frames below the
 * region's object, if it is on the same stack.  What exit() itself needs is
 * at least so much. */
enum { EXIT_FRAMES = 64 };

static bool
has_left_region(void)
{
    uintptr_t here = (uintptr_t)__builtin_frame_address(0) + EXIT_FRAMES;
    const struct level *level = process.level;
    stack_t signal_stack;

    while (!level->team) /* a region within, of this process alone */
        level = level->outer;
    return here > (uintptr_t)level->team->region
           && gettid() == process.pid
           && sigaltstack(NULL, &signal_stack) == 0
           && !(signal_stack.ss_flags & SS_ONSTACK);
}

/* What a worker that left its region has printed since is the master's to
 * print: nothing of it is written. */
static void
ended_by_exit(int status, void *unused)
{
    (void)unused;
    if (!worker_is())
        return;
    if (has_left_region()) {
        failure_note(SHM_DAMAGED, 0, "it had left the region by longjmp");
        _exit(STATUS_DAMAGE);
    }
    stdio_worker_end();
    counters_write();
    process.slot->exit_status = status;
    slot_state(process.slot, 0, SLOT_EXIT);
    _exit(status);
}

/* A signal when the other end is closed, which only the master holds.  The
 * kernel forgets PDEATHSIG when the worker changes its user, but not this. */
void
worker_tie(int lifeline)
{
    fcntl(lifeline, F_SETOWN, getpid());
    fcntl(lifeline, F_SETSIG, SIGKILL);
    fcntl(lifeline, F_SETFL, O_ASYNC);
}

void
worker_start(struct shmrt_team *team, int worker, const sigset_t *mask)
{
    struct slot *slot = &team->slots[worker];

    FP("worker.birth");
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != process.pid && getppid() != 0) /* 0: other namespace */
        _exit(STATUS_DAMAGE);
    counters_reset();
    process.master_pid = process.pid;
    process.pid = getpid();
    process.id = team->members[worker].id;
    process.slot = slot;
    process.held = 0;
    team->level.worker = worker;
    team->level.handed_on = team->members[worker].chunk;
    team->level.commits = team->members[worker].commits;
    team->exports = NULL; /* of others: the master has them */
    level_push(&team->level);
    process.file = team->place->file;
    task_forget();
    worker_drop_inherited();
    madvise(team->segment->memory, team->segment->size, MADV_DONTFORK);
    take_name(worker);
    bind_worker(team->wanted, worker);
    offer_to_oom_killer();
    crash_handlers();
    worker_leave_signals();
    on_exit(ended_by_exit, NULL);
    stdio_worker_start();
    FP("worker.start");
    slot->iteration = NO_ITERATION;
    atomic_store(&slot->state, SLOT_RUNNING | slot_checked());
    word_wait(&slot->started, 0);
    EYES(eyes_worker_begin());
    CHECKS(check_process_begin());
    chunk_clock_start();
    sigprocmask(SIG_SETMASK, mask, NULL);
}

/* ---- end ----------------------------------------------------------------- */

/* A child that the body forked shares all of our memory's content, so it is
 * told by its pid. */
bool
worker_is(void)
{
    return process.slot != NULL && getpid() == process.pid;
}

void
worker_leave(void)
{
    _exit(STATUS_DAMAGE);
}

void
worker_end(void)
{
    if (!worker_is())
        exit(0);
    FP("worker.end");
    task_wait(0);
    counters_write();
    commit();
    _exit(0);
}

void
worker_end_early(void)
{
    if (worker_is()) {
        task_wait(0);
        counters_write();
        commit_without_parts();
    }
    _exit(0);
}
