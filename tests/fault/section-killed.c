// status: 134
// timeout: 10
/* SPDX-License-Identifier: MIT */
/* A worker dies in a section: the message says in which. */
#include <stdlib.h>

static int calls;
#pragma shm shared(calls)

static void call(void)
{
#pragma shm atomic
    calls++;
}

int main(void)
{
#pragma shm parallel num_workers(1)
    {
#pragma shm sections
        {
            call();
#pragma shm section
            call();
#pragma shm section
            abort();
#pragma shm section
            call();
        }
    }
    return 0;
}
