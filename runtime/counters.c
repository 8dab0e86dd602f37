/* SPDX-License-Identifier: MIT */
/* counters.c -- what the compiler counts in a program that is built with
 * --coverage, -fprofile-generate or the like.
 *
 * The compiler's own library writes the counters at the program's end; a
 * worker and a task end by _exit, so it is done for them.  They start with
 * the counters at zero, for what the master has counted it writes itself,
 * and write them before the master may hear that all is done: a region that
 * is over is in the file.  They do so one by one, for clang's library adds to
 * a file without a lock.
 *
 * The library is linked statically, once into each program and each shared
 * library.  So the units bring its functions here, and several bring the
 * same ones. */
#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

static struct shmrt_counters *all;

static bool
is_known(const struct shmrt_counters *counters)
{
    for (const struct shmrt_counters *c = all; c; c = c->next)
        if (c->write == counters->write)
            return true;
    return false;
}

void
shmrt_counters_begin(struct shmrt_counters *counters)
{
    if (is_known(counters))
        return;
    counters->next = all;
    all = counters;
}

void
shmrt_counters_end(struct shmrt_counters *counters)
{
    for (struct shmrt_counters **c = &all; *c; c = &(*c)->next)
        if (*c == counters) {
            *c = counters->next;
            return;
        }
}

void
counters_reset(void)
{
    for (const struct shmrt_counters *c = all; c; c = c->next)
        c->reset();
}

/* The lock is one that all processes of the program can open and that goes
 * when its holder dies; where there is none, better unlocked than not. */
void
counters_write(void)
{
    int program;

    if (!all)
        return;
    program = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
    while (program >= 0 && flock(program, LOCK_EX) < 0 && errno == EINTR)
        continue;
    for (const struct shmrt_counters *c = all; c; c = c->next)
        c->write();
    if (program >= 0)
        close(program);
}
