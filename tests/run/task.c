// Tasks, outside and inside a region: what they leave in shared objects, the
// values they begin with, those of their own, recursion.
#include "check.h"

#include <shm.h>

static int total;
#pragma shm shared(total)

static int
fib(int n)
{
    int x = 0, y = 0;

    if (n < 2)
        return n;
    #pragma shm task shared(x) if (n > 5)
    x = fib(n - 1);
    #pragma shm task shared(y) if (n > 5)
    y = fib(n - 2);
    #pragma shm taskwait
    return x + y;
}

static void
add(int n)
{
    #pragma shm atomic
    total += n;
}

static void
outside(void)
{
    total = 0;
    for (int i = 0; i < 20; i++) {
        #pragma shm task firstprivate(i) label("adder")
        add(i);
    }
    #pragma shm taskwait
    CHECK(total == 190);
}

/* The copy is that of the moment at which the task was met. */
static void
first_values(void)
{
    int seen = 0, old = 7;
    #pragma shm shared(seen)

    total = 0;
    for (int i = 0; i < 4; i++) {
        seen = i;
        #pragma shm task firstprivate(seen) private(old)
        {
            old = seen;
            add(old);
        }
    }
    seen = 100;
    #pragma shm taskwait
    CHECK(total == 6);
}

static void
group(void)
{
    total = 0;
    #pragma shm taskgroup
    for (int i = 0; i < 4; i++) {
        #pragma shm task
        {
            #pragma shm task
            {
                #pragma shm task
                add(100);
                add(10);
            }
            add(1);
        }
    }
    CHECK(total == 444);
}

/* At a barrier, at the end of a single, at the region's end. */
static void
in_region(void)
{
    total = 0;
    #pragma shm parallel
    {
        #pragma shm single
        for (int i = 0; i < 10; i++) {
            #pragma shm task
            add(1);
        }
        CHECK(total == 10);
        #pragma shm barrier
        #pragma shm masked
        {
            #pragma shm task
            add(5);
        }
        #pragma shm barrier
        CHECK(total == 15);
        #pragma shm barrier
        #pragma shm masked
        {
            #pragma shm task
            add(100);
        }
    }
    CHECK(total == 115);
}

/* A task is a team of one, and may have a region of its own. */
static void
region_in_task(void)
{
    total = 0;
    #pragma shm task
    {
        int sum = 0;

        CHECK(shm_worker_num() == 0 && shm_num_workers() == 1);
        #pragma shm parallel for reduction(+ : sum)
        for (int i = 0; i < 10; i++)
            sum += i;
        add(sum);
    }
    #pragma shm taskwait
    CHECK(total == 45);
}

int
main(void)
{
    CHECK(fib(12) == 144);
    outside();
    first_values();
    group();
    in_region();
    region_in_task();
    puts("done");
    return 0;
}
