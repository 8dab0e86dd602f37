/* SPDX-License-Identifier: MIT */
/* stats_advice.c -- one line of advice about a region, where the numbers have
 * a plain cause.  A table of causes: the first that holds is told.
 */
#include "internal.h"

#include <stdio.h>

enum { MILLION = 1000000, MEGABYTE = 1 << 20 };

/* In hundredths of the whole; 0 where there is nothing. */
static unsigned
percent(uint64_t part, uint64_t whole)
{
    return whole ? (unsigned)(part * 100.0 / (double)whole + 0.5) : 0;
}

/* The critical block at which the program waited longest. */
static const struct eye_place *
hottest(void)
{
    unsigned found = PLACES;
    uint64_t most = 0;

    for (unsigned i = 0; i < PLACES; i++) {
        const struct stats *s = stats_of(i);

        if (s->hot > most) {
            most = s->hot;
            found = i;
        }
    }
    return eyes_place_of(found);
}

static bool
page_tables(const struct stats *s, char *to, size_t room)
{
    unsigned part = percent(s->fork, s->wall);

    if (part < 15 || s->resident < 256 * MEGABYTE)
        return false;
    snprintf(to, room,
             "%u %% of its time is forking: the page tables of %llu "
             "MB are copied for each worker; keep large data in shared memory "
             "(shm_malloc, shared)",
             part, (unsigned long long)(s->resident / MEGABYTE));
    return true;
}

static bool
too_short(const struct stats *s, char *to, size_t room)
{
    uint64_t runs = s->runs - s->serial;
    unsigned part = percent(s->fork + s->join, s->wall);

    if (runs < 1 || part < 40)
        return false;
    snprintf(to, room,
             "%u %% of its time is fork and join: a run of %llu us "
             "is too short for a team; put the region round more work, or "
             "give it if(...)",
             part, (unsigned long long)(s->wall / runs / 1000));
    return true;
}

static bool
hot_critical(const struct stats *s, char *to, size_t room)
{
    unsigned part = percent(s->waited[FOR_CRITICAL], s->team);
    const struct eye_place *place;

    if (part < 10)
        return false;
    place = hottest();
    if (place->line)
        snprintf(to, room,
                 "%u %% of the workers' time is waiting for critical "
                 "blocks, most at %s:%d; a reduction, an atomic or a reduce "
                 "block does not wait",
                 part, place->file, (int)place->line);
    else
        snprintf(to, room, "%u %% of the workers' time is waiting for locks",
                 part);
    return true;
}

static bool
slow_master(const struct stats *s, char *to, size_t room)
{
    unsigned part = percent(s->waited[FOR_MASTER], s->team);

    if (part < 10)
        return false;
    snprintf(to, room,
             "%u %% of the workers' time is waiting for the master: "
             "it runs reduce blocks for %u %% of the region's time",
             part, percent(s->reduce, s->wall));
    return true;
}

static bool
ordered_blocks(const struct stats *s, char *to, size_t room)
{
    unsigned part = percent(s->waited[FOR_ORDERED], s->team);

    if (part < 20)
        return false;
    snprintf(to, room,
             "%u %% of the workers' time is waiting for a turn: "
             "smaller chunks, or schedule(dynamic), bring the turns closer "
             "together",
             part);
    return true;
}

static bool
small_chunks(const struct stats *s, char *to, size_t room)
{
    uint64_t each = s->chunks ? s->busy / s->chunks : 0;

    if (s->chunks < 10000 || each > 2000)
        return false;
    snprintf(to, room,
             "a chunk takes %llu ns: larger ones, as in "
             "schedule(dynamic, %llu), cost less to hand out",
             (unsigned long long)each,
             (unsigned long long)(s->iterations / s->chunks
                                  * (20000 / (each + 1) + 1)));
    return true;
}

static bool
imbalance(const struct stats *s, char *to, size_t room)
{
    unsigned part = percent(s->busiest - s->mean, s->busiest);

    if (part < 20 || s->busiest < 10 * MILLION)
        return false;
    snprintf(to, room,
             "the busiest worker works while the others have "
             "nothing to do, %u %% of its time: schedule(dynamic), or smaller "
             "chunks, share the work out more evenly",
             part);
    return true;
}

static bool
few_processors(const struct stats *s, char *to, size_t room)
{
    unsigned part = percent(s->cpu, s->busy);

    if (part > 70 || s->busy < 100 * MILLION || s->serial == s->runs)
        return false;
    snprintf(to, room,
             "busy workers have a processor for %u %% of the time: "
             "there are more workers than processors, or they wait for files",
             part);
    return true;
}

bool
stats_advice(const struct stats *s, char *to, size_t room)
{
    static bool (*const causes[])(const struct stats *, char *, size_t) = {
        page_tables,    too_short,    hot_critical, slow_master,
        ordered_blocks, small_chunks, imbalance,    few_processors
    };

    for (size_t i = 0; i < sizeof causes / sizeof *causes; i++)
        if (causes[i](s, to, room))
            return true;
    return false;
}
