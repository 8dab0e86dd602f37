/* SPDX-License-Identifier: MIT */
/* reap.c -- taking away workers that have ended.
 *
 * A worker that has committed has done its work, but its end may take long:
 * the kernel unmaps page by page what it has touched, some thirty
 * milliseconds for a gigabyte.  So when one has touched much, the master goes
 * on when all have committed, and takes them away later: before the next
 * region, before the program forks a child of its own (which it may then wait
 * for with wait()), and at the program's end.
 *
 * That is done where nobody can tell the difference: in a process that is
 * no worker, that has no other children, and that leaves SIGCHLD alone.  (A
 * program that starts a child without fork(), and then waits for any child,
 * may be given one of ours; it is told so in the manual.)
 */
#include "internal.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "eyes.h"

#ifndef P_PIDFD
#define P_PIDFD 3
#endif

/* ---- one worker ---------------------------------------------------------- */

/* Linux 6.15 and later keep the status for holders of a pidfd, even if the
 * program's own wait() took the process away. */
struct pidfd_status {
    uint64_t mask, cgroup;
    uint32_t pid, tgid, ppid, ids[8];
    int32_t exit_code;
};
#define PIDFD_STATUS_EXIT (1u << 3)
#define PIDFD_STATUS _IOWR(0xff, 11, struct pidfd_status)

static void
status_after_all(struct member *member)
{
    struct pidfd_status status = { .mask = PIDFD_STATUS_EXIT };

    member->code = 0;
    if (member->pidfd < 0 || ioctl(member->pidfd, PIDFD_STATUS, &status) < 0
        || !(status.mask & PIDFD_STATUS_EXIT))
        return;
    if (WIFSIGNALED(status.exit_code)) {
        member->code = CLD_KILLED;
        member->status = WTERMSIG(status.exit_code);
    } else {
        member->code = CLD_EXITED;
        member->status = WEXITSTATUS(status.exit_code);
    }
}

bool
supervise_wait(const struct member *member, int options, siginfo_t *info)
{
    int got;

    memset(info, 0, sizeof *info);
    do {
        errno = 0;
        got = member->pidfd >= 0
                  ? waitid(P_PIDFD, (id_t)member->pidfd, info, options)
                  : waitid(P_PID, (id_t)member->pid, info, options);
    } while (got < 0 && errno == EINTR);
    return got == 0 && info->si_pid != 0;
}

bool
reap_member(struct member *member)
{
    siginfo_t info;

    if (supervise_wait(member, WEXITED | WNOHANG, &info)) {
        member->code = info.si_code;
        member->status = info.si_status;
    } else if (errno != 0) {
        status_after_all(member);
    } else {
        return false;
    }
    member->state = MEMBER_ENDED;
    return true;
}

bool
reap_until(struct member *member, long long deadline)
{
    while (!reap_member(member)) {
        struct pollfd fd = { .fd = member->pidfd, .events = POLLIN };
        long long left = deadline - now_ms();

        if (left <= 0)
            return false;
        poll(&fd, member->pidfd >= 0, member->pidfd >= 0 ? (int)left : 1);
    }
    return true;
}

/* ---- those that are left to their ends ----------------------------------- */

static struct member *leaving; /* oldest first */
static int left, room;

/* Waits for the oldest while there are more than `most`.  They have nothing to
 * do any more; SIGKILL is for one that was stopped in its last steps. */
static void
reap_leaving(int most)
{
    long long deadline = now_ms() + KILL_GRACE;
    int kept = 0;

    for (int i = 0; i < left; i++) {
        struct member *member = &leaving[i];

        if (!reap_member(member) && left - i + kept <= most) {
            leaving[kept++] = *member;
            continue;
        }
        if (member->state == MEMBER_RUNNING) {
            child_signal(member->pid, member->pidfd, SIGKILL);
            reap_until(member, deadline);
        }
        if (member->pidfd >= 0)
            close(member->pidfd);
    }
    left = kept;
}

static void
reap_all(void)
{
    if (left > 0 && getpid() == process.pid)
        reap_leaving(0);
}

/* A child: they are not its own. */
static void
forget(void)
{
    for (int i = 0; i < left; i++)
        if (leaving[i].pidfd >= 0)
            close(leaving[i].pidfd);
    left = 0;
}

/* Children of the program itself. */
static void
reap_before_fork(void)
{
    if (!process_forking)
        reap_all();
}

static bool
register_once(void)
{
    static bool done;

    if (!done)
        done = pthread_atfork(reap_before_fork, NULL, forget) == 0
               && atexit(reap_all) == 0;
    return done;
}

/* While workers are leaving there are no others: a fork would have taken
 * them away. */
static bool
has_no_children(void)
{
    siginfo_t info;

    return left > 0
           || (waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) < 0
               && errno == ECHILD);
}

bool
reap_may_be_later(int workers)
{
    struct sigaction child;

    reap_leaving(workers);
    return process.slot == NULL && eyes_open == 0 && has_no_children()
           && sigaction(SIGCHLD, NULL, &child) == 0
           && child.sa_handler == SIG_DFL
           && !(child.sa_flags & SA_NOCLDWAIT) && register_once();
}

bool
reap_later(struct member *member)
{
    struct member *grown;

    if (left == room) {
        grown = realloc(leaving, (size_t)(room + 64) * sizeof *grown);
        if (!grown)
            return false;
        leaving = grown;
        room += 64;
    }
    leaving[left++] = *member;
    member->pidfd = -1;
    return true;
}
