/* SPDX-License-Identifier: MIT */
/* The system has no process for a fresh worker: the others take the chunk; if
 * there are none, it is tried again for a while.  The program's own fork
 * stands in front of the library's. */
#include <errno.h>
#include <shm.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

enum { COUNT = 100 };

static int forks, refused_from, refused_to;
static volatile int *refused, *deaths; /* shared */

pid_t
fork(void)
{
    forks++;
    if (forks >= refused_from && forks < refused_to) {
        *refused = 1;
        errno = EAGAIN;
        return -1;
    }
    return _Fork();
}

/* The number of the first call that is refused, and of the first that is not
 * any more. */
static void
refuse(int from, int to)
{
    forks = *refused = *deaths = 0;
    refused_from = from;
    refused_to = to;
}

/* Who comes to iteration 0 first dies; the others have work left when the
 * master finds that there is no process for another. */
static void
step(int i)
{
    if (i == 0 && *deaths == 0) {
        *deaths = 1;
        raise(SIGKILL);
    }
    while (i == 5 && refused_from < COUNT && !*refused)
        usleep(100);
    usleep(1000);
}

static void
show(const char *what, int sum, const struct shm_error *e)
{
    printf("%s: sum %d, kind %d, %s\n", what, sum, e->kind, e->message);
    fflush(stdout);
}

static void
two_workers(const char *what, int from)
{
    struct shm_error e = { 0 };
    int sum = 0;

    refuse(from, COUNT);
#pragma shm parallel for schedule(dynamic, 5) num_workers(2) \
    reduction(+ : sum) onfail(retry(2)) error(e)
    for (int i = 0; i < COUNT; i++) {
        sum += i;
        step(i);
    }
    show(what, sum, &e);
}

/* Each worker has its own chunks, until one of them is missing. */
static void
dealt_out(void)
{
    int sum = 0;

    refuse(3, COUNT);
#pragma shm parallel for schedule(static, 5) num_workers(2) \
    reduction(+ : sum) onfail(retry(2))
    for (int i = 0; i < COUNT; i++) {
        sum += i;
        step(i);
    }
    printf("static: sum %d\n", sum);
    fflush(stdout);
}

static void
one_worker(const char *what, int to)
{
    struct shm_error e = { 0 };
    int sum = 0;

    refuse(2, to);
#pragma shm parallel for schedule(dynamic, 50) num_workers(1) \
    reduction(+ : sum) onfail(retry(2)) error(e)
    for (int i = 0; i < COUNT; i++) {
        sum += i;
        step(i);
    }
    show(what, sum, &e);
}

/* Whoever waits for its turn cannot take the chunk that is missing. */
static void
in_order(void)
{
    struct shm_error e = { 0 };
    int sum = 0;

    refuse(3, COUNT);
#pragma shm parallel for ordered schedule(dynamic, 5) num_workers(2) \
    reduction(+ : sum) onfail(retry(2)) error(e)
    for (int i = 0; i < COUNT; i++) {
        step(i);
#pragma shm ordered
        sum += i;
    }
    show("ordered", sum, &e);
}

int
main(void)
{
    refused = shm_calloc(1, sizeof *refused);
    deaths = shm_calloc(1, sizeof *deaths);
    two_workers("nothing is refused", COUNT);
    two_workers("a fresh one is refused", 3);
    dealt_out();
    one_worker("alone, refused twice", 4);
    one_worker("alone, refused", COUNT);
    in_order();
    return 0;
}
