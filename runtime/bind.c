/* SPDX-License-Identifier: MIT */
/* bind.c -- SHM_PROC_BIND: which worker runs in which place.
 *
 * The rules are OpenMP's [5.2, 10.1.3], with one difference: the master does
 * not work, so it is bound nowhere, and the workers of a first team begin at
 * place 0.  A worker that is master of a nested team is where it was bound,
 * and divides the places that `spread` left it.
 *
 *     master   all where the master is
 *     close    one place after the other, beginning there
 *     spread   as far from one another as can be; each gets its share of the
 *              places for teams of its own
 *
 * With more workers than places, close and spread put neighbours together.
 * The places are found once, before the first team is forked; a worker only
 * makes one system call.  SHM_DISPLAY_AFFINITY has the master say who gets
 * what, once for each size of team.
 */
#include "internal.h"

#include <errno.h>
#include <sched.h>
#include <string.h>

static struct {
    bool known;             /* places and part are */
    struct cpu_mask *place; /* 0: nobody is bound */
    int places;
    struct bind_part part; /* of this process */
    int level;             /* teams round us */
    bool crowded;
    int displayed; /* size of the team told of last */
} bound;

int
bind_parse(const char *text, unsigned char policy[], int room)
{
    static const struct {
        const char *word;
        enum bind_policy policy;
        bool alone; /* not in a list */
    } words[] = {
        { "false", BIND_FALSE, true },    { "true", BIND_CLOSE, true },
        { "0", BIND_FALSE, true },        { "1", BIND_CLOSE, true },
        { "off", BIND_FALSE, true },      { "on", BIND_CLOSE, true },
        { "master", BIND_MASTER, false }, { "primary", BIND_MASTER, false },
        { "close", BIND_CLOSE, false },   { "spread", BIND_SPREAD, false }
    };
    const size_t count = sizeof words / sizeof *words;
    int levels = 0;

    for (;; text++) {
        size_t length = strcspn(text, ","), i = 0;

        while (i < count
               && (strlen(words[i].word) != length
                   || strncasecmp(text, words[i].word, length) != 0))
            i++;
        if (i == count
            || (words[i].alone && (levels > 0 || text[length] != '\0')))
            return 0;
        if (levels < room)
            policy[levels++] = (unsigned char)words[i].policy;
        text += length;
        if (*text == '\0')
            return levels;
    }
}

/* ---- who gets what: pure arithmetic -------------------------------------- */

/* `all` things in `parts` runs, as equal as can be, the longer ones first:
 * where run number `run` begins. */
static int
run_begin(int run, int all, int parts)
{
    int longer = all % parts;

    return run * (all / parts) + (run < longer ? run : longer);
}

/* Which run thing number `i` is in. */
static int
run_of(int i, int all, int parts)
{
    int least = all / parts, longer = all % parts;

    return i < longer * (least + 1)
               ? i / (least + 1)
               : longer + (i - longer * (least + 1)) / least;
}

struct bind_part
bind_assign(enum bind_policy policy, struct bind_part from, int size,
            int worker)
{
    struct bind_part to = from;
    int here = from.own - from.first, run;

    if (policy == BIND_MASTER || policy == BIND_FALSE)
        return to;
    if (size > from.count || policy == BIND_CLOSE) {
        run = size > from.count ? run_of(worker, size, from.count) : worker;
        to.own = from.first + (here + run) % from.count;
        if (policy == BIND_SPREAD) {
            to.first = to.own;
            to.count = 1;
        }
        return to;
    }
    run = (run_of(here, from.count, size) + worker) % size;
    to.first = from.first + run_begin(run, from.count, size);
    to.count = from.first + run_begin(run + 1, from.count, size) - to.first;
    to.own = worker == 0 ? from.own : to.first;
    return to;
}

/* ---- the team ------------------------------------------------------------ */

static enum bind_policy
policy(void)
{
    const struct settings *s = settings();
    int last = s->bind_levels - 1;

    if (last < 0)
        return s->places.given ? BIND_CLOSE : BIND_FALSE;
    return s->bind[bound.level < last ? bound.level : last];
}

/* The places of this machine.  Before the first worker is bound, so that the
 * count of processors is that of the whole program. */
static void
find_places(void)
{
    struct place_list cores = { .level = BY_CORE };
    const struct settings *s = settings();
    struct cpu_mask allowed;

    bound.known = true;
    cpus_available();
    if (policy() == BIND_FALSE)
        return;
    if (!topology_allowed(&allowed)) {
        report(NULL, "SHM_PROC_BIND: the processors cannot be found out: %s",
               strerror(errno));
        return;
    }
    bound.places = places_make(s->places.given ? &s->places : &cores,
                               "/sys/devices/system", &allowed, &bound.place);
    if (bound.places <= 0) {
        bound.place = NULL;
        report(NULL, "SHM_PLACES: %s; nobody is bound",
               bound.places < 0 ? "no memory"
                                : "no place has a processor "
                                  "that this program may use");
        return;
    }
    bound.part = (struct bind_part){ 0, bound.places, 0 };
}

static void
display(int size)
{
    struct cpu_mask allowed;
    char text[200] = "unknown";

    if (bound.displayed == size)
        return;
    bound.displayed = size;
    for (int worker = 0; worker < size; worker++) {
        struct bind_part part =
            bind_assign(policy(), bound.part, size, worker);

        if (bound.place && policy() != BIND_FALSE)
            mask_print(&bound.place[part.own], text, sizeof text);
        else if (topology_allowed(&allowed))
            mask_print(&allowed, text, sizeof text);
        report(NULL, "level %d: worker %d of %d runs on processors %s",
               process.level->depth + 1, worker, size, text);
    }
}

void
bind_team(int size)
{
    if (!bound.known)
        find_places();
    if (settings()->display_affinity)
        display(size);
}

void
bind_worker(int size, int worker)
{
    enum bind_policy how = policy();
    const struct cpu_mask *mine;
    int together;

    if (!bound.place && !settings()->display_affinity)
        return; /* without a write, which would cost a page */
    bound.level++;
    bound.displayed = 0;
    if (!bound.place || how == BIND_FALSE)
        return;
    together = how == BIND_MASTER ? size : (size - 1) / bound.part.count + 1;
    bound.part = bind_assign(how, bound.part, size, worker);
    mine = &bound.place[bound.part.own];
    bound.crowded = together > mask_count(mine);
    if (sched_setaffinity(0, sizeof *mine, (const cpu_set_t *)mine) < 0)
        report(NULL, "worker %d cannot be bound to its place: %s", worker,
               strerror(errno));
}

bool
bind_crowded(void)
{
    return bound.crowded;
}
