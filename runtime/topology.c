/* SPDX-License-Identifier: MIT */
/* topology.c -- which processors belong together, from /sys.
 *
 * Everything is told there as a list of processors, "0-3,8", in one file for
 * each processor and level: those that share its core, its last cache, its
 * socket; and one for each NUMA node.  So a part is known by its list.
 */
#define _GNU_SOURCE 1
#include "places.h"

#include <limits.h>
#include <sched.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORD_BITS = 8 * sizeof(unsigned long) };

/* ---- sets of processors -------------------------------------------------- */

void
mask_set(struct cpu_mask *mask, int cpu)
{
    mask->word[cpu / WORD_BITS] |= 1ul << cpu % WORD_BITS;
}

void
mask_clear(struct cpu_mask *mask, int cpu)
{
    mask->word[cpu / WORD_BITS] &= ~(1ul << cpu % WORD_BITS);
}

bool
mask_has(const struct cpu_mask *mask, int cpu)
{
    return mask->word[cpu / WORD_BITS] >> cpu % WORD_BITS & 1;
}

int
mask_count(const struct cpu_mask *mask)
{
    int count = 0;

    for (size_t i = 0; i < CPUS_MAX / WORD_BITS; i++)
        count += __builtin_popcountl(mask->word[i]);
    return count;
}

void
mask_print(const struct cpu_mask *mask, char *text, size_t room)
{
    size_t length = 0;

    *text = '\0';
    for (int cpu = 0; cpu < CPUS_MAX && length < room; cpu++) {
        int first = cpu;

        if (!mask_has(mask, cpu))
            continue;
        while (cpu + 1 < CPUS_MAX && mask_has(mask, cpu + 1))
            cpu++;
        length += (size_t)snprintf(text + length, room - length,
                                   cpu > first ? "%s%d-%d" : "%s%d",
                                   length ? "," : "", first, cpu);
    }
}

bool
mask_read(const char *text, struct cpu_mask *mask)
{
    memset(mask, 0, sizeof *mask);
    for (const char *p = text;; p++) {
        char *end;
        long first = strtol(p, &end, 10), last = first;

        if (end > p && *end == '-')
            last = strtol(p = end + 1, &end, 10);
        if (end == p || first < 0 || last < first || last >= CPUS_MAX)
            return false;
        for (long cpu = first; cpu <= last; cpu++)
            mask_set(mask, (int)cpu);
        p = end;
        if (*p != ',')
            return *p == '\0' || *p == '\n';
    }
}

bool
topology_allowed(struct cpu_mask *mask)
{
    memset(mask, 0, sizeof *mask);
    return sched_getaffinity(0, sizeof *mask, (cpu_set_t *)mask) == 0;
}

/* ---- parts --------------------------------------------------------------- */

/* The list in a file below `system`. */
static bool __attribute__((format(printf, 3, 4)))
read_list(struct cpu_mask *mask, const char *system, const char *format, ...)
{
    char path[PATH_MAX], text[4096];
    int length = snprintf(path, sizeof path, "%s/", system);
    va_list list;
    FILE *file;
    bool good;

    va_start(list, format);
    if (length > 0 && (size_t)length < sizeof path)
        vsnprintf(path + length, sizeof path - (size_t)length, format, list);
    va_end(list);
    file = fopen(path, "re");
    if (!file)
        return false;
    good = fgets(text, sizeof text, file) && mask_read(text, mask);
    fclose(file);
    return good;
}

/* The node that the processor belongs to. */
static bool
read_node(struct cpu_mask *mask, const char *system, int cpu)
{
    struct cpu_mask nodes;

    if (!read_list(&nodes, system, "node/online"))
        return false;
    for (int node = 0; node < CPUS_MAX; node++)
        if (mask_has(&nodes, node)
            && read_list(mask, system, "node/node%d/cpulist", node)
            && mask_has(mask, cpu))
            return true;
    return false;
}

/* The last cache that a processor has, of up to eight. */
static bool
read_cache(struct cpu_mask *mask, const char *system, int cpu)
{
    for (int index = 7; index >= 0; index--)
        if (read_list(mask, system, "cpu/cpu%d/cache/index%d/shared_cpu_list",
                      cpu, index))
            return true;
    return false;
}

/* What the processor belongs to at this level. */
static void
read_part(struct cpu_mask *mask, const char *system, enum topology_level level,
          int cpu)
{
    bool good = false;

    if (level == BY_CORE)
        good = read_list(mask, system,
                         "cpu/cpu%d/topology/thread_siblings_list", cpu);
    else if (level == BY_SOCKET)
        good = read_list(mask, system, "cpu/cpu%d/topology/core_siblings_list",
                         cpu);
    else if (level == BY_CACHE)
        good = read_cache(mask, system, cpu);
    else if (level == BY_NUMA)
        good = read_node(mask, system, cpu);
    if (good && mask_has(mask, cpu))
        return;
    memset(mask, 0, sizeof *mask);
    mask_set(mask, cpu);
}

int
topology_parts(const char *system, enum topology_level level,
               const struct cpu_mask *allowed, struct cpu_mask **parts)
{
    struct cpu_mask left = *allowed, *list, part;
    int count = 0;

    /* At most as many parts as processors; pages not used cost nothing. */
    list = calloc((size_t)mask_count(allowed) + 1, sizeof *list);
    if (!list)
        return -1;
    for (int cpu = 0; cpu < CPUS_MAX; cpu++) {
        if (!mask_has(&left, cpu))
            continue;
        read_part(&part, system, level, cpu);
        for (size_t i = 0; i < CPUS_MAX / WORD_BITS; i++) {
            list[count].word[i] = part.word[i] & left.word[i];
            left.word[i] &= ~part.word[i];
        }
        count++;
    }
    *parts = list;
    return count;
}
