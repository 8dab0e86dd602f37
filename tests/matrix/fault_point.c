/* SPDX-License-Identifier: MIT */
/* fault_point.c -- what happens at a fault point of the runtime (FP) in the
 * build that tests make.
 *
 *     SHM_FAULT=at=NAME,do=ACTION[,n=N][,times=T]
 *
 * In the N-th passing (1) of a process through the point the action is done,
 * by T processes at most (1).  Actions: a signal's name (KILL, SEGV, ...), by
 * raise; exit-N, _exit-N; exec; spin; say, which prints the name of the point
 * and goes on.
 */
#define _GNU_SOURCE 1
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

void fault_point(const char *name);

static char at[40], action[20];
static int passings = 1, times = 1;
static _Atomic int *done; /* shared by all processes of the program */

static void __attribute__((constructor))
read_setting(void)
{
    const char *text = getenv("SHM_FAULT");

    done = mmap(NULL, sizeof *done, PROT_READ | PROT_WRITE,
                MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    for (; text; text = strchr(text, ',') ? strchr(text, ',') + 1 : NULL) {
        if (sscanf(text, "at=%39[^,]", at) != 1
            && sscanf(text, "do=%19[^,]", action) != 1
            && sscanf(text, "n=%d", &passings) != 1)
            sscanf(text, "times=%d", &times);
    }
}

static int
signal_named(const char *name)
{
    for (int i = 1; i < SIGRTMIN; i++)
        if (sigabbrev_np(i) && strcmp(sigabbrev_np(i), name) == 0)
            return i;
    return 0;
}

static void
act(const char *name)
{
    int number;

    if (sscanf(action, "exit-%d", &number) == 1)
        exit(number);
    if (sscanf(action, "_exit-%d", &number) == 1)
        _exit(number);
    if (strcmp(action, "exec") == 0)
        execl("/bin/sleep", "sleep", "30", (char *)NULL);
    else if (strcmp(action, "say") == 0)
        dprintf(STDERR_FILENO, "%s\n", name);
    else if (strcmp(action, "spin") == 0)
        for (;;)
            ;
    else
        raise(signal_named(action));
}

void
fault_point(const char *name)
{
    static int count;
    static pid_t process; /* whose count it is */

    if (strcmp(name, at) != 0)
        return;
    if (process != getpid()) {
        process = getpid();
        count = 0;
    }
    if (++count == passings && atomic_fetch_add(done, 1) < times)
        act(name);
}
