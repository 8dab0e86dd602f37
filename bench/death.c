/* SPDX-License-Identifier: MIT */
/* death.c -- how long from the death of a worker to the moment at which its
 * chunk begins again in a fresh one.  The worker notes the time and kills
 * itself; the first statement of the next attempt looks at the clock.  The
 * other sides have nothing to compare it with. */
#include "bench.h"

#ifdef _SHM
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

enum { DEATHS = 200, MEGABYTE = 1 << 20 };

static int
compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static void
deaths(const char *what)
{
    double *died = shm_calloc(DEATHS, sizeof *died);
    double *took = shm_calloc(DEATHS, sizeof *took);
    char name[64];

    if (!died || !took)
        exit(1);
#pragma shm parallel for schedule(dynamic) onfail(retry(1)) num_workers(2)
    for (int i = 0; i < DEATHS; i++) {
        if (died[i] == 0) {
            died[i] = now();
            raise(SIGKILL);
        }
        took[i] = now() - died[i];
    }
    qsort(took, DEATHS, sizeof *took, compare);
    snprintf(name, sizeof name, "death, %s", what);
    figure(name, took[DEATHS / 2] * 1e6, "us");
    snprintf(name, sizeof name, "longest, %s", what);
    figure(name, took[DEATHS - 1] * 1e6, "us");
    shm_free(died);
    shm_free(took);
}

/* What is said of each death goes nowhere. */
int
main(void)
{
    char *memory = malloc(100 * (size_t)MEGABYTE);
    int nowhere = open("/dev/null", O_WRONLY);

    if (!memory || nowhere < 0 || dup2(nowhere, STDERR_FILENO) < 0)
        return 1;
    deaths("nothing");
    memset(memory, 1, 100 * (size_t)MEGABYTE);
    deaths("100 MB private");
    free(memory);
    return 0;
}
#else
int
main(void)
{
    return 0;
}
#endif
