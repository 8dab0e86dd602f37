/* SPDX-License-Identifier: MIT */
/* region.c -- entering and leaving a region of two workers, with private and
 * with shared memory in the master, and what a bare loop of fork and waitpid
 * takes in the same program. */
#include "bench.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MEGABYTE = 1 << 20 };

static double
region(int times)
{
    double start = now();

    for (int k = 0; k < times; k++) {
        DIRECTIVE(parallel num_threads(2))
        {
            __asm__ volatile("");
        }
    }
    return (now() - start) / times;
}

static double
bare(int times)
{
    double start = now();

    for (int k = 0; k < times; k++) {
        pid_t child[2];

        for (int i = 0; i < 2; i++) {
            child[i] = fork();
            if (child[i] == 0)
                _exit(0);
        }
        for (int i = 0; i < 2; i++)
            waitpid(child[i], NULL, 0);
    }
    return (now() - start) / times;
}

static void
both(const char *what, int times)
{
    char name[64];

    double ours = region(times), least = bare(times);

    snprintf(name, sizeof name, "region, %s", what);
    figure(name, ours * 1e6, "us");
    snprintf(name, sizeof name, "fork and wait, %s", what);
    figure(name, least * 1e6, "us");
#ifdef _SHM /* threads are not forked */
    snprintf(name, sizeof name, "one to the other, %s", what);
    figure(name, ours / least, "times");
#endif
}

int
main(void)
{
    static const int sizes[] = {10, 100};
    char name[64];

    both("nothing", 300);
    for (unsigned i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        size_t bytes = (size_t)sizes[i] * MEGABYTE;
        char *memory = malloc(bytes);

        if (!memory)
            return 1;
        memset(memory, 1, bytes);
        snprintf(name, sizeof name, "%d MB private", sizes[i]);
        both(name, 40);
        free(memory);
#ifdef _SHM
        memory = shm_malloc(bytes);
        if (!memory)
            return 1;
        memset(memory, 1, bytes);
        snprintf(name, sizeof name, "%d MB shared", sizes[i]);
        both(name, 40);
        shm_free(memory);
#endif
    }
    return 0;
}
