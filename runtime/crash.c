/* SPDX-License-Identifier: MIT */
/* crash.c -- in a worker: what kills it is noted in its slot.
 *
 * The handlers are set only where the program left the default.  They touch
 * nothing but the slot, put the default back and let the signal happen again,
 * so the status and the core file are the kernel's own: a fault happens again
 * by returning, a signal that was sent is sent again.  They run on a stack of
 * their own, for the worker's may be what overflowed.
 *
 * The calls that led there are noted as bare addresses; what they mean is
 * found out by the master (backtrace.c).  glibc's backtrace() is safe in a
 * handler once it has been called: the first call loads the unwinder, so the
 * master makes it before the first fork.  On a stack that was overwritten it
 * may fault; then the first fault is the one that counts.
 */
#include "internal.h"

#include <errno.h>
#include <execinfo.h>
#include <signal.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/prctl.h>
#include <ucontext.h>
#include <unistd.h>

/* The handler's own calls, and the kernel's way into it. */
enum { OWN_FRAMES = 3 };

static _Alignas(16) char stack[1 << 15]; /* one for each process, by fork */
static volatile sig_atomic_t noted;      /* the signal that is */
static int doorbell;                     /* of the team */

/* Where the function was called whose first instruction cannot be executed:
 * a call through a null pointer.  0: not known on this machine. */
static uintptr_t
caller(const ucontext_t *context)
{
#if defined __x86_64__
    return *(const uintptr_t *)context->uc_mcontext.gregs[REG_RSP];
#elif defined __aarch64__
    return context->uc_mcontext.regs[30];
#else
    (void)context;
    return 0;
#endif
}

static __attribute__((noinline)) void
note_frames(struct slot *slot, const ucontext_t *context)
{
    void *calls[FRAMES + OWN_FRAMES];
    int count = backtrace(calls, FRAMES + OWN_FRAMES) - OWN_FRAMES;

    if (count <= 0 && slot->crash_signal == SIGSEGV) {
        slot->frame[0] = slot->crash_address;
        slot->frame[1] = caller(context);
        count = slot->frame[1] ? 2 : 1;
    } else {
        for (int i = 0; i < count; i++)
            slot->frame[i] = (uintptr_t)calls[i + OWN_FRAMES];
    }
    atomic_store(&slot->frames, count > 0 ? (uint32_t)count : 0);
}

/* Stops until somebody sends SIGCONT; any process of ours may attach. */
static void
hold(struct slot *slot)
{
    const uint64_t one = 1;

    prctl(PR_SET_PTRACER, PR_SET_PTRACER_ANY);
    atomic_store(&slot->held, 1);
    if (write(doorbell, &one, sizeof one) < 0)
        return; /* the master sleeps on: it cannot be told */
    raise(SIGSTOP);
}

static void
note_all(struct slot *slot, int number, const siginfo_t *info,
         const ucontext_t *context)
{
    slot->crash_code = info->si_code;
    slot->crash_address = (uintptr_t)info->si_addr;
    atomic_signal_fence(memory_order_seq_cst);
    slot->crash_signal = number;
    if (settings()->backtrace && !getauxval(AT_SECURE))
        note_frames(slot, context);
    if (settings()->freeze)
        hold(slot);
}

static void
note(int number, siginfo_t *info, void *context)
{
    bool again = noted != 0;
    struct sigaction standard;
    sigset_t set;

    if (again)
        number = noted;
    noted = number;
    if (process.slot && !again)
        note_all(process.slot, number, info, context);
    memset(&standard, 0, sizeof standard);
    standard.sa_handler = SIG_DFL;
    sigaction(number, &standard, NULL);
    if (info->si_code <= 0 || again)
        raise(number);
    if (again) {
        sigemptyset(&set);
        sigaddset(&set, number);
        sigprocmask(SIG_UNBLOCK, &set, NULL);
    }
}

void
crash_prepare(void)
{
    static bool done;
    void *call[1];

    if (!done && settings()->backtrace)
        backtrace(call, 1);
    done = true;
}

void
crash_handlers(void)
{
    static const int signals[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL,
                                   SIGABRT, SIGTRAP, SIGSYS };
    stack_t own = { .ss_sp = stack, .ss_size = sizeof stack }, was;
    struct sigaction action, old;

    doorbell = process.level->team->doorbell;
    if (sigaltstack(&own, &was) == 0 && !(was.ss_flags & SS_DISABLE))
        sigaltstack(&was, NULL);
    memset(&action, 0, sizeof action);
    action.sa_sigaction = note;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        if (sigaction(signals[i], &action, &old) == 0
            && ((old.sa_flags & SA_SIGINFO) || old.sa_handler != SIG_DFL))
            sigaction(signals[i], &old, NULL);
    }
}
