/* SPDX-License-Identifier: MIT */
/* progress.c -- SHM_PROGRESS and shm_on_progress: how far a loop has come.
 *
 * The master looks at most ten times a second, when it wakes up anyway or has
 * slept that long, and adds up what its workers' slots say: iterations whose
 * chunk is complete.  It shows the loop that any of them came to last, once
 * that takes longer than a second.  What a slot says is used for nothing but
 * to be shown.
 *
 * In serial mode there is no chunk that ends before the loop does.  There the
 * loop is cut into pieces of some 40 ms, and the master looks between them.
 *
 * Only the program's first process shows anything; progress_draw.c says how.
 */
#include "internal.h"

#include "chunks.h"
#include "progress.h"

#include <limits.h>

enum { MILLISECOND = 1000000, SECOND = 1000000000 };
enum { INTERVAL = 100 * MILLISECOND, PIECE = 40 * MILLISECOND };

static void (*function)(const struct shm_progress *); /* the program's own */
static bool busy; /* it is running: regions in it are not shown */

/* The loop that is shown, or will be if it takes long enough. */
static struct {
    uint64_t id;    /* tells it from the last one; 0: none */
    uint64_t began; /* ns */
    bool shown;
    struct shm_progress now;
    char name[PLACE_TEXT + sizeof((struct eye_place *)0)->file];
} loop;
static uint64_t ids, looked; /* given out; time of the last look, ns */

/* In serial mode. */
static struct {
    const struct shmrt_loop *loop; /* the outermost one; 0: none */
    uint64_t piece_began;
    shmrt_count piece; /* iterations of the next */
} serial;

static bool
is_mine(void)
{
    return (eyes_open & EYE_PROGRESS) && !process.slot && !task_is() && !busy;
}

/* ---- showing ------------------------------------------------------------- */

static void
show(void)
{
    loop.shown = true;
    if (function) {
        busy = true;
        function(&loop.now);
        busy = false;
    } else {
        progress_draw(&loop.now);
    }
}

static void
count(uint64_t done)
{
    struct shm_progress *p = &loop.now;
    uint64_t now = now_ns();

    p->done = done > (uint64_t)p->total ? p->total : (long long)done;
    p->seconds = loop.began < now ? (double)(now - loop.began) / SECOND : 0;
    p->rate = p->seconds > 0 ? (double)p->done / p->seconds : 0;
    p->left = p->rate > 0 ? (double)(p->total - p->done) / p->rate : -1;
}

/* Shows it if it takes long enough. */
static void
update(uint64_t done)
{
    count(done);
    if (loop.now.seconds >= 1)
        show();
}

static void
finish_loop(uint64_t done)
{
    if (loop.id == 0)
        return;
    loop.id = 0;
    if (!loop.shown)
        return;
    count(done);
    loop.now.finished = 1;
    loop.now.left = 0;
    show();
    progress_clear();
}

/* Who comes to the next loop has left the one before: it is done, or as good
 * as done where it is nowait. */
static void
begin_loop(uint64_t id, unsigned place, uint64_t total, uint64_t began)
{
    const struct eye_place *at = eyes_place_of(place);

    finish_loop((uint64_t)loop.now.total);
    loop.id = id;
    loop.began = began;
    loop.shown = false;
    loop.now = (struct shm_progress){ .label = loop.name,
                                      .file = at->file,
                                      .line = at->line };
    loop.now.total = total > LLONG_MAX ? LLONG_MAX : (long long)total;
    eyes_place_name(place, loop.name, sizeof loop.name);
}

/* ---- with workers -------------------------------------------------------- */

/* The loop that any worker came to last, by its position. */
static const struct seen *
latest(const struct shmrt_team *team)
{
    const struct seen *found = NULL;

    for (int w = 0; w < team->size; w++) {
        const struct seen *seen = &team->slots[w].seen;

        if (seen->position > (found ? found->position : 0))
            found = seen;
    }
    return found;
}

uint64_t
progress_done(const struct shmrt_team *team, uint64_t position)
{
    uint64_t done = team->eyes.position == position ? team->eyes.gone : 0;

    if (team->chunks)
        return chunks_iterations_done(team->chunks);
    for (int w = 0; w < team->size; w++)
        if (team->slots[w].seen.position == position)
            done += team->slots[w].seen.done;
    return done;
}

static void
look(struct shmrt_team *team, uint64_t now)
{
    const struct seen *seen = latest(team);

    looked = now;
    if (!seen)
        return;
    if (team->eyes.shown != seen->position || loop.id != team->eyes.loop) {
        team->eyes.shown = seen->position;
        team->eyes.loop = ++ids;
        begin_loop(ids, seen->place, seen->count, seen->loop_began);
    }
    loop.now.workers = team->running;
    loop.now.retries = (int)team->eyes.retries;
    update(progress_done(team, seen->position));
}

void
progress_tick(struct shmrt_team *team)
{
    uint64_t now;

    if (!is_mine())
        return;
    now = now_ns();
    if (now - looked >= INTERVAL)
        look(team, now);
}

void
progress_region_end(struct shmrt_team *team)
{
    if (!is_mine() || loop.id == 0 || loop.id != team->eyes.loop)
        return;
    loop.now.workers = 0;
    finish_loop(progress_done(team, team->eyes.shown));
}

/* ---- in serial mode ------------------------------------------------------ */

void
progress_serial_begin(void)
{
    if (process.level->depth == 1)
        serial.loop = NULL; /* one that was left by longjmp */
}

void
progress_loop_begin(const struct shmrt_loop *l)
{
    if (!is_mine() || serial.loop || l->active)
        return;
    serial.loop = l;
    serial.piece = 1;
    serial.piece_began = now_ns();
    begin_loop(++ids, eyes_place(l->place), l->count, serial.piece_began);
}

void
progress_loop_end(const struct shmrt_loop *l)
{
    if (serial.loop != l)
        return;
    serial.loop = NULL;
    finish_loop(l->last);
}

/* Before the next piece; `done` iterations lie behind it.  A piece that was
 * much shorter or longer than wanted is followed by one of twice or half the
 * size. */
void
progress_piece(const struct shmrt_loop *l, shmrt_count done)
{
    uint64_t now, took;

    if (serial.loop != l)
        return;
    now = now_ns();
    took = now - serial.piece_began;
    serial.piece_began = now;
    if (done > 0 && took < PIECE / 2 && serial.piece <= l->count / 2)
        serial.piece *= 2;
    else if (took > 2 * PIECE && serial.piece > 1)
        serial.piece /= 2;
    if (now - looked < INTERVAL)
        return;
    looked = now;
    update(done);
}

bool
progress_cut(const struct shmrt_loop *l, struct schedule_span *span)
{
    if (serial.loop != l)
        return false;
    span->first = l->last;
    span->last =
        l->count - l->last < serial.piece ? l->count : l->last + serial.piece;
    return true;
}

/* ---- the program's own display ------------------------------------------- */

void
shm_on_progress(void (*f)(const struct shm_progress *))
{
    process_start();
    function = f;
    if (f)
        eyes_begin(EYE_PROGRESS);
}
