/* SPDX-License-Identifier: MIT */
/* check.c -- passes what happens on to those who look for lost writes and
 * conflicts, and begins and ends with the program: see check.h.
 */
#include "internal.h"

#include <string.h>

unsigned check_for;

/* Who is to tell what this process finds: the one that forked it; and the
 * one that is about to fork. */
static uint32_t collector, forking;

static void
look_around(void)
{
    forking = process.id;
    if (check_for & CHECK_WRITES)
        blocks_watch();
    objects_update();
}

void
check_region_begin(void)
{
    look_around();
    if (check_for & CHECK_CONFLICTS)
        conflicts_fork();
}

void
check_task_begin(void)
{
    look_around();
    if (check_for & CHECK_CONFLICTS)
        conflicts_task();
}

void
check_process_begin(void)
{
    collector = forking;
    pages_forget();
    if (check_for & CHECK_WRITES)
        writes_begin();
    if (check_for & CHECK_CONFLICTS)
        conflicts_begin();
}

void
check_chunk_end(const struct shmrt_loop *loop)
{
    if (check_for & CHECK_WRITES)
        writes_chunk_end(loop);
    if (check_for & CHECK_CONFLICTS)
        conflicts_chunk_end();
}

void
check_process_end(void)
{
    if (check_for & CHECK_WRITES)
        writes_end();
    if (check_for & CHECK_CONFLICTS)
        conflicts_end();
}

void
check_region_forked(void)
{
    check_pause();
}

bool
check_pause(void)
{
    return (check_for & CHECK_CONFLICTS) && conflicts_pause();
}

void
check_lock(const volatile void *lock, size_t size)
{
    if (check_for & CHECK_CONFLICTS)
        conflicts_ignore((uintptr_t)lock, size);
}

void
shmrt_atomic_object(const volatile void *object, shmrt_size size)
{
    check_lock(object, size);
}

void
check_private(const volatile void *object, size_t size)
{
    if (check_for & CHECK_WRITES)
        writes_private((uintptr_t)object, size);
}

void
check_chunk_begin(const struct shmrt_loop *loop)
{
    if (check_for & CHECK_CONFLICTS)
        conflicts_chunk_begin(loop);
}

void
check_tasks_waited(void)
{
    if (check_for & CHECK_CONFLICTS)
        conflicts_waited();
}

void
check_block(bool begins)
{
    if (check_for & CHECK_CONFLICTS)
        conflicts_block(begins);
}

void
check_barrier(void)
{
    if (check_for & CHECK_CONFLICTS)
        conflicts_barrier();
}

void
check_resume(bool held)
{
    if (check_for & CHECK_CONFLICTS)
        conflicts_resume(held);
}

void
check_dead(uint32_t id)
{
    if (check_for & CHECK_CONFLICTS)
        baton_dead(id);
}

void
check_yield(void)
{
    if (check_for & CHECK_CONFLICTS)
        conflicts_yield();
}

void
check_guard(int change)
{
    if (check_for & CHECK_CONFLICTS)
        conflicts_guard(change);
}

void
check_new_block(void *block, size_t size)
{
    if (check_for & CHECK_CONFLICTS)
        conflicts_new_block(block, size);
}

/* By a clause in serial mode it is not: there is one process. */
void
shmrt_private(const volatile void *object, shmrt_size size)
{
    if (process.slot || process.level->depth == 0)
        CHECKS(check_private(object, size));
}

void
check_close(void)
{
    check_for = 0;
}

/* ---- what was found ------------------------------------------------------ */

struct check_chunk
check_chunk_of(const struct shmrt_loop *loop)
{
    struct check_chunk chunk = {
        .line = loop->place->line,
        .sections = loop->sections,
        .base = loop->base,
        .step = loop->step,
        .first = loop->first,
        .last = loop->last,
    };

    return chunk;
}

void
check_found(struct finding *finding)
{
    finding->collector = collector;
    if (finding->kind == CHECK_WRITES)
        finding->worker[0] = process.slot ? process.level->worker : -1;
    log_add(finding);
}

/* SHM_CHECK=...,fatal */
static void
tell(const struct shmrt_place *place, uintptr_t caller)
{
    if (show_findings(place, caller) > 0 && settings()->check_fatal)
        end_program(STATUS_DAMAGE);
}

void
check_region_end(const struct shmrt_team *team)
{
    if (check_for & CHECK_CONFLICTS)
        conflicts_over();
    tell(team->place, team->caller);
}

void
check_task_ended(const struct shmrt_place *place)
{
    tell(place, 0);
}

/* The runtime's own places in the tables of malloc come before main, so that
 * the blocks of the whole program are known. */
static void __attribute__((constructor(104))) start(void)
{
    unsigned wanted = settings()->check;

    if (wanted == 0)
        return;
    if (!log_start() || ((wanted & CHECK_CONFLICTS) && !conflicts_start())) {
        report(NULL, "SHM_CHECK: no memory for what is found");
        return;
    }
    check_for = wanted;
    look_around();
    if ((wanted & CHECK_WRITES) && objects_count() == 0 && !objects_update())
        report(NULL, "SHM_CHECK: in a program that is linked statically lost "
                     "writes are not looked for");
}
