/* SPDX-License-Identifier: MIT */
/* lock.c -- the locks of shm.h.
 *
 * A user's lock is a word like that of critical (critical.c): 0, or the id of
 * the process that holds it, so that mistakes that would hang the program --
 * setting it twice, unsetting another's -- are seen and reported.  The count
 * of a nest lock is written by its owner only.
 *
 * A worker that holds one is as good as within a critical block.  Between the
 * moment at which a lock is its own and that at which its slot says so, it
 * is the slot's word `lock` that leads the master to it.
 */
#include "slot.h"
#include "library.h"

_Static_assert(sizeof(shm_lock_t) == sizeof(_Atomic uint32_t),
               "a lock is one word");

static _Atomic uint32_t *
word(shm_lock_t *lock)
{
    return (_Atomic uint32_t *)&lock->shm_word;
}

static bool
is_ours(shm_lock_t *lock)
{
    uint32_t value = atomic_load_explicit(word(lock), memory_order_relaxed);

    return (value & LOCK_OWNER) == process.id;
}

static void
check_shared(const void *lock)
{
    if (!shm_is_shared(lock))
        fail(STATUS_DAMAGE, NULL,
             "a lock that is not in shared memory excludes nobody: name it "
             "in 'shared', or take it from shm_malloc");
}

static void
check_ours(shm_lock_t *lock)
{
    if (!is_ours(lock))
        fail(STATUS_DAMAGE, NULL,
             "a lock is unset by a process that has not set it");
}

/* Which lock the slot's word is about. */
static void
slot_names(shm_lock_t *lock)
{
    CHECKS(check_lock(lock, sizeof *lock));
    if (process.slot)
        atomic_store_explicit(&process.slot->lock, (uintptr_t)lock,
                              memory_order_relaxed);
}

static bool
take_if_free(shm_lock_t *lock)
{
    slot_names(lock);
    if (!lock_try(word(lock)))
        return false;
    slot_hold();
    CHECKS(check_guard(1));
    return true;
}

static void
take(shm_lock_t *lock)
{
    slot_names(lock);
    lock_acquire(word(lock));
    slot_hold();
    CHECKS(check_guard(1));
}

static void
give_back(shm_lock_t *lock)
{
    slot_names(lock);
    CHECKS(check_guard(-1));
    slot_let_go();
    lock_release(word(lock));
}

/* ---- plain locks --------------------------------------------------------- */

void
shm_init_lock(shm_lock_t *lock)
{
    check_shared(lock);
    CHECKS(check_lock(lock, sizeof *lock));
    atomic_store(word(lock), 0);
}

void
shm_destroy_lock(shm_lock_t *lock)
{
    atomic_store(word(lock), 0);
}

void
shm_set_lock(shm_lock_t *lock)
{
    if (take_if_free(lock))
        return;
    if (is_ours(lock))
        fail(STATUS_DAMAGE, NULL,
             "a lock is set by the process that has set it already");
    FP("lock.wait");
    take(lock);
}

void
shm_unset_lock(shm_lock_t *lock)
{
    check_ours(lock);
    FP("lock.held");
    give_back(lock);
}

int
shm_test_lock(shm_lock_t *lock)
{
    if (take_if_free(lock))
        return 1;
    CHECKS(check_yield());
    return 0;
}

/* ---- nest locks ---------------------------------------------------------- */

void
shm_init_nest_lock(shm_nest_lock_t *lock)
{
    CHECKS(check_lock(lock, sizeof *lock));
    shm_init_lock(&lock->shm_lock);
    lock->shm_count = 0;
}

void
shm_destroy_nest_lock(shm_nest_lock_t *lock)
{
    shm_destroy_lock(&lock->shm_lock);
}

void
shm_set_nest_lock(shm_nest_lock_t *lock)
{
    if (!is_ours(&lock->shm_lock)) {
        take(&lock->shm_lock);
        lock->shm_count = 0; /* its last owner may have died */
    }
    lock->shm_count++;
}

void
shm_unset_nest_lock(shm_nest_lock_t *lock)
{
    check_ours(&lock->shm_lock);
    if (--lock->shm_count == 0)
        give_back(&lock->shm_lock);
}

int
shm_test_nest_lock(shm_nest_lock_t *lock)
{
    if (!is_ours(&lock->shm_lock)) {
        if (!shm_test_lock(&lock->shm_lock))
            return 0;
        lock->shm_count = 0;
    }
    return (int)++lock->shm_count;
}
