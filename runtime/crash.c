/* SPDX-License-Identifier: MIT */
/* crash.c -- in a worker: what kills it is noted in its slot.
 *
 * The handlers are set only where the program left the default.  They touch
 * nothing but the slot, put the default back and let the signal happen again,
 * so the status and the core file are the kernel's own: a fault happens again
 * by returning, a signal that was sent is sent again.  They run on a stack of
 * their own, for the worker's may be what overflowed.
 */
#include "internal.h"

#include <signal.h>
#include <string.h>

static _Alignas(16) char stack[1 << 15]; /* one for each process, by fork */

static void
note(int number, siginfo_t *info, void *context)
{
    struct slot *slot = process.slot;
    struct sigaction standard;

    (void)context;
    if (slot) {
        slot->crash_code = info->si_code;
        slot->crash_address = (uintptr_t)info->si_addr;
        atomic_signal_fence(memory_order_seq_cst);
        slot->crash_signal = number;
    }
    memset(&standard, 0, sizeof standard);
    standard.sa_handler = SIG_DFL;
    sigaction(number, &standard, NULL);
    if (info->si_code <= 0)
        raise(number);
}

void
crash_handlers(void)
{
    static const int signals[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL,
                                   SIGABRT, SIGTRAP, SIGSYS };
    stack_t own = { .ss_sp = stack, .ss_size = sizeof stack }, was;
    struct sigaction action, old;

    if (sigaltstack(NULL, &was) == 0 && (was.ss_flags & SS_DISABLE))
        sigaltstack(&own, NULL);
    memset(&action, 0, sizeof action);
    action.sa_sigaction = note;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        if (sigaction(signals[i], NULL, &old) == 0
            && !(old.sa_flags & SA_SIGINFO) && old.sa_handler == SIG_DFL)
            sigaction(signals[i], &action, NULL);
    }
}
