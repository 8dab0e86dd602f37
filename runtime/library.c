/* SPDX-License-Identifier: MIT */
/* library.c -- the functions of shm.h on the team, serial mode, time and
 * errors.  What `process` says of the caller is turned into the user's terms;
 * shm.h states what each function means. */
#include <stdio.h>
#include <unistd.h>

#include "internal.h"
#include "library.h"

/* ---- team ---------------------------------------------------------------- */

_Static_assert((int)shm_sched_static == SHMRT_SCHED_STATIC
                   && (int)shm_sched_dynamic == SHMRT_SCHED_DYNAMIC
                   && (int)shm_sched_guided == SHMRT_SCHED_GUIDED
                   && (int)shm_sched_auto == SHMRT_SCHED_AUTO,
               "users and translator number the schedules alike");

int
shm_worker_num(void)
{
    return process.level->worker;
}

int
shm_num_workers(void)
{
    return level_size();
}

int
shm_max_workers(void)
{
    int size = level_next_size();

    return size > 0 ? size : 1;
}

void
shm_set_num_workers(int workers)
{
    if (workers > 0)
        process.workers = workers;
}

int
shm_num_procs(void)
{
    return cpus_available();
}

int
shm_in_parallel(void)
{
    return process.level->active > 0;
}

int
shm_level(void)
{
    return process.level->depth;
}

int
shm_active_level(void)
{
    return process.level->active;
}

/* The caller's region at that depth; NULL where there is none. */
static struct level *
level_at(int depth)
{
    struct level *level = process.level;

    if (depth < 0 || depth > level->depth)
        return NULL;
    while (level->depth > depth && level->outer)
        level = level->outer;
    return level;
}

int
shm_ancestor_num(int level)
{
    const struct level *at = level_at(level);

    return at ? at->worker : -1;
}

int
shm_team_size(int level)
{
    struct level *at = level_at(level), *inner = process.level;
    int size;

    if (!at)
        return -1;
    process.level = at; /* whose size may have to be waited for */
    size = level_size();
    process.level = inner;
    return size;
}

int
shm_max_levels(void)
{
    return process.max_levels;
}

void
shm_set_max_levels(int levels)
{
    if (levels >= 0)
        process.max_levels = levels < LEVELS_MAX ? levels : LEVELS_MAX;
}

void
shm_set_schedule(shm_sched_t kind, int chunk)
{
    if (kind < shm_sched_static || kind > shm_sched_auto)
        return;
    process.schedule = (int)kind;
    process.chunk = chunk > 0 && kind != shm_sched_auto ? chunk : 0;
}

void
shm_get_schedule(shm_sched_t *kind, int *chunk)
{
    *kind = (shm_sched_t)process.schedule;
    *chunk = process.chunk < 0x7fffffff ? (int)process.chunk : 0x7fffffff;
}

pid_t
shm_worker_pid(void)
{
    return getpid();
}

pid_t
shm_master_pid(void)
{
    return process.master_pid;
}

/* ---- serial mode --------------------------------------------------------- */

void
shm_set_serial(int flag)
{
    process.serial = flag != 0;
}

int
shm_get_serial(void)
{
    return process.serial;
}

/* ---- time ---------------------------------------------------------------- */

double
shm_wtime(void)
{
    return (double)now_ns() * 1e-9;
}

double
shm_wtick(void)
{
    return clock_tick();
}

/* ---- errors -------------------------------------------------------------- */

const char *
shm_strerror(const struct shm_error *error)
{
    static const char *const kinds[] = {
        [SHM_OK] = "no error",
        [SHM_SIGNAL] = "a worker was killed by a signal",
        [SHM_EXIT] = "a worker called exit",
        [SHM_FAILED] = "a worker gave up",
        [SHM_TIMEOUT] = "a chunk took too long",
        [SHM_RESOURCE] = "no memory or processes left",
        [SHM_DAMAGED] = "shared data may be damaged",
    };
    unsigned kind = (unsigned)error->kind;

    if (kind != SHM_OK && error->message[0] != '\0')
        return error->message;
    return kind < sizeof kinds / sizeof kinds[0] ? kinds[kind]
                                                 : "unknown error";
}

void
shm_perror(const char *prefix, const struct shm_error *error)
{
    bool named = prefix && *prefix;

    fprintf(stderr, "%s%s%s\n", named ? prefix : "", named ? ": " : "",
            shm_strerror(error));
}
