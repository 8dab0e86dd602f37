/* SPDX-License-Identifier: MIT */
/* runtime_dying.h -- ways to end a worker in the middle of a loop, and what is
 * to be said of each. */
#ifndef RUNTIME_DYING_H
#define RUNTIME_DYING_H 1

#include "runtime_testing.h"

/* ---- actions ------------------------------------------------------------- */

/* ms in which all has ended, on a machine that is busy with other things too;
 * a grandchild stays longer. */
enum { SOON = 5000, GRANDCHILD_STAYS = 8 /* seconds */ };

enum action { KILL, SEGV, FPE, ABORT, TERM, OVERFLOW, EXIT_5, EXIT_0, QUIT_3,
              QUIT_0, EXEC, GRANDCHILD };

static volatile int zero, nine = 9;
static int *volatile nowhere = (int *)0x10;

static inline int
overflow(int depth)
{
    volatile char frame[4096];

    frame[0] = (char)depth;
    return depth < 0 ? 0 : overflow(depth + 1) + frame[0];
}

static inline void
act(enum action action)
{
    switch (action) {
    case KILL:
        kill(getpid(), SIGKILL);
        break;
    case SEGV:
        *nowhere = 1;
        break;
    case FPE:
        nine /= zero;
        break;
    case ABORT:
        abort();
    case TERM: /* only SIGKILL and faults end a worker */
        signal(SIGUSR2, SIG_DFL);
        raise(SIGUSR2);
        break;
    case OVERFLOW:
        zero = overflow(0);
        break;
    case EXIT_5:
        exit(5);
    case EXIT_0:
        exit(0);
    case QUIT_3:
        _exit(3);
    case QUIT_0:
        _exit(0);
    case EXEC:
        execl("/bin/sleep", "sleep", "30", (char *)NULL);
        break;
    case GRANDCHILD: /* holds what the worker held open */
        if (fork() == 0) {
            sleep(GRANDCHILD_STAYS);
            _exit(0);
        }
        kill(getpid(), SIGKILL);
    }
}

static inline void
at_exit(void)
{
    printf("atexit\n");
}

/* Dies in iteration 517 of 1000, the variable being 1039 there. */
static inline void
in_loop(void *action)
{
    atexit(at_exit);
    REGION(3, R.has_count = 1; R.count = 1000,
        LOOP(1000, L.combined = 1; L.schedule = SHMRT_SCHED_DYNAMIC;
             L.chunk = 10; L.base = 5; L.step = 2,
             if (i == 517)
                 act(*(enum action *)action);
             while (i > 517)
                 pause()), NOTHING);
}

static const struct {
    enum action action;
    int status;
    const char *text;
} deaths[] = {
    { KILL, 137, "was killed by SIGKILL (not sent by shm)" },
    { SEGV, 139, "was killed by SIGSEGV (address 0x10)" },
    { FPE, 136, "was killed by SIGFPE" },
    { ABORT, 134, "was killed by SIGABRT" },
    { TERM, 140, "was killed by SIGUSR2" },
    { OVERFLOW, 139, "was killed by SIGSEGV (address 0x" },
    { EXIT_5, 5, "called exit(5)" },
    { EXIT_0, 70, "called exit(0) before its work was done" },
    { QUIT_3, 3, "ended by _exit(3)" },
    { QUIT_0, 70, "ended by _exit(0) before its work was done" },
    { EXEC, 70, "replaced itself by exec" },
    { GRANDCHILD, 137, "was killed by SIGKILL (not sent by shm)" },
};

enum { DEATHS = sizeof deaths / sizeof *deaths };

static inline void
expect_death(void (*f)(void *), int i)
{
    enum action action = deaths[i].action;
    long long began = now_ms();
    struct outcome *o = run(f, &action);
    char text[512];

    snprintf(text, sizeof text, " in iteration 1039, chunk 1025..1043; "
                                "ending with status %d\n", deaths[i].status);
    expect(o, deaths[i].status, deaths[i].text);
    expect(o, deaths[i].status, text);
    expect(o, deaths[i].status, ": shm: f.c:50: worker ");
    assert_int_equal(lines(o->err), 1);
    assert_string_equal(o->out, "atexit\n");
    assert_true(now_ms() - began < SOON);
}

#endif
