// status: 70
// timeout: 20
// cflags: -Wno-unused-result
/* SPDX-License-Identifier: MIT */
/* A worker that SIGKILL does not end, as one in an uninterruptible sleep: a
 * tracer holds it on its way out.  The master says so and goes on. */
#define _GNU_SOURCE 1
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <unistd.h>

/* By a child of its own, which lets go when the master is no more. */
static void
have_me_held(pid_t master)
{
    int ready[2];
    char byte;

    if (pipe(ready) < 0)
        exit(99);
    prctl(PR_SET_PTRACER, PR_SET_PTRACER_ANY, 0, 0, 0);
    if (fork() == 0) {
        if (ptrace(PTRACE_SEIZE, getppid(), NULL, PTRACE_O_TRACEEXIT) < 0)
            _exit(1); /* the pipe's end says so */
        close(STDOUT_FILENO);
        close(STDERR_FILENO);
        write(ready[1], "", 1);
        while (kill(master, 0) == 0)
            usleep(10000);
        _exit(0);
    }
    close(ready[1]);
    if (read(ready[0], &byte, 1) != 1)
        exit(98);
}

int
main(void)
{
    pid_t master = getpid();

#pragma shm parallel for timeout(0.5) onfail(retry(3))
    for (int i = 0; i < 2; i++) {
        if (i == 1) {
            have_me_held(master);
            for (;;)
                pause();
        }
    }
    puts("a worker that does not end is left out");
    return 0;
}
