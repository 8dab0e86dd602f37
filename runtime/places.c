/* SPDX-License-Identifier: MIT */
/* places.c -- SHM_PLACES, in the language of OMP_PLACES [OpenMP 5.2, 21.1.6]:
 *
 *     list      level | level(count) | interval, interval ...
 *     level     threads, cores, ll_caches, numa_domains, sockets
 *     interval  place | place:count | place:count:stride | !place
 *     place     {items} | number
 *     items     item, item ...
 *     item      number | number:count | number:count:stride | !number
 *
 * "{0:4}:2:4" is {0,1,2,3},{4,5,6,7}.  Strides may be negative; a `!` takes
 * out what stands before it.
 */
#include "places.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* What is left to be read, and what came of it. */
struct reader {
    const char *text;
    struct place_list *list;
};

static bool
accept(struct reader *r, char c)
{
    if (*r->text != c)
        return false;
    r->text++;
    return true;
}

static bool
read_number(struct reader *r, int least, int *value)
{
    bool minus = least < 0 && accept(r, '-');
    char *end;
    long number;

    if (*r->text < '0' || *r->text > '9')
        return false;
    number = strtol(r->text, &end, 10);
    r->text = end;
    if (number > CPUS_MAX || (!minus && number < least))
        return false;
    *value = minus ? -(int)number : (int)number;
    return true;
}

/* The rest of an interval: [:count[:stride]] */
static bool
read_repeats(struct reader *r, int *count, int *stride)
{
    *count = *stride = 1;
    if (!accept(r, ':'))
        return true;
    if (!read_number(r, 1, count))
        return false;
    return !accept(r, ':') || read_number(r, -CPUS_MAX, stride);
}

static bool
read_item(struct reader *r, struct cpu_mask *mask)
{
    bool out = accept(r, '!');
    int cpu, count = 1, stride = 1;

    if (!read_number(r, 0, &cpu)
        || (!out && !read_repeats(r, &count, &stride)))
        return false;
    for (; count > 0; count--, cpu += stride) {
        if (cpu < 0 || cpu >= CPUS_MAX)
            return false;
        if (out)
            mask_clear(mask, cpu);
        else
            mask_set(mask, cpu);
    }
    return true;
}

static bool
read_place(struct reader *r, struct cpu_mask *mask)
{
    int cpu;

    memset(mask, 0, sizeof *mask);
    if (!accept(r, '{')) {
        if (!read_number(r, 0, &cpu) || cpu >= CPUS_MAX)
            return false;
        mask_set(mask, cpu);
        return true;
    }
    do
        if (!read_item(r, mask))
            return false;
    while (accept(r, ','));
    return accept(r, '}');
}

static bool
add_place(struct place_list *list, const struct cpu_mask *mask)
{
    struct cpu_mask *more;

    if (list->count >= CPUS_MAX)
        return false;
    more = realloc(list->mask, (size_t)(list->count + 1) * sizeof *more);
    if (!more)
        return false;
    list->mask = more;
    more[list->count++] = *mask;
    return true;
}

static void
remove_place(struct place_list *list, const struct cpu_mask *mask)
{
    int kept = 0;

    for (int i = 0; i < list->count; i++)
        if (memcmp(&list->mask[i], mask, sizeof *mask) != 0)
            list->mask[kept++] = list->mask[i];
    list->count = kept;
}

/* All of a place's processors by so much; false: past an end. */
static bool
shift(const struct cpu_mask *from, int by, struct cpu_mask *to)
{
    memset(to, 0, sizeof *to);
    for (int cpu = 0; cpu < CPUS_MAX; cpu++) {
        if (!mask_has(from, cpu))
            continue;
        if (cpu + by < 0 || cpu + by >= CPUS_MAX)
            return false;
        mask_set(to, cpu + by);
    }
    return true;
}

static bool
read_interval(struct reader *r)
{
    bool out = accept(r, '!');
    struct cpu_mask place, moved;
    int count = 1, stride = 1;

    if (!read_place(r, &place))
        return false;
    if (out) {
        remove_place(r->list, &place);
        return true;
    }
    if (!read_repeats(r, &count, &stride))
        return false;
    for (int i = 0; i < count; i++)
        if (!shift(&place, i * stride, &moved) || !add_place(r->list, &moved))
            return false;
    return true;
}

/* A level, perhaps with a count behind it. */
static bool
read_level(struct reader *r)
{
    static const char *const names[TOPOLOGY_LEVELS] = {
        [BY_THREAD] = "threads",  [BY_CORE] = "cores",
        [BY_CACHE] = "ll_caches", [BY_NUMA] = "numa_domains",
        [BY_SOCKET] = "sockets",
    };
    size_t length = strcspn(r->text, "(");

    for (int i = 0; i < TOPOLOGY_LEVELS; i++) {
        if (strlen(names[i]) != length
            || strncasecmp(r->text, names[i], length) != 0)
            continue;
        r->text += length;
        r->list->level = (enum topology_level)i;
        return !accept(r, '(')
               || (read_number(r, 1, &r->list->most) && accept(r, ')'));
    }
    return false;
}

static bool
read_intervals(struct reader *r)
{
    do
        if (!read_interval(r))
            return false;
    while (accept(r, ','));
    return r->list->count > 0;
}

bool
places_parse(const char *text, struct place_list *list)
{
    struct place_list made = { .given = true };
    struct reader r = { text, &made };
    bool letter = (*text | 0x20) >= 'a' && (*text | 0x20) <= 'z';

    if (!(letter ? read_level(&r) : read_intervals(&r)) || *r.text != '\0') {
        free(made.mask);
        return false;
    }
    *list = made;
    return true;
}

int
places_make(const struct place_list *list, const char *system,
            const struct cpu_mask *allowed, struct cpu_mask **places)
{
    struct cpu_mask *made;
    int count = 0;

    if (!list->mask) {
        count = topology_parts(system, list->level, allowed, places);
        return list->most && count > list->most ? list->most : count;
    }
    made = calloc((size_t)list->count, sizeof *made);
    if (!made)
        return -1;
    for (int i = 0; i < list->count; i++) {
        made[count] = list->mask[i];
        for (int cpu = 0; cpu < CPUS_MAX; cpu++)
            if (!mask_has(allowed, cpu))
                mask_clear(&made[count], cpu);
        count += mask_count(&made[count]) > 0;
    }
    *places = made;
    return count;
}
