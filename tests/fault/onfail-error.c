/* SPDX-License-Identifier: MIT */
/* onfail and error(e): nothing is printed, and e says what there was. */
#include <shm.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { COUNT = 40 };

static int *deaths; /* shared */

static void
die(int i, int times)
{
    if (deaths[i]++ < times)
        raise(SIGKILL);
}

static void
show(const char *what, const struct shm_error *e, int sum)
{
    printf("%s: sum %d; kind %d, worker %d, pid %d, code %d, line %d, "
           "%lld..%lld, attempts %d, lost %lld, message: %s\n",
           what, sum, e->kind, e->worker, e->pid > 0, e->code,
           e->line > 0, e->first, e->last, e->attempts, e->lost,
           strchr(e->message, '.') ? strstr(e->message, "was") : "");
    fflush(stdout);
    memset(deaths, 0, COUNT * sizeof *deaths);
}

int
main(void)
{
    struct shm_error e;
    int sum = 0;

    deaths = shm_calloc(COUNT, sizeof *deaths);
#pragma shm parallel for schedule(dynamic, 4) onfail(retry(2)) error(e) \
    reduction(+ : sum) num_workers(1)
    for (int i = 0; i < COUNT; i++) {
        sum++;
        if (i == 10)
            die(i, 2);
    }
    show("retried", &e, sum);
    sum = 0;
#pragma shm parallel for schedule(dynamic, 4) onfail(retry(2)) error(e) \
    reduction(+ : sum) num_workers(1)
    for (int i = 0; i < COUNT; i++) {
        sum++;
        if (i == 10)
            die(i, 3);
    }
    show("given up", &e, sum);
    sum = 0;
#pragma shm parallel for schedule(dynamic, 4) onfail(skip) error(e) \
    reduction(+ : sum) num_workers(1)
    for (int i = 0; i < COUNT; i++) {
        sum++;
        if (i == 10 || i == 20)
            die(i, 1);
    }
    show("skipped", &e, sum);
    return 0;
}
