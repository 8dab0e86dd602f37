/* SPDX-License-Identifier: MIT */
/* process.c -- what the calling process is: its place in the nest of regions.
 *
 * Outside any region there is one level, a team of one, so that every
 * construct works the same there.  A worker's innermost level is its team's;
 * a region that is run serially puts a team of one on top.
 */
#include "internal.h"

#include <pthread.h>
#include <unistd.h>

const char shmrt_abi_1 = 1;

/* What shmrt_self points to when no slot is ours. */
static volatile shmrt_count no_chunk[3];
static volatile unsigned no_state;
static const shmrt_count no_attention;
static char *const no_output[2];

struct shmrt_self shmrt_self = { no_chunk, &no_state, &no_attention, no_output,
                                 0 };

_Static_assert(offsetof(struct slot, first) == sizeof(shmrt_count)
                   && offsetof(struct slot, last) == 2 * sizeof(shmrt_count)
                   && offsetof(struct control, attention)
                              % sizeof(shmrt_count) == 0,
               "shmrt_self has the addresses of these");

static struct level outside = { .size = 1, .processes = 1 };

struct process process = { .level = &outside };
bool process_forking;

static bool has_forked; /* the program itself has, in this process */

static void
note_fork(void)
{
    if (!process_forking)
        has_forked = true;
}

bool
process_is_alone(void)
{
    return !has_forked && !process.teams && process.level == &outside
           && process.pid == process.master_pid && process.pid == getpid();
}

/* A process that the program forked itself, in a worker or in a reduce block.
 * It has no slot and no team: control memory is not even mapped in a worker's
 * child.  Constructs that it meets find a team of one. */
static void
become_stranger(void)
{
    if (process_forking)
        return;
    task_forget();
    eyes_close();
    check_close();
    has_forked = true;
    process.pid = getpid();
    process.slot = NULL;
    process.teams = NULL;
    process.level = &outside;
    process_moved();
}

void
process_start(void)
{
    const struct settings *s = settings();

    if (process.pid != 0)
        return;
    process.pid = process.master_pid = getpid();
    process.max_levels = s->max_levels;
    process.serial = s->worker_levels > 0 && s->workers[0] == 0;
    process.schedule = s->schedule;
    process.chunk = s->chunk;
    process.id = program_new_id();
    pthread_atfork(note_fork, NULL, become_stranger);
}

static void __attribute__((constructor(103)))
start_early(void)
{
    process_start();
}

/* The iterations of a serial loop are nobody's concern; those of the loop
 * round it stay noted in the slot. */
void
process_moved(void)
{
    const struct level *level = process.level;
    struct slot *slot = level->team ? process.slot : NULL;

    shmrt_self = (struct shmrt_self){ no_chunk, &no_state, &no_attention,
                                      no_output, level->worker };
    CHECKS(no_state |= check_for & CHECK_CONFLICTS ? SHMRT_CHECKED : 0);
    if (!slot)
        return;
    shmrt_self.chunk = &slot->iteration;
    shmrt_self.state = (volatile unsigned *)&slot->state;
    shmrt_self.attention
        = (shmrt_count *)&level->team->control->attention;
    shmrt_self.output = stdio_output();
}

void
level_push(struct level *level)
{
    level->outer = process.level;
    process.level = level;
    process_moved();
}

void
level_pop(void)
{
    process.level = process.level->outer;
    process_moved();
}

void
level_replace(struct level *level)
{
    process.level = level;
    process.slot = NULL;
    process_moved();
}

int
level_size_wait(void)
{
    struct level *level = process.level;
    struct word *word = &level->team->control->size;
    uint32_t seen;
    int size;

    word_wait(word, 0);
    seen = atomic_load(&word->value);
    size = (int)(seen & 0xffff);
    if (seen != team_size_word(size))
        fail(STATUS_DAMAGE, level->place, "the team's size is damaged");
    level->size = size;
    return size;
}

/* The last number of the list holds for all deeper levels. */
int
level_next_size(void)
{
    const struct settings *s = settings();
    const struct level *level = process.level;
    int depth = level->depth;

    if (process.serial || level->active >= process.max_levels)
        return 0;
    if (process.workers > 0)
        return process.workers;
    if (s->worker_levels > 0)
        return s->workers[depth < s->worker_levels ? depth
                                                   : s->worker_levels - 1];
    return cpus_default_workers(depth);
}
