/* SPDX-License-Identifier: MIT */
/* single.c -- this file handles single (with copyprivate).
 *
 * control.single holds how many singles have been taken, and by whom the last
 * one.  A worker at its n-th single may take it if n have been taken before;
 * if more have, another worker was here first.  So workers may be any number
 * of singles apart (nowait), and there is nothing to clean up.
 *
 * The values of copyprivate variables travel as a share (commit.c); `copier`
 * says whose, for the last exchange and the one before.
 */
#include "slot.h"

#include <string.h>

int
shmrt_single(const struct shmrt_place *place)
{
    struct level *level = process.level;
    _Atomic uint64_t *single;
    uint64_t seen;
    uint32_t n;

    (void)place;
    if (!level->team)
        return 1;
    slot_move(++level->position);
    single = &level->team->control->single;
    n = level->singles++;
    FP("single.take");
    seen = atomic_load_explicit(single, memory_order_relaxed);
    if ((uint32_t)(seen >> 32) != n)
        return 0;
    return atomic_compare_exchange_strong_explicit(
        single, &seen, (uint64_t)(n + 1) << 32 | process.id,
        memory_order_acq_rel, memory_order_relaxed);
}

void
shmrt_single_copy_out(int which, const volatile void *object, shmrt_size size)
{
    struct level *level = process.level;

    if (!level->team)
        return;
    CHECKS(check_private(object, size));
    atomic_store_explicit(
        &level->team->control->copier[(level->shares + 1) % 2],
        (uint32_t)level->worker + 1, memory_order_relaxed);
    share_put(which, object, size);
}

void
shmrt_single_copy_in(int which, volatile void *object, shmrt_size size)
{
    struct level *level = process.level;
    const void *part;
    size_t sent = 0;
    int copier;

    if (!level->team)
        return;
    CHECKS(check_private(object, size));
    if (which == 0) /* the first variable: all have passed the barrier */
        share_next();
    copier = (int)atomic_load_explicit(
                 &level->team->control->copier[level->shares % 2],
                 memory_order_relaxed) - 1;
    if (copier == level->worker)
        return;
    part = copier >= 0 && copier < level_size()
               ? share_get(copier, which, &sent) : NULL;
    if (!part || sent != size)
        fail(STATUS_DAMAGE, level->place,
             "copyprivate: the value of worker %d is damaged", copier);
    memcpy((void *)object, part, size);
}
