/* SPDX-License-Identifier: MIT */
/* Objects beside shared ones, that were not named, stay private: static and
 * automatic, before and behind. */
#include "check.h"
#include <shm.h>
#include <unistd.h>

static int before = 1;
static int shared_data = 1;
static int behind = 1;
static char zero_before[5000];
static char shared_zero[3];
static char zero_behind[5000];
int global_before = 1, global_shared = 1, global_behind = 1;
static pid_t pid;
#pragma shm shared(shared_data, shared_zero, global_shared, pid)
#pragma shm private(before, behind, zero_before, zero_behind)
#pragma shm private(global_before, global_behind)

int main(void)
{
    int a = 1, b = 1, c = 1, i;
#pragma shm shared(b)
#pragma shm private(a, c)

#pragma shm parallel
    {
        before = behind = global_before = global_behind = a = c = 2;
        for (i = 0; i < 5000; i++)
            zero_before[i] = zero_behind[i] = 2;
#pragma shm single
        {
            pid = getpid();
            shared_data = global_shared = b = 2;
            shared_zero[0] = shared_zero[2] = 2;
        }
    }
    if (pid != getpid()) {
        CHECK(before == 1 && behind == 1 && a == 1 && c == 1);
        CHECK(global_before == 1 && global_behind == 1);
        for (i = 0; i < 5000; i++)
            CHECK(zero_before[i] == 0 && zero_behind[i] == 0);
    }
    printf("%d %d %d %d\n", shared_data, global_shared, b, shared_zero[2]);
    return 0;
}
