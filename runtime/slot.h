/* SPDX-License-Identifier: MIT */
/* slot.h -- what a worker's slot says of where it is, written by the worker at
 * each construct: so all of it is inlined there. */
#ifndef SHM_SLOT_H
#define SHM_SLOT_H 1

#include "internal.h"

#include <stdio.h>
#include <string.h>

/* ---- the worksharing loop ------------------------------------------------ */

/* No chunk: neither of the old loop nor of the new one. */
static inline void
slot_no_chunk(struct slot *slot)
{
    atomic_store_explicit(&slot->first, 0, memory_order_relaxed);
    atomic_store_explicit(&slot->last, 0, memory_order_relaxed);
}

/* The name is copied: the master follows no pointer from the slot. */
static inline void
slot_loop(const struct shmrt_loop *loop)
{
    struct slot *slot = process.slot;

    slot_no_chunk(slot);
    slot->base = loop->base;
    slot->step = loop->step;
    slot->sections = loop->sections;
    if (loop->place->file != process.file) {
        process.file = loop->place->file;
        strncpy(slot->file, process.file, FILE_NAME - 1);
    }
    slot->line = loop->place->line;
}

static inline void
slot_no_loop(void)
{
    slot_no_chunk(process.slot);
    process.slot->line = 0;
}

/* After slot.first of the old position is 0: see inbox.c. */
static inline void
slot_move(uint64_t position)
{
    atomic_store_explicit(&process.slot->position, position,
                          memory_order_release);
    mailbox_moved();
}

/* Atomics are to be told where conflicts are looked for. */
static inline uint32_t
slot_checked(void)
{
    return check_for & CHECK_CONFLICTS ? SLOT_CHECKED : 0;
}

/* ---- blocks and locks ---------------------------------------------------- */

/* Is there anything in stdout's buffer, or may there be? */
static inline bool
stdio_has_text(void)
{
    return stdout->_mode > 0 /* wide characters */
           || stdout->_IO_write_ptr != stdout->_IO_write_base;
}

static inline void
slot_state(struct slot *slot, uint32_t clear, uint32_t set)
{
    uint32_t state = atomic_load_explicit(&slot->state, memory_order_relaxed);

    atomic_store_explicit(&slot->state, (state & ~clear) | set,
                          memory_order_relaxed);
}

/* A critical or ordered block. */
static inline void
slot_enter(const struct shmrt_place *place)
{
    struct slot *slot = process.slot;

    if (!slot || process.level->inside++ > 0)
        return;
    slot->inside_line = place->line;
    slot_state(slot, 0, SLOT_INSIDE);
}

static inline void
slot_leave(void)
{
    struct slot *slot = process.slot;

    if (!slot)
        return;
    if (stdio_has_text())
        stdio_block_end();
    if (--process.level->inside > 0)
        return;
    slot->inside_line = 0;
    slot_state(slot, process.held > 0 ? 0 : SLOT_INSIDE, SLOT_TAINTED);
}

/* A lock. */
static inline void
slot_hold(void)
{
    if (process.slot && process.held++ == 0)
        slot_state(process.slot, 0, SLOT_INSIDE);
}

static inline void
slot_let_go(void)
{
    if (!process.slot || --process.held > 0)
        return;
    slot_state(process.slot, process.level->inside > 0 ? 0 : SLOT_INSIDE,
               SLOT_TAINTED);
}

static inline void
slot_taint(void)
{
    if (process.slot)
        slot_state(process.slot, 0, SLOT_TAINTED);
}

/* No chunk: a death now would mean nothing. */
static inline void
slot_fresh(void)
{
    slot_state(process.slot, SLOT_TAINTED, 0);
}

#endif
