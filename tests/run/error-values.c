// skip-serial
/* SPDX-License-Identifier: MIT */
/* What error(e) says of each kind of failure; the region counts for nothing,
 * and the program goes on, with locks that the dead held free again. */
#include "check.h"

#include <shm.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

static void show(const char *what, const struct shm_error *e)
{
    printf("%s: kind %d code %d line %d iterations %lld..%lld attempts %d "
           "lost %lld\n", what, (int)e->kind, e->code, e->line, e->first,
           e->last, e->attempts, e->lost);
    CHECK(strstr(e->file, "error-values.c"));
    CHECK(strstr(e->message, ".c:") && strstr(e->message, ": worker "));
    CHECK(shm_strerror(e) == e->message && e->pid > 0 && e->worker >= 0);
}

static long fail_at(int how, int timeout)
{
    struct shm_error error;
    long sum = 5;
    int last = 7;

#pragma shm parallel for error(error) reduction(+: sum) lastprivate(last) \
    schedule(dynamic, 10) timeout(timeout ? 0.1 : 60)
    for (int i = 1000; i > 800; i -= 2) {
        sum += i;
        last = i;
        if (i != 936)
            continue;
        if (how == 0)
            raise(SIGKILL);
        if (how == 1)
            exit(0);
        if (how == 2)
            shm_fail(300, "no %s, %d", "luck", i);
        while (how == 3)
            pause();
    }
    show("loop", &error);
    CHECK(how != 2 || strstr(error.message, ": no luck, 936"));
    return sum + last;
}

static int use_lock(void)
{
    int value = 0;

#pragma shm critical(held)
    value = 1;
    return value;
}

static void locks(void)
{
    struct shm_error error;
    int count = 0;

#pragma shm parallel error(error) timeout(0.1)
    {
#pragma shm critical(held)
        for (;;)
            pause();
    }
    show("lock", &error);
#pragma shm parallel for reduction(+: count)
    for (int i = 0; i < 10; i++)
        count += use_lock();
    CHECK(count == 10 && use_lock());
}

/* The nested region's failure is the worker's to look at. */
static void nested(void)
{
    struct shm_error outer;
    int found = 0;

    shm_set_max_levels(2);
#pragma shm parallel error(outer) reduction(+: found)
    {
        struct shm_error inner;

#pragma shm parallel error(inner) num_workers(2)
        if (shm_worker_num() == 1)
            shm_fail(9, "inside");
        found += inner.kind == SHM_FAILED && inner.code == 9;
    }
    CHECK(outer.kind == SHM_OK && found >= 1);
#pragma shm parallel error(outer)
#pragma shm parallel num_workers(2)
    if (shm_worker_num() == 1)
        raise(SIGUSR1);
    show("nested", &outer);
}

int main(void)
{
    if (shm_get_serial()) /* there is no worker to fail */
        shm_set_serial(0);
    shm_set_num_workers(shm_max_workers());
    for (int how = 0; how < 4; how++)
        CHECK(fail_at(how, how == 3) == 12);
    locks();
    nested();
    return 0;
}
