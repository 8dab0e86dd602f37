/* SPDX-License-Identifier: MIT */
/* notice.c -- one notice when a team waits for one worker that does not come
 * on.
 *
 * Without a time limit an endless loop is waited for like any other, but
 * somebody may want to know.  Once a second the master looks at what the
 * workers' slots say.  Nothing of it is believed: it is only compared with
 * what was there before.  When it has been the same for a minute, and one
 * worker alone is at work, that one is named, once in a region.
 *
 * At work is the only worker left; else who used the processor meanwhile; if
 * nobody did, who has a chunk.  If that are several, each may have a chunk
 * that takes long, and nothing is said.
 */
#include "internal.h"

long long notice_after = 60000; /* ms; tests have no minute */

/* Changes when a worker comes on, ends or is forked. */
static uint64_t
fingerprint(const struct shmrt_team *team)
{
    uint64_t print = (uint64_t)team->running;

    for (int w = 0; w < team->size; w++) {
        const struct slot *slot = &team->slots[w];
        const uint64_t words[] = {
            team->members[w].id,
            slot->iteration,
            atomic_load(&slot->first),
            atomic_load(&slot->position),
            atomic_load(&slot->arrived),
            atomic_load(&slot->chunk),
            atomic_load(&slot->commits),
            atomic_load(&slot->done),
            atomic_load(&team->rings[w].head),
        };

        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            print = seal(print, words[i], i);
    }
    return print;
}

static bool
is_running(const struct shmrt_team *team, int worker)
{
    return team->members[worker].state == MEMBER_RUNNING;
}

/* What they have used until now. */
static void
note_times(struct shmrt_team *team)
{
    for (int w = 0; w < team->size; w++)
        if (is_running(team, w))
            team->members[w].used = proc_time(team->members[w].pid);
}

static bool
has_worked(const struct shmrt_team *team, int worker)
{
    const struct member *member = &team->members[worker];

    return proc_time(member->pid) > member->used + 1;
}

static bool
has_chunk(const struct shmrt_team *team, int worker)
{
    const struct slot *slot = &team->slots[worker];

    return atomic_load(&slot->first) < atomic_load(&slot->last);
}

static bool
is_there(const struct shmrt_team *team, int worker)
{
    (void)team;
    (void)worker;
    return true;
}

/* The only running worker of which this is so; -1: there is none, -2: there
 * are several. */
static int
only(const struct shmrt_team *team,
     bool (*is_so)(const struct shmrt_team *, int))
{
    int found = -1;

    for (int w = 0; w < team->size; w++) {
        if (!is_running(team, w) || !is_so(team, w))
            continue;
        if (found >= 0)
            return -2;
        found = w;
    }
    return found;
}

static int
at_work(const struct shmrt_team *team)
{
    int worker = only(team, is_there);

    if (worker == -2)
        worker = only(team, has_worked);
    if (worker == -1)
        worker = only(team, has_chunk);
    return worker;
}

void
notice_look(struct shmrt_team *team)
{
    struct quiet *quiet = &team->quiet;
    uint64_t print = fingerprint(team);
    char where[DEATH_TEXT];
    int worker;

    if (print != quiet->print || quiet->since == 0) {
        *quiet = (struct quiet){ .print = print, .since = now_ms(),
                                 .told = quiet->told };
        return;
    }
    if (!quiet->noted) {
        note_times(team);
        quiet->noted = true;
        return;
    }
    if (quiet->told || team->size < 2
        || now_ms() - quiet->since < notice_after)
        return;
    worker = at_work(team);
    if (worker < 0 || team->members[worker].stopped_reported)
        return;
    quiet->told = true;
    death_where(team, worker, where);
    report(team->place, "worker %d (pid %d) has not come on for %lld s%s; the "
           "others wait for it", worker, (int)team->members[worker].pid,
           (now_ms() - quiet->since) / 1000, where);
}
