/* SPDX-License-Identifier: MIT */
/* wait.c -- waiting for a word of shared memory to change.
 *
 * First by looking again and again, for a time that a sleep and a wake would
 * cost, if the team has a processor for each of its workers; then asleep in
 * the kernel.  Every wait ends when the team is being ended: the master sets
 * control.abort, wakes, and then kills, so a waiter need look at the word
 * only when it is about to sleep and after it slept.
 *
 * No wake is lost.  The sleeper raises `sleepers` and then has the kernel
 * compare the value; who changes the value then looks at `sleepers`.  Both
 * orders are sequentially consistent, so one of the two sees the other.
 */
#include "internal.h"

#include <errno.h>
#include <limits.h>
#include <linux/futex.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum {
    SPINS_HOT = 64,         /* without a pause: it may be any moment */
    SPINS_BRIEF = 2000,     /* some ten microseconds */
    SPINS_ACTIVE = 1 << 30, /* as good as for ever */
    LOOK_INTERVAL = 1       /* ms between two looks after one's own team */
};

/* The words lie in memory shared between processes: no FUTEX_PRIVATE_FLAG. */
void
futex_wait(_Atomic uint32_t *word, uint32_t seen, uint32_t bits,
           int milliseconds)
{
    struct timespec end, *limit = NULL;

    if (milliseconds > 0) { /* FUTEX_WAIT_BITSET takes the moment itself */
        uint64_t moment = now_ns() + (uint64_t)milliseconds * 1000000;

        end.tv_sec = (time_t)(moment / 1000000000);
        end.tv_nsec = (long)(moment % 1000000000);
        limit = &end;
    }
    syscall(SYS_futex, word, FUTEX_WAIT_BITSET, seen, limit, NULL, bits);
}

void
futex_wake(_Atomic uint32_t *word, uint32_t bits)
{
    syscall(SYS_futex, word, FUTEX_WAKE_BITSET, INT_MAX, NULL, NULL, bits);
}

void
futex_wake_one(_Atomic uint32_t *word)
{
    syscall(SYS_futex, word, FUTEX_WAKE, 1, NULL, NULL, 0);
}

void
wait_pause(void)
{
#if defined __x86_64__ || defined __i386__
    __builtin_ia32_pause();
#elif defined __aarch64__
    __asm__ __volatile__("yield");
#else
    atomic_signal_fence(memory_order_seq_cst);
#endif
}

unsigned
wait_spins_of(long long processes)
{
    if (check_for & CHECK_CONFLICTS) /* it waits for one that waits for it */
        return 0;
    switch (settings()->wait) {
    case WAIT_ACTIVE:
        return SPINS_ACTIVE;
    case WAIT_PASSIVE:
        return 0;
    default:
        return processes <= cpus_available() && !bind_crowded() ? SPINS_BRIEF
                                                                 : 0;
    }
}

unsigned
wait_spins(void)
{
    return wait_spins_of(process.level->processes);
}

void
wait_check(void)
{
    struct shmrt_team *team = process.level->team;

    if (team
        && atomic_load_explicit(&team->control->abort, memory_order_relaxed))
        worker_leave();
}

/* One sleep, of a worker or of a master whose reduce block has to wait: that
 * one has to look after its team from time to time, or it would wait for a
 * worker that has died. */
void
wait_sleep(_Atomic uint32_t *word, uint32_t seen, uint32_t bits,
           int milliseconds)
{
    bool held = false;

    wait_check();
    CHECKS(held = check_pause());
    if (process.teams) {
        futex_wait(word, seen, bits, LOOK_INTERVAL);
        supervise_look();
    } else {
        futex_wait(word, seen, bits, milliseconds);
    }
    CHECKS(check_resume(held));
    wait_check();
}

void
word_wait(struct word *word, uint32_t seen)
{
    unsigned spins = wait_spins();

    for (unsigned i = 0; i < spins; i++) {
        if (atomic_load_explicit(&word->value, memory_order_acquire) != seen)
            return;
        if (i >= SPINS_HOT)
            wait_pause();
    }
    atomic_fetch_add(&word->sleepers, 1);
    while (atomic_load(&word->value) == seen)
        wait_sleep(&word->value, seen, FUTEX_BITSET_MATCH_ANY, 0);
    atomic_fetch_sub(&word->sleepers, 1);
}

void
word_wake(struct word *word)
{
    if (atomic_load(&word->sleepers) != 0)
        futex_wake(&word->value, FUTEX_BITSET_MATCH_ANY);
}

void
word_set(struct word *word, uint32_t value)
{
    atomic_store(&word->value, value);
    word_wake(word);
}
