/* SPDX-License-Identifier: MIT */
/* private, firstprivate and copyin are accepted and state what is so
 * anyway: a worker starts with its own copy of the master's value. */
#include "check.h"
#include <shm.h>

static int shared_value = 5;
#pragma shm shared(shared_value)
static int per_worker = 7;
#pragma shm private(per_worker)
static int old_style = 8;
#pragma shm threadprivate(old_style)

int main(void)
{
    int scratch = 1, start = 2, sum = 0;
    int array[3] = {1, 2, 3};

#pragma shm parallel private(scratch) firstprivate(start, array) \
    copyin(per_worker, old_style) reduction(+ : sum)
    {
        CHECK(start == 2 && array[0] == 1 && array[2] == 3);
        CHECK(per_worker == 7 && old_style == 8);
        scratch = shm_worker_num();
        start += scratch;
        array[0] += scratch;
        per_worker += scratch;
        old_style += scratch;
#pragma shm barrier
        CHECK(scratch == shm_worker_num() && start == 2 + scratch);
        CHECK(array[0] == 1 + scratch && per_worker == 7 + scratch);
        CHECK(old_style == 8 + scratch);
#pragma shm for
        for (int i = 0; i < 10; i++)
            sum += start - scratch;
    }
    CHECK(sum == 20);

#pragma shm parallel for firstprivate(start) private(scratch) \
    reduction(+ : sum)
    for (int i = 0; i < 10; i++) {
        scratch = i;
        sum += scratch;
    }
#pragma shm parallel
    {
#pragma shm single
        shared_value++;
    }
    printf("%d %d\n", sum, shared_value);
    return 0;
}
