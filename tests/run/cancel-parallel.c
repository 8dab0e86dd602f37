// A region that is cancelled ends, wherever its workers wait: at barriers, in
// functions, at the ends of loops, for their turn; what follows it is whole.
#include "check.h"

#include <shm.h>

static int after;
#pragma shm shared(after)

static void
deep(void)
{
    #pragma shm barrier
    #pragma shm atomic
    after++;
}

static void
at_barrier(void)
{
    after = 0;
    #pragma shm parallel
    {
        if (shm_worker_num() == shm_num_workers() - 1) {
            #pragma shm cancel parallel
        }
        deep();
    }
}

static void
at_point(void)
{
    #pragma shm parallel
    for (long i = 0; i < 1000000; i++) {
        #pragma shm cancellation point parallel
        #pragma shm cancel parallel if (i == 1000)
    }
}

/* The text of a reduce block is there twice. */
static void
in_reduce(void)
{
    int runs = 0;

    #pragma shm parallel for
    for (int i = 0; i < 4; i++) {
        #pragma shm reduce(i)
        {
            #pragma shm parallel
            for (long k = 0; k < 1000; k++) {
                #pragma shm cancel parallel
            }
            runs += i;
        }
    }
    CHECK(runs == 6);
}

/* What was sent before counts. */
static void
with_reduce(void)
{
    int got = 0;

    #pragma shm parallel
    {
        if (shm_worker_num() == 0) {
            int one = 1;
            #pragma shm reduce(one)
            got += one;
            #pragma shm cancel parallel
        }
        #pragma shm barrier
    }
    CHECK(got == 1);
}

/* The region is whole again. */
static void
next(void)
{
    int sum = 0;

    #pragma shm parallel for reduction(+ : sum)
    for (int i = 0; i < 100; i++)
        sum += i;
    CHECK(sum == 4950);
}

int
main(void)
{
    for (int i = 0; i < 20; i++) {
        at_barrier();
        at_point();
        next();
    }
    with_reduce();
    in_reduce();
    puts("ended");
    return 0;
}
