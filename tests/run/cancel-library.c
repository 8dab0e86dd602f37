// shm_cancel ends the running region: from a worker, from a function, from
// the master's signal handler, in ordered loops.  The pragmas ignored, the
// loops have an end of their own.
#include "check.h"

#include <shm.h>
#include <signal.h>
#include <unistd.h>

static volatile sig_atomic_t rung;

static void
ring(int number)
{
    (void)number;
    rung = 1;
    shm_cancel();
}

static void
by_worker(void)
{
    int sum = 0;

    #pragma shm parallel for schedule(dynamic) reduction(+ : sum)
    for (int i = 0; i < 100000; i++) {
        sum++;
        if (i == 10)
            shm_cancel();
    }
    CHECK(sum > 0 && sum <= 100000);
}

static void
by_signal(void)
{
    signal(SIGALRM, ring);
    alarm(1);
    #pragma shm parallel
    for (;;) {
        #pragma shm cancellation point parallel
        if (rung)
            break;
    }
    signal(SIGALRM, SIG_DFL);
}

static void
in_order(void)
{
    #pragma shm parallel for ordered schedule(static, 1)
    for (int i = 0; i < 1000; i++) {
        #pragma shm ordered
        if (i == 500)
            shm_cancel();
    }
}

int
main(void)
{
    int sum = 0;

    shm_cancel(); /* nothing is running */
    by_worker();
    in_order();
    by_signal();
    #pragma shm parallel for reduction(+ : sum)
    for (int i = 0; i < 100; i++)
        sum++;
    printf("%d\n", sum);
    return 0;
}
