// loses: beside
/* SPDX-License-Identifier: MIT */
/* Static locals: with and without initialiser, of the same name in several
 * functions and blocks; the private one beside stays private. */
#include "check.h"
#include <shm.h>
#include <unistd.h>

static pid_t pid;
#pragma shm shared(pid)

static int count(int by)
{
    static int n = 10;
#pragma shm shared(n)
    static int beside = 10;

    beside += by;
#pragma shm atomic
    n += by;
    if (by == 0)
        CHECK(beside == 10 || pid == getpid());
    return n;
}

static int other(int set)
{
    static int n[3];
#pragma shm shared(n)

    if (set)
#pragma shm critical
        n[1] = 77;
    return n[1];
}

int main(void)
{
    int blocks = 0;

    CHECK(count(0) == 10);
#pragma shm parallel for
    for (int i = 0; i < 100; i++) {
#pragma shm atomic write
        pid = getpid();
        count(1);
        CHECK(other(1) == 77);
    }
    {
        static long n = 1;
#pragma shm parallel for shared(n)
        for (int i = 0; i < 20; i++)
#pragma shm atomic
            n++;
        blocks += (int)n;
    }
    {
        static long n = 2;
#pragma shm parallel for shared(n)
        for (int i = 0; i < 20; i++)
#pragma shm atomic
            n++;
        blocks += (int)n;
    }
    printf("%d %d %d\n", count(0), other(0), blocks);
    return 0;
}
