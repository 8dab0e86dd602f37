/* SPDX-License-Identifier: MIT */
/* onfail-states.c STATE [TIMES] -- iteration 3 of 6 fails in a certain state,
 * the first TIMES (1) times; compiled once for each POLICY. */
#include <shm.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { COUNT = 6 };

static const char *state;
static int times = 1;
static int *failures, *count; /* shared */
static shm_lock_t *lock;

static int
is(const char *name)
{
    if (strcmp(state, name) != 0 || *failures >= times)
        return 0;
    ++*failures;
    return 1;
}

static void
fail_outside(void)
{
    if (is("clean"))
        raise(SIGKILL);
    if (is("crash"))
        raise(SIGSEGV);
    if (is("varied"))
        raise(*failures % 2 ? SIGUSR1 : SIGKILL);
    if (is("stuck"))
        for (;;)
            pause();
    if (is("exit"))
        exit(5);
    if (is("_exit"))
        _exit(0);
    if (is("gives-up"))
        shm_fail(7, "no %s", "luck");
    if (is("exec"))
        execl("/bin/sleep", "sleep", "10", (char *)NULL);
}

static void
fail_at_lock(void)
{
    if (strncmp(state, "lock", 4) != 0)
        return;
    shm_set_lock(lock);
    if (is("lock"))
        raise(SIGKILL);
    shm_unset_lock(lock);
    if (is("lock-behind"))
        raise(SIGKILL);
}

static void
iteration(int i)
{
    if (i != 3)
        return;
    fail_outside();
    fail_at_lock();
    if (is("atomic")) {
#pragma shm atomic
        *count += 1;
        raise(SIGKILL);
    }
    if (is("task")) {
#pragma shm task
        {
        }
#pragma shm taskwait
        raise(SIGKILL);
    }
    if (strncmp(state, "critical", 8) != 0)
        return;
#pragma shm critical
    if (is("critical"))
        raise(SIGKILL);
    if (is("critical-behind"))
        raise(SIGKILL);
}

/* The blocks of an ordered loop are in its text. */
static void
ordered(void)
{
#pragma shm parallel for ordered onfail(POLICY) schedule(dynamic)
    for (int i = 0; i < COUNT; i++) {
        if (i == 3 && is("ordered-before"))
            raise(SIGKILL);
#pragma shm ordered
        {
            if (i == 3 && is("ordered"))
                raise(SIGKILL);
            printf("block %d\n", i);
        }
        if (i == 3 && is("ordered-behind"))
            raise(SIGKILL);
    }
}

static void
plain(void)
{
    int sum = 0, messages = 0;

#pragma shm parallel for onfail(POLICY) schedule(dynamic) \
    reduction(+ : sum) timeout(strcmp(state, "stuck") == 0 ? 0.2 : 100)
    for (int i = 0; i < COUNT; i++) {
        sum += 1 << i;
        printf("iteration %d\n", i);
#pragma shm reduce(i)
        {
            messages += 1 << i;
        }
        iteration(i);
    }
    printf("sum %d, messages %d, count %d\n", sum, messages, *count);
}

int
main(int argc, char **argv)
{
    state = argc > 1 ? argv[1] : "";
    if (argc > 2)
        times = atoi(argv[2]);
    failures = shm_calloc(1, sizeof *failures);
    count = shm_calloc(1, sizeof *count);
    lock = shm_calloc(1, sizeof *lock);
    shm_init_lock(lock);
    if (strncmp(state, "ordered", 7) == 0)
        ordered();
    else
        plain();
    return 0;
}
