/* SPDX-License-Identifier: MIT */
/* places.h -- the machine's processors, places made of them, and which worker
 * gets which: topology.c, places.c, bind.c.
 */
#ifndef SHM_PLACES_H
#define SHM_PLACES_H 1

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma GCC visibility push(hidden)

enum { CPUS_MAX = 8192 }; /* processors that can be told apart */

/* A set of processors, in the form that sched_setaffinity takes. */
struct cpu_mask {
    unsigned long word[CPUS_MAX / (8 * sizeof(unsigned long))];
};

void mask_set(struct cpu_mask *, int cpu);
void mask_clear(struct cpu_mask *, int cpu);
bool mask_has(const struct cpu_mask *, int cpu);
int mask_count(const struct cpu_mask *);
/* "0-3,8", as the kernel writes it; cut off where there is no room. */
void mask_print(const struct cpu_mask *, char *text, size_t room);
/* Reads that form; false: it is not one. */
bool mask_read(const char *text, struct cpu_mask *);

/* ---- topology.c ---------------------------------------------------------- */

/* What processors have in common, from the smallest part to the largest. */
enum topology_level { BY_THREAD, BY_CORE, BY_CACHE, BY_NUMA, BY_SOCKET,
                      TOPOLOGY_LEVELS };

/* The parts of one level, in the order of their first processors: those of
 * `allowed` only, and no part without any.  `system` is /sys/devices/system,
 * or a test's copy; where it says nothing of a processor, the processor is a
 * part of its own.  Returns how many, in *parts, to be freed; -1 without
 * memory. */
int topology_parts(const char *system, enum topology_level,
                   const struct cpu_mask *allowed, struct cpu_mask **parts);
/* The processors that this process may run on; false: not to be had. */
bool topology_allowed(struct cpu_mask *);

/* ---- places.c ------------------------------------------------------------ */

/* A value of SHM_PLACES: parts of a level, or a list. */
struct place_list {
    bool given;
    enum topology_level level;
    int most;              /* of the parts; 0: all */
    int count;             /* of the list */
    struct cpu_mask *mask; /* the list, or 0 */
};

/* False where it is not understood; then nothing is changed. */
bool places_parse(const char *text, struct place_list *);
/* The places of the list on this machine; as topology_parts.  Processors that
 * are not allowed are left out, and places without any. */
int places_make(const struct place_list *, const char *system,
                const struct cpu_mask *allowed, struct cpu_mask **places);

/* ---- bind.c -------------------------------------------------------------- */

enum bind_policy { BIND_FALSE, BIND_MASTER, BIND_CLOSE, BIND_SPREAD };

/* Where a process is: the places `first` .. first + count - 1 are its own to
 * give to workers, `own` is the one that it runs in. */
struct bind_part {
    int first, count, own;
};

/* What worker number `worker` of `size` gets from a master that has `from`. */
struct bind_part bind_assign(enum bind_policy, struct bind_part from,
                             int size, int worker);
/* "close,spread", "true" ...: a policy for each level of teams; returns how
 * many, 0 when it is not understood. */
int bind_parse(const char *text, unsigned char policy[], int room);
/* Master, before a team is forked; in a worker of it. */
void bind_team(int size);
void bind_worker(int size, int worker);
/* Are there more workers where we are bound than processors? */
bool bind_crowded(void);

#pragma GCC visibility pop

#endif
