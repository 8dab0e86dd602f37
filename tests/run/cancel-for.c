// A loop that is cancelled is left by every worker: with each schedule, from
// within loops and switches of the iteration, and with a reduction.
#include "check.h"

#include <shm.h>

static int found, left, rows[64];
#pragma shm shared(found, left, rows)

static void
find(int what)
{
    found = -1;
    left = 0;
    #pragma shm parallel
    {
        #pragma shm for schedule(runtime)
        for (int i = 0; i < 1000000; i++) {
            #pragma shm cancellation point for
            for (int j = 0; j < 4; j++)
                switch (j) {
                case 2:
                    if (i != what)
                        break;
                    #pragma shm atomic write
                    found = i;
                    #pragma shm cancel for
                    break;
                default:
                    break;
                }
        }
        #pragma shm atomic
        left++;
        #pragma shm barrier
        CHECK(left == shm_num_workers());
    }
    CHECK(found == what);
}

/* Pointers, a nest, a combined loop. */
static void
forms(void)
{
    int sum = 0, *end = rows + 64;

    #pragma shm parallel for
    for (int *p = rows; p < end; p++) {
        #pragma shm cancel for if (p == rows)
        *p += 1;
    }
    CHECK(rows[63] <= 1);
    #pragma shm parallel for collapse(2) reduction(+ : sum)
    for (int i = 0; i < 1000; i++)
        for (int j = 0; j < 1000; j++) {
            sum += i == 0 && j == 17;
            #pragma shm cancel for if (i == 0 && j == 17)
        }
    CHECK(sum == 1);
}

/* What has been cancelled is not for ever. */
static void
again(void)
{
    int sum = 0;

    #pragma shm parallel
    for (int k = 0; k < 100; k++) {
        #pragma shm for
        for (int i = 0; i < 100; i++) {
            #pragma shm cancel for if (k % 2 == 0 && i == 0)
        }
        #pragma shm for reduction(+ : sum)
        for (int i = 0; i < 10; i++)
            sum++;
    }
    CHECK(sum == 1000);
}

int
main(void)
{
    for (int kind = shm_sched_static; kind <= shm_sched_auto; kind++) {
        shm_set_schedule((shm_sched_t)kind, kind == shm_sched_auto ? 0 : 100);
        find(777);
        find(0);
        find(999999);
    }
    forms();
    again();
    puts("cancelled");
    return 0;
}
