/* SPDX-License-Identifier: MIT */
/* freeze.c -- SHM_FREEZE_ON_ERROR: a worker that crashed is held for a
 * debugger.
 *
 * Its crash handler (crash.c) notes what happened, says so in slot.held, rings
 * the doorbell and stops.  The master stops the other workers of the team,
 * prints the command to attach with, and sleeps until the held one has ended.
 * Released by SIGCONT, or by a debugger that lets it go on, the worker meets
 * its fault again, at the same instruction, now without a handler.
 */
#include "internal.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>

static void
signal_others(struct shmrt_team *team, int worker, int number)
{
    for (int w = 0; w < team->size; w++) {
        const struct member *member = &team->members[w];

        if (w != worker && member->state == MEMBER_RUNNING)
            child_signal(member->pid, member->pidfd, number);
    }
}

static void
hold(struct shmrt_team *team, int worker)
{
    const struct member *member = &team->members[worker];
    const char *name = sigabbrev_np(team->slots[worker].crash_signal);
    siginfo_t info;

    signal_others(team, worker, SIGSTOP);
    report(team->place, "worker %d (pid %d) is held at SIG%s, the others are "
           "stopped; attach: gdb -p %d; let it go: kill -CONT %d", worker,
           (int)member->pid, name ? name : "?", (int)member->pid,
           (int)member->pid);
    (void)supervise_wait(member, WEXITED | WNOWAIT, &info);
    signal_others(team, worker, SIGCONT);
}

void
freeze_look(struct shmrt_team *team)
{
    if (!settings()->freeze)
        return;
    for (int w = 0; w < team->size; w++)
        if (team->members[w].state == MEMBER_RUNNING
            && atomic_exchange(&team->slots[w].held, 0))
            hold(team, w);
}
