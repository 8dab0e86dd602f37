/* SPDX-License-Identifier: MIT */
/* child.c -- signals to processes that the runtime has forked.
 *
 * Through a pidfd, which names one process for ever.  kill(2) is called here
 * and nowhere else, for a kernel without pidfds: the pid is from private
 * memory, never from what workers can write; it is our child's, and the kernel
 * has just said that nobody has waited for it, so no other process has it.
 */
#include "internal.h"

#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

void
child_signal(pid_t pid, int pidfd, int number)
{
    siginfo_t info;

    if (pidfd >= 0)
        syscall(SYS_pidfd_send_signal, pidfd, number, NULL, 0);
    else if (waitid(P_PID, (id_t)pid, &info, WEXITED | WNOHANG | WNOWAIT) == 0)
        kill(pid, number);
}
