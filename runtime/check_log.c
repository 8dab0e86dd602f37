/* SPDX-License-Identifier: MIT */
/* check_log.c -- findings on their way from the process that made them to the
 * one that tells them, in memory of the whole program.
 *
 * An entry is taken by whoever finds it FREE, filled, and then READY for its
 * collector, who frees it.  A process that dies in between takes its entry
 * with it.  `said` is a hash set, of which a word is set once for good.
 */
#include "internal.h"

#include <string.h>

enum { FREE, TAKEN, READY, SAID = 1 << 12 };

struct entry {
    _Atomic uint32_t state;
    struct finding finding;
};

static struct findings {
    _Atomic uint64_t dropped;
    _Atomic uint32_t hint; /* where the next free entry may be */
    _Atomic uint64_t said[SAID];
    struct entry entry[FINDINGS];
} * findings;

bool
log_start(void)
{
    if (!findings)
        findings = eyes_map(sizeof *findings);
    return findings != NULL;
}

void
log_add(const struct finding *finding)
{
    uint32_t at = atomic_load(&findings->hint);

    for (uint32_t i = 0; i < FINDINGS; i++, at++) {
        struct entry *e = &findings->entry[at % FINDINGS];
        uint32_t state = FREE;

        if (atomic_compare_exchange_strong(&e->state, &state, TAKEN)) {
            e->finding = *finding;
            atomic_store(&e->state, READY);
            atomic_store(&findings->hint, at + 1);
            return;
        }
    }
    atomic_fetch_add(&findings->dropped, 1);
}

bool
log_take(struct finding *finding)
{
    for (uint32_t i = 0; i < FINDINGS; i++) {
        struct entry *e = &findings->entry[i];

        if (atomic_load(&e->state) != READY
            || e->finding.collector != process.id)
            continue;
        *finding = e->finding;
        atomic_store(&e->state, FREE);
        return true;
    }
    return false;
}

uint64_t
log_dropped(void)
{
    return atomic_exchange(&findings->dropped, 0);
}

bool
log_is_new(uint64_t key)
{
    key = key ? key : 1;
    for (uint32_t i = 0; i < SAID; i++) {
        uint64_t found = 0;

        if (atomic_compare_exchange_strong(&findings->said[(key + i) % SAID],
                                           &found, key))
            return true;
        if (found == key)
            return false;
    }
    return false;
}
