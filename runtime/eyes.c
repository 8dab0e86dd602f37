/* SPDX-License-Identifier: MIT */
/* eyes.c -- passes on what happens to those who look: see eyes.h.
 *
 * Also here: the clock that they share, and their memory.
 */
#include "internal.h"

#include "progress.h"
#include "trace.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

enum { INTERVAL = 100 }; /* ms */

unsigned eyes_open;

static uint64_t program_began;
static pid_t first_process;

/* What this worker is doing. */
static struct {
    uint64_t wait_began;
    enum waits wait;
    unsigned wait_place; /* PLACES: of none */
    uint64_t loop_began;
    uint64_t chunks, iterations; /* counted when the loop began */
    struct event *team, *loop, *chunk, *waiting;
} here;

uint64_t
eyes_began(void)
{
    return program_began;
}

void *
eyes_map(size_t size)
{
    void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE,
                        MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

    return memory == MAP_FAILED ? NULL : memory;
}

/* Each counter has one writer, so this need not be one operation. */
static void
add(_Atomic uint64_t *counter, uint64_t more)
{
    atomic_store_explicit(
        counter, atomic_load_explicit(counter, memory_order_relaxed) + more,
        memory_order_relaxed);
}

static void
set(_Atomic uint64_t *word, uint64_t value)
{
    atomic_store_explicit(word, value, memory_order_relaxed);
}

/* ---- in the master ------------------------------------------------------ */

/* Resident pages that are not shared: their tables are copied by a fork. */
static uint64_t
resident(void)
{
    unsigned long long total, all, shared;
    FILE *file = fopen("/proc/self/statm", "re");
    int got = 0;

    if (file) {
        got = fscanf(file, "%llu %llu %llu", &total, &all, &shared);
        fclose(file);
    }
    return got == 3 && all > shared
               ? (all - shared) * (uint64_t)sysconf(_SC_PAGESIZE)
               : 0;
}

void
eyes_region_begin(struct shmrt_team *team, int workers)
{
    struct region_seen *eyes = &team->eyes;

    eyes->place = eyes_place(team->place);
    eyes->workers = calloc((size_t)workers, sizeof *eyes->workers);
    if (eyes->workers)
        eyes->size = workers;
    if (eyes_open & EYE_STATS)
        eyes->resident = resident();
    eyes->began = now_ns();
    eyes->event =
        trace_begin(TRACE_REGION, eyes->place, eyes->began, workers, 0);
}

void
eyes_region_forked(struct shmrt_team *team)
{
    team->eyes.forked = now_ns();
    trace_moment(TRACE_WORKERS, PLACES, team->size, 0);
}

/* The trace completes from this what the worker had begun. */
static void
member_died(struct shmrt_team *team, int worker)
{
    const struct member *member = &team->members[worker];

    team->eyes.deaths++;
    trace_moment_of(worker, TRACE_DEATH, member->id,
                    (int64_t)member->code << 32 | (uint32_t)member->status);
}

/* A worker that did not come to its end has its last moment now. */
void
eyes_member_end(struct shmrt_team *team, int worker)
{
    struct region_seen *eyes = &team->eyes;
    struct seen *seen = &team->slots[worker].seen;
    struct worker_seen *sum;
    uint64_t now = now_ns(), began = seen->began, ended = seen->ended;

    if (worker >= eyes->size)
        return;
    sum = &eyes->workers[worker];
    if (began >= eyes->began && began <= now)
        sum->alive += (ended > began && ended <= now ? ended : now) - began;
    for (int i = 0; i < WAITS; i++)
        sum->waited[i] += seen->waited[i];
    sum->chunks += seen->chunks;
    sum->iterations += seen->iterations;
    sum->messages += seen->messages;
    sum->cpu += seen->cpu;
    sum->faults += seen->faults;
    sum->major += seen->major;
    if (seen->memory > sum->memory)
        sum->memory = seen->memory;
    if (seen->position > eyes->position) {
        eyes->position = seen->position;
        eyes->gone = 0;
    }
    if (seen->position == eyes->position)
        eyes->gone += seen->done;
    if (atomic_load(&team->slots[worker].done) != team->members[worker].id)
        member_died(team, worker);
    trace_moment(TRACE_WORKERS, PLACES, team->running - 1, 0);
    eyes->ended = now;
    memset(seen, 0, sizeof *seen);
}

/* The counter of the timeline. */
static void
trace_done(struct shmrt_team *team)
{
    static uint64_t looked;
    uint64_t now = now_ns(), done = 0, position = 0;

    if (now - looked < (uint64_t)INTERVAL * 1000000)
        return;
    looked = now;
    for (int w = 0; w < team->size; w++)
        if (team->slots[w].seen.position > position)
            position = team->slots[w].seen.position;
    done = progress_done(team, position);
    if (position != 0)
        trace_moment(TRACE_DONE, PLACES, (int64_t)done, 0);
}

void
eyes_tick(struct shmrt_team *team)
{
    progress_tick(team);
    if (eyes_open & EYE_TRACE)
        trace_done(team);
}

int
eyes_sleep(int milliseconds)
{
    return (eyes_open & (EYE_PROGRESS | EYE_TRACE)) && milliseconds > INTERVAL
               ? INTERVAL
               : milliseconds;
}

void
eyes_region_end(struct shmrt_team *team)
{
    uint64_t now = now_ns();

    progress_region_end(team);
    trace_end(team->eyes.event, now);
    if (eyes_open & EYE_STATS)
        stats_region(team, now);
    free(team->eyes.workers);
    team->eyes.workers = NULL;
}

void
eyes_serial_begin(struct shmrt_team *team)
{
    progress_serial_begin();
    team->eyes.place = eyes_place(team->place);
    team->eyes.began = now_ns();
    team->eyes.event =
        trace_begin(TRACE_SERIAL, team->eyes.place, team->eyes.began, 0, 0);
}

void
eyes_serial_end(struct shmrt_team *team)
{
    uint64_t now = now_ns();

    trace_end(team->eyes.event, now);
    if (eyes_open & EYE_STATS)
        stats_serial(team, now);
}

void
eyes_block_begin(struct shmrt_team *team)
{
    progress_clear_output();
    team->eyes.block = now_ns();
    team->eyes.reducing =
        trace_begin(TRACE_REDUCE, team->eyes.place, team->eyes.block, 0, 0);
}

void
eyes_block_end(struct shmrt_team *team)
{
    uint64_t now;

    if (team->eyes.block == 0)
        return;
    now = now_ns();
    trace_end(team->eyes.reducing, now);
    team->eyes.reduce += now - team->eyes.block;
    team->eyes.block = 0;
}

/* ---- in a worker -------------------------------------------------------- */

void
eyes_worker_begin(void)
{
    uint64_t now = now_ns();
    const struct level *level = process.level;

    memset(&here, 0, sizeof here);
    set(&process.slot->seen.began, now);
    trace_process(level->worker);
    here.team = trace_begin(TRACE_TEAM, eyes_place(level->place), now,
                            process.pid, level->worker);
}

static uint64_t
ns(struct timeval t)
{
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_usec * 1000u;
}

void
eyes_worker_end(void)
{
    struct seen *seen = &process.slot->seen;
    struct rusage usage;

    if (getrusage(RUSAGE_SELF, &usage) == 0) {
        set(&seen->cpu, ns(usage.ru_utime) + ns(usage.ru_stime));
        set(&seen->faults, (uint64_t)usage.ru_minflt);
        set(&seen->major, (uint64_t)usage.ru_majflt);
        set(&seen->memory, (uint64_t)usage.ru_maxrss * 1024);
    }
    trace_moment(TRACE_MEMORY, PLACES, (int64_t)seen->memory, 0);
    set(&seen->ended, now_ns());
    trace_end(here.team, seen->ended);
}

void
eyes_loop_begin(const struct shmrt_loop *loop)
{
    struct seen *seen = &process.slot->seen;

    here.loop_began = now_ns();
    here.chunk = here.loop = NULL;
    if (!loop->combined)
        here.loop = trace_begin(TRACE_LOOP, eyes_place(loop->place),
                                here.loop_began, (int64_t)loop->count, 0);
    here.chunks = seen->chunks;
    here.iterations = seen->iterations;
    set(&seen->done, 0);
    set(&seen->count, loop->count);
    set(&seen->loop_began, here.loop_began);
    seen->place = eyes_place(loop->place);
    atomic_store_explicit(&seen->position, process.level->position,
                          memory_order_release);
}

/* The loop of a parallel for is counted with its region. */
void
eyes_loop_end(const struct shmrt_loop *loop)
{
    struct seen *seen = &process.slot->seen;
    uint64_t now = now_ns(), ns = now - here.loop_began;
    struct stats *stats;

    trace_end(here.chunk, now); /* of a loop that is cancelled */
    trace_end(here.loop, now);
    here.chunk = here.loop = NULL;
    if (loop->combined || !(eyes_open & EYE_STATS))
        return;
    stats = stats_of(eyes_place(loop->place));
    atomic_fetch_add(&stats->chunks, seen->chunks - here.chunks);
    atomic_fetch_add(&stats->iterations, seen->iterations - here.iterations);
    atomic_fetch_add(&stats->team, ns);
    if (process.level->worker == 0) {
        atomic_fetch_add(&stats->runs, 1);
        atomic_fetch_add(&stats->wall, ns);
    }
}

/* Of the loop's variable. */
static int64_t
value(const struct shmrt_loop *loop, shmrt_count iteration)
{
    return (int64_t)((uint64_t)loop->base + iteration * (uint64_t)loop->step);
}

void
eyes_chunk_begin(const struct shmrt_loop *loop)
{
    if (eyes_open & EYE_TRACE)
        here.chunk =
            trace_begin(TRACE_CHUNK, eyes_place(loop->place), now_ns(),
                        value(loop, loop->first), value(loop, loop->last - 1));
}

void
eyes_chunk_end(const struct shmrt_loop *loop)
{
    struct seen *seen = &process.slot->seen;

    if (here.chunk)
        trace_end(here.chunk, now_ns());
    here.chunk = NULL;
    add(&seen->chunks, 1);
    add(&seen->iterations, loop->last - loop->first);
    add(&seen->done, loop->last - loop->first);
}

void
eyes_task_begin(const struct shmrt_place *place)
{
    memset(&here, 0, sizeof here);
    trace_process(TRACK_TASKS + (int)(process.id % TRACK_TASKS));
    here.team = trace_begin(TRACE_TASK, eyes_place(place), now_ns(),
                            process.pid, 0);
}

void
eyes_task_end(void)
{
    trace_end(here.team, now_ns());
}

void
eyes_message(void)
{
    if (!process.slot)
        return;
    add(&process.slot->seen.messages, 1);
    if (eyes_open & EYE_TRACE)
        trace_moment(TRACE_MESSAGE, PLACES, 0, 0);
}

void
eyes_wait_begin(enum waits wait, const struct shmrt_place *place)
{
    if (!process.slot)
        return;
    here.wait = wait;
    here.wait_place = place ? eyes_place(place) : PLACES;
    here.wait_began = now_ns();
    here.waiting =
        trace_begin(TRACE_WAIT, here.wait_place, here.wait_began, wait, 0);
}

void
eyes_wait_end(void)
{
    uint64_t now, ns;

    if (!process.slot || here.wait_began == 0)
        return;
    now = now_ns();
    trace_end(here.waiting, now);
    ns = now - here.wait_began;
    here.wait_began = 0;
    add(&process.slot->seen.waited[here.wait], ns);
    if (here.wait_place < PLACES && (eyes_open & EYE_STATS)) {
        struct stats *stats = stats_of(here.wait_place);

        atomic_fetch_add(&stats->runs, 1);
        atomic_fetch_add(&stats->hot, ns);
    }
}

/* ---- begin and end of the program --------------------------------------- */

void
eyes_close(void)
{
    eyes_open = 0;
}

static void
finish(void)
{
    if (getpid() != first_process || eyes_open == 0)
        return;
    progress_clear();
    if (eyes_open & EYE_STATS)
        stats_show();
    if (eyes_open & EYE_TRACE)
        trace_finish();
}

/* At the program's begin: before its own atexit handlers are registered, so
 * that this one runs behind them. */
void
eyes_begin(unsigned wanted)
{
    if (first_process == 0) {
        program_began = now_ns();
        first_process = getpid();
        atexit(finish);
    }
    if (!site_start() || ((wanted & EYE_STATS) && !stats_start())
        || ((wanted & EYE_TRACE) && !trace_start())
        || ((wanted & EYE_PROGRESS) && !progress_draw_start())) {
        report(NULL, "no memory for statistics, a timeline or progress");
        return;
    }
    eyes_open |= wanted;
}

static void __attribute__((constructor(104))) start(void)
{
    const struct settings *s = settings();
    unsigned wanted = (s->stats ? EYE_STATS : 0)
                      | (s->trace_file ? EYE_TRACE : 0)
                      | (s->progress != PROGRESS_OFF ? EYE_PROGRESS : 0);

    if (wanted != 0)
        eyes_begin(wanted);
}
