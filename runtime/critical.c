/* SPDX-License-Identifier: MIT */
/* critical.c -- this file handles the critical construct, the lock of wide
 * atomics, and locks in general.
 *
 * A lock is one word that names its owner: it is taken by one compare-and-
 * swap and given back by one exchange, so at every moment the word alone says
 * who holds it, also when that process is dead.  Bit WAITERS means that
 * somebody may sleep; who has slept takes the lock with the bit set, for
 * there may be others.  After a death everybody is woken, to look again; the
 * locks of shm.h stand anywhere, who waits for one looks from time to time.
 *
 * The locks of critical stand in a hash table in memory that all processes of
 * the program share, found by a 64-bit hash of the name: one operation, a
 * compare-and-swap of the hash, makes an entry, so a death cannot leave half
 * of one.
 */
#include "slot.h"

#include "hash.h"

#include <errno.h>
#include <linux/futex.h>
#include <string.h>

enum { OWNER_INTERVAL = 100 }; /* ms between two looks after a lock's owner */

struct program *
program(void)
{
    static struct program *memory;

    if (!memory) {
        memory = shared_map(sizeof *memory);
        if (!memory)
            fail(STATUS_RESOURCE, NULL, "no memory for locks: %s",
                 strerror(errno));
    }
    return memory;
}

uint32_t
program_new_id(void)
{
    uint32_t id;

    do
        id = atomic_fetch_add(&program()->next_id, 1) & LOCK_OWNER;
    while (id == 0);
    atomic_store_explicit(&program()->kin[id % KIN],
                          (uint64_t)id << 32 | process.id,
                          memory_order_relaxed);
    return id;
}

void
program_dead_kin(uint32_t id)
{
    atomic_store(&program()->kin[id % KIN], (uint64_t)id << 32 | id);
    CHECKS(check_dead(id));
}

/* It, or one of those who forked it, is `wanted`, or 0: died in a failed
 * region.  An entry that serves a later id says nothing.  Parents have the
 * lower ids, so the way up has an end; what the word says otherwise is not
 * believed. */
static bool
descends(uint32_t id, uint32_t wanted)
{
    for (;;) {
        uint64_t kin = atomic_load(&program()->kin[id % KIN]);
        uint32_t parent = (uint32_t)kin;

        if (wanted != 0 && id == wanted)
            return true;
        if (kin >> 32 != id || parent == 0 || parent > id)
            return false;
        if (parent == id)
            return wanted == 0;
        id = parent;
    }
}

static bool
is_dead(uint32_t id)
{
    return descends(id, 0);
}

/* ---- locks --------------------------------------------------------------- */

bool
lock_try(_Atomic uint32_t *word)
{
    uint32_t free = 0;

    return atomic_compare_exchange_strong_explicit(
        word, &free, process.id, memory_order_acquire, memory_order_relaxed);
}

/* The slow way.  A lock whose owner is dead is taken from it.  While the
 * program ends after a failure (its atexit handlers run), that is so of every
 * lock that is held. */
static __attribute__((noinline)) void
lock_wait(_Atomic uint32_t *word)
{
    unsigned spins = wait_spins();
    uint32_t seen;

    while (spins-- > 0) {
        if (atomic_load_explicit(word, memory_order_relaxed) == 0
            && lock_try(word))
            return;
        wait_pause();
    }
    for (;;) {
        seen = atomic_load_explicit(word, memory_order_relaxed);
        if (seen == 0) {
            if (atomic_compare_exchange_weak_explicit(
                    word, &seen, process.id | LOCK_WAITERS,
                    memory_order_acquire, memory_order_relaxed))
                return;
        } else if (process.ending || is_dead(seen & LOCK_OWNER)) {
            if (atomic_compare_exchange_strong(
                    word, &seen, process.id | (seen & LOCK_WAITERS)))
                return;
        } else if ((seen & LOCK_WAITERS)
                   || atomic_compare_exchange_weak(word, &seen,
                                                   seen | LOCK_WAITERS)) {
            wait_sleep(word, seen | LOCK_WAITERS, FUTEX_BITSET_MATCH_ANY,
                       OWNER_INTERVAL);
        }
    }
}

void
lock_acquire_for(_Atomic uint32_t *word, enum waits why,
                 const struct shmrt_place *place)
{
    uint64_t since;

    if (lock_try(word))
        return;
    since = chunk_clock_wait(CLOCK_WAITS_TEAM);
    EYES(eyes_wait_begin(why, place));
    lock_wait(word);
    EYES(eyes_wait_end());
    chunk_clock_go(since);
}

void
lock_acquire(_Atomic uint32_t *word)
{
    lock_acquire_for(word, FOR_CRITICAL, NULL);
}

void
lock_release(_Atomic uint32_t *word)
{
    if (atomic_exchange_explicit(word, 0, memory_order_release)
        & LOCK_WAITERS) {
        FP("lock.wake");
        futex_wake_one(word);
    }
}

/* Also those that nobody holds: who was woken by their release may have died
 * before it took them. */
void
program_wake_locks(void)
{
    struct program *memory = program();

    futex_wake(&memory->atomic.word, FUTEX_BITSET_MATCH_ANY);
    futex_wake(&memory->output.word, FUTEX_BITSET_MATCH_ANY);
    for (int i = 0; i < LOCK_NAMES; i++)
        if (atomic_load_explicit(&memory->names[i].key,
                                 memory_order_relaxed) != 0)
            futex_wake(&memory->names[i].word, FUTEX_BITSET_MATCH_ANY);
}

/* Free if the dead one holds it; false: a process that it had forked does. */
static bool
sweep(_Atomic uint32_t *word, uint32_t id)
{
    uint32_t seen = atomic_load(word), owner = seen & LOCK_OWNER;

    if (owner == id)
        atomic_compare_exchange_strong(word, &seen, 0);
    return owner == id || owner == 0 || !descends(owner, id);
}

/* An address from the slot is used if there is shared memory, and written to
 * if that is a lock of the dead one. */
bool
program_sweep(uint32_t id, uint64_t lock)
{
    struct program *memory = program();
    void *address = (void *)(uintptr_t)lock;
    bool clean = sweep(&memory->atomic.word, id);

    clean = sweep(&memory->output.word, id) && clean;
    for (int i = 0; i < LOCK_NAMES; i++)
        if (atomic_load_explicit(&memory->names[i].key,
                                 memory_order_relaxed) != 0)
            clean = sweep(&memory->names[i].word, id) && clean;
    if (lock != 0 && lock % sizeof(uint32_t) == 0 && shmrt_is_shared(address)
        && shmrt_is_shared((char *)address + sizeof(uint32_t) - 1))
        clean = sweep(address, id) && clean;
    if (clean) {
        program_dead_kin(id);
        program_wake_locks();
    }
    return clean;
}

/* ---- critical ------------------------------------------------------------ */

static struct lock *
lock_named(const char *name)
{
    struct lock *table = program()->names;
    uint64_t key = hash_text(HASH_START, name);

    if (key == 0) /* an entry that is not in use */
        key = 1;
    for (unsigned i = 0; i < LOCK_NAMES; i++) {
        struct lock *lock = &table[(key + i) % LOCK_NAMES];
        uint64_t found = 0;

        if (atomic_load(&lock->key) == key
            || atomic_compare_exchange_strong(&lock->key, &found, key)
            || found == key)
            return lock;
    }
    fail(STATUS_RESOURCE, NULL, "critical: more than %d names", LOCK_NAMES);
}

void
shmrt_critical_begin(void **cache, const char *name,
                     const struct shmrt_place *place)
{
    struct lock *lock = *cache;

    if (!lock)
        *cache = lock = lock_named(name);
    FP("critical.wait");
    lock_acquire_for(&lock->word, FOR_CRITICAL, place);
    FP("critical.taken");
    slot_enter(place);
    CHECKS(check_guard(1));
    FP("critical.inside");
}

void
shmrt_critical_end(void **cache)
{
    struct lock *lock = *cache;

    CHECKS(check_guard(-1));
    slot_leave();
    FP("critical.left");
    lock_release(&lock->word);
    FP("critical.released");
}

/* ---- atomics ------------------------------------------------------------- */

void
shmrt_atomic_begin(void)
{
    lock_acquire(&program()->atomic.word);
    slot_hold();
    CHECKS(check_guard(1));
}

void
shmrt_atomic_end(void)
{
    CHECKS(check_guard(-1));
    slot_let_go();
    lock_release(&program()->atomic.word);
}
