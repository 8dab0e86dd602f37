/* SPDX-License-Identifier: MIT */
/* stats.c -- SHM_STATS: adds up what the runs of each region, loop and block
 * took.  eyes.c brings the numbers, stats_show.c prints them.
 *
 * Of a worker's life in a region, what it did not wait is busy.  What is left
 * of the region's time, before the fork reached it and after its own end, is
 * idle.  For the imbalance the busiest worker of each run is compared with
 * the mean one of that run, so that runs do not make up for each other.
 */
#include "internal.h"

static struct stats *table; /* by place; memory of all processes */

bool
stats_start(void)
{
    table = eyes_map(PLACES * sizeof *table);
    return table != NULL;
}

struct stats *
stats_of(unsigned place)
{
    return table && place < PLACES ? &table[place] : NULL;
}

static void
raise_to(_Atomic uint64_t *word, uint64_t value)
{
    uint64_t seen = atomic_load(word);

    while (seen < value && !atomic_compare_exchange_weak(word, &seen, value))
        continue;
}

/* Of one worker in one run; returns how long it was busy. */
static uint64_t
add_worker(struct stats *s, int worker, const struct worker_seen *w,
           uint64_t wall)
{
    struct worker_stats none,
        *own = worker < WORKERS_SHOWN ? &s->worker[worker] : &none;
    uint64_t waited = 0, busy, idle = wall > w->alive ? wall - w->alive : 0;

    for (int i = 0; i < WAITS; i++) {
        waited += w->waited[i];
        atomic_fetch_add(&s->waited[i], w->waited[i]);
        atomic_fetch_add(&own->waited[i], w->waited[i]);
    }
    busy = w->alive > waited ? w->alive - waited : 0;
    atomic_fetch_add(&s->busy, busy);
    atomic_fetch_add(&own->busy, busy);
    atomic_fetch_add(&s->idle, idle);
    atomic_fetch_add(&own->idle, idle);
    atomic_fetch_add(&s->cpu, w->cpu);
    atomic_fetch_add(&own->cpu, w->cpu);
    atomic_fetch_add(&s->chunks, w->chunks);
    atomic_fetch_add(&own->chunks, w->chunks);
    atomic_fetch_add(&s->iterations, w->iterations);
    atomic_fetch_add(&own->iterations, w->iterations);
    atomic_fetch_add(&s->messages, w->messages);
    atomic_fetch_add(&s->faults, w->faults);
    atomic_fetch_add(&s->major, w->major);
    raise_to(&s->memory, w->memory);
    return busy;
}

void
stats_region(const struct shmrt_team *team, uint64_t end)
{
    const struct region_seen *eyes = &team->eyes;
    struct stats *s = stats_of(eyes->place);
    uint64_t wall = end - eyes->began, sum = 0, most = 0;
    uint64_t forked = eyes->forked ? eyes->forked : end;
    int size = eyes->size < team->size ? eyes->size : team->size;

    atomic_fetch_add(&s->runs, 1);
    atomic_fetch_add(&s->wall, wall);
    atomic_fetch_add(&s->fork, forked - eyes->began);
    if (eyes->ended)
        atomic_fetch_add(&s->join, end - eyes->ended);
    atomic_fetch_add(&s->reduce, eyes->reduce);
    atomic_fetch_add(&s->team, wall * (uint64_t)size);
    atomic_fetch_add(&s->retries, eyes->retries);
    atomic_fetch_add(&s->deaths, eyes->deaths);
    raise_to(&s->resident, eyes->resident);
    raise_to(&s->workers, (uint64_t)size);
    for (int w = 0; w < size; w++) {
        uint64_t busy = add_worker(s, w, &eyes->workers[w], wall);

        sum += busy;
        most = busy > most ? busy : most;
    }
    atomic_fetch_add(&s->busiest, most);
    atomic_fetch_add(&s->mean, size > 0 ? sum / (uint64_t)size : 0);
}

void
stats_serial(const struct shmrt_team *team, uint64_t end)
{
    struct stats *s = stats_of(team->eyes.place);
    uint64_t wall = end - team->eyes.began;

    atomic_fetch_add(&s->runs, 1);
    atomic_fetch_add(&s->serial, 1);
    atomic_fetch_add(&s->wall, wall);
    atomic_fetch_add(&s->team, wall);
    atomic_fetch_add(&s->busy, wall);
}
