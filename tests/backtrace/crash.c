/* SPDX-License-Identifier: MIT */
/* crash KIND -- a worker crashes in iteration 7, in fill, called by work,
 * called by main. */
#include <shm.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static int *volatile nowhere = (int *)16;
static void (*volatile nothing)(void);
static volatile int zero, depth;

static __attribute__((noinline)) int
recurse(int n)
{
    volatile char frame[512];

    frame[0] = (char)n;
    return recurse(n + 1) + frame[0];
}

/* The frame's way back is overwritten before the fault. */
static __attribute__((noinline)) void
smash(void)
{
    volatile uintptr_t frame[2];

    for (int i = 0; i < 40; i++)
        frame[i + depth] = 0x4141414141414141;
    *nowhere = 1;
}

static __attribute__((noinline)) void
fill(const char *kind)
{
    if (strcmp(kind, "segv") == 0)
        *nowhere = 1; /* the fault */
    if (strcmp(kind, "abort") == 0)
        abort();
    if (strcmp(kind, "call") == 0)
        nothing();
    if (strcmp(kind, "overflow") == 0)
        depth = recurse(0);
    if (strcmp(kind, "smash") == 0)
        smash();
    if (strcmp(kind, "kill") == 0)
        kill(getpid(), SIGKILL);
    if (strcmp(kind, "exit") == 0)
        exit(5);
    if (strcmp(kind, "names") == 0)
        sleep(5);
    depth = 0; /* so that no call is the last thing done */
}

static __attribute__((noinline)) void
work(const char *kind)
{
    fill(kind); /* the call */
    depth = 0;
}

int
main(int argc, char **argv)
{
    const char *kind = argc > 1 ? argv[1] : "";

#pragma shm parallel for num_workers(2)
    for (int i = 0; i < 10; i++)
        if (i == 7)
            work(kind);
    return 0;
}
