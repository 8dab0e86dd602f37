// cflags: -Wno-unused
/* SPDX-License-Identifier: MIT */
/* The chunk may be any expression: of variables, shared objects, a macro,
 * a call; wider than the loop. */
#include "check.h"
#include <shm.h>

#define CHUNK (2 + 1)

static int chunk = 4, who[60], team;
#pragma shm shared(chunk, who, team)

static int twice(int n)
{
    return 2 * n;
}

static void look(int size)
{
    for (int i = 0; i < 60; i++)
        CHECK(who[i] == i / size % team);
}

int main(void)
{
    long own = 5;

#pragma shm parallel
    {
#pragma shm single
        team = shm_num_workers();
#pragma shm for schedule(static, chunk)
        for (int i = 0; i < 60; i++)
            who[i] = shm_worker_num();
        look(4);
#pragma shm barrier
#pragma shm for schedule(static, own + 1)
        for (int i = 0; i < 60; i++)
            who[i] = shm_worker_num();
        look(6);
#pragma shm barrier
#pragma shm for schedule(static, twice(CHUNK))
        for (int i = 0; i < 60; i++)
            who[i] = shm_worker_num();
        look(6);
#pragma shm barrier
#pragma shm for schedule(static, (own, CHUNK))
        for (int i = 0; i < 60; i++)
            who[i] = shm_worker_num();
        look(3);
#pragma shm barrier
#pragma shm for schedule(static, 1L << 40)
        for (int i = 0; i < 60; i++)
            who[i] = shm_worker_num();
        look(60);
    }
    puts("as computed");
    return 0;
}
