/* SPDX-License-Identifier: MIT */
/* cpus.c -- how many workers a team has when nobody says.
 *
 * The first of these that is set and is a number: OMP_NUM_THREADS (a list,
 * one for each level), PBS_NUM_PPN, SLURM_CPUS_PER_TASK; else as many as there
 * are processors for this process.
 */
#include "internal.h"

#include <errno.h>
#include <sched.h>
#include <stdlib.h>
#include <unistd.h>

/* The mask may be larger than cpu_set_t: tries twice the size until the
 * kernel is content.  0: not to be had. */
static int
affinity(void)
{
    for (int cpus = 1024; cpus <= 1 << 20; cpus *= 2) {
        size_t size = CPU_ALLOC_SIZE(cpus);
        cpu_set_t *set = CPU_ALLOC(cpus);
        int count = 0, error;

        if (!set)
            return 0;
        error = sched_getaffinity(0, size, set) < 0 ? errno : 0;
        if (error == 0)
            count = CPU_COUNT_S(size, set);
        CPU_FREE(set);
        if (error != EINVAL)
            return count;
    }
    return 0;
}

int
cpus_available(void)
{
    static int cpus; /* known after the first call */
    int quota;

    if (cpus > 0)
        return cpus;
    cpus = affinity();
    if (cpus <= 0)
        cpus = (int)sysconf(_SC_NPROCESSORS_ONLN);
    quota = cgroup_cpus("/proc/self/cgroup", "/sys/fs/cgroup");
    if (quota > 0 && quota < cpus)
        cpus = quota;
    if (cpus < 1)
        cpus = 1;
    return cpus;
}

int
cpus_default_workers(int level)
{
    static const char *const variables[] = { "OMP_NUM_THREADS", "PBS_NUM_PPN",
                                             "SLURM_CPUS_PER_TASK" };
    static int list[LEVELS_MAX], levels; /* known after the first call */

    for (size_t i = 0; levels == 0 && i < sizeof variables / sizeof *variables;
         i++) {
        const char *value = secure_getenv(variables[i]);

        if (!value)
            continue;
        levels = parse_list(value, 1, WORKERS_MAX, list, LEVELS_MAX);
        if (levels == 0)
            bad_setting(variables[i], value, "a number from 1 to 4096",
                        settings()->strict);
    }
    if (levels == 0) {
        list[0] = cpus_available();
        if (list[0] > WORKERS_USUAL)
            list[0] = WORKERS_USUAL;
        levels = 1;
    }
    return list[level < levels ? level : levels - 1];
}
