/* SPDX-License-Identifier: MIT */
/* private and firstprivate on a loop inside a region: each worker has a
 * copy for the loop; a shared object that is named in them keeps its value
 * while a team runs the loop. */
#include "check.h"
#include <shm.h>
#include <unistd.h>

static int counter = 42, scratch = 43;
static pid_t pid;
#pragma shm shared(counter, scratch, pid)

int main(void)
{
    int sum = 0, start = 5, helper = 0;

#pragma shm parallel reduction(+ : sum)
    {
#pragma shm single
        pid = getpid();
#pragma shm for firstprivate(start) private(helper)
        for (int i = 0; i < 20; i++) {
            CHECK(start == 5);
            helper = start + i;
            sum += helper;
        }
#pragma shm for firstprivate(counter) private(scratch) schedule(static, 1)
        for (int i = 0; i < 20; i++) {
            counter += 1;
            scratch = shm_worker_num();
            CHECK(scratch == shm_worker_num());
        }
    }
    if (pid != getpid())
        CHECK(counter == 42 && scratch == 43);
    printf("%d\n", sum);
    return 0;
}
