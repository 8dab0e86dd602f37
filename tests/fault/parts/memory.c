/* SPDX-License-Identifier: MIT */
/* memory.c -- workers that need much memory of their own.
 *
 *     memory MIB      each iteration touches so many
 *     memory 0        a worker may map no more: its malloc has none to give,
 *                     and the runtime's has none for what is lastprivate */
#include <shm.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

enum { MIB = 1 << 20, PAGE = 4096 };

/* Long enough for another worker to need its own. */
static int
touch(size_t size)
{
    volatile char *memory = malloc(size);

    if (!memory)
        shm_fail(3, "no memory");
    for (size_t at = 0; at < size; at += PAGE)
        memory[at] = 1;
    usleep(200000);
    free((void *)memory);
    return 1;
}

static long
fill(size_t size)
{
    long done = 0;

#pragma shm parallel for num_workers(2) schedule(dynamic) onfail(retry(3)) \
    reduction(+: done)
    for (int i = 0; i < 4; i++)
        done += touch(size);
    return done;
}

static long
run_dry(void)
{
    struct rlimit none = { 0, 0 };
    static char last[8 * MIB];

#pragma shm parallel for num_workers(2) lastprivate(last)
    for (int i = 0; i < 2; i++) {
        memset(last, i, sizeof last);
        setrlimit(RLIMIT_AS, &none);
        if (malloc(sizeof last))
            shm_fail(4, "there is memory");
    }
    return last[0];
}

int
main(int argc, char **argv)
{
    long mib = argc > 1 ? atol(argv[1]) : 0;

    printf("%ld\n", mib > 0 ? fill((size_t)mib * MIB) : run_dry());
    return 0;
}
