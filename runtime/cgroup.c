/* SPDX-License-Identifier: MIT */
/* cgroup.c -- what the control group of this process allows it.
 *
 * /proc/self/cgroup has a line for each hierarchy: number:controllers:path.
 * Version 2 is the one with number 0 and no controllers, mounted at `mount`;
 * a version 1 hierarchy is mounted at mount/<controller>.  A limit of any
 * group between ours and the root binds us.  In a container the path may be
 * the host's and not exist here: then the root of the mount is our own group.
 */
#include "internal.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Opens mount/controller + path/file, without `path` when that is not there.
 */
static FILE *
open_in(const char *mount, const char *controller, const char *path,
        const char *file)
{
    char name[PATH_MAX];
    int length;

    length = snprintf(name, sizeof name, "%s%s%s%s/%s", mount,
                      *controller ? "/" : "", controller, path, file);
    if (length < 0 || (size_t)length >= sizeof name)
        return NULL;
    return fopen(name, "re");
}

/* Path of our group in the hierarchy of `controller`, "" for version 2.  The
 * root group's path is "". */
static bool
group_path(const char *self, const char *controller, char *path, size_t room)
{
    FILE *file = fopen(self, "re");
    char line[PATH_MAX];
    bool found = false;

    if (!file)
        return false;
    while (!found && fgets(line, sizeof line, file)) {
        char *list = strchr(line, ':');
        char *end = list ? strchr(list + 1, ':') : NULL;

        if (!end)
            continue;
        *end++ = '\0';
        end[strcspn(end, "\n")] = '\0';
        for (char *rest = list + 1, *name; !found;) {
            name = strsep(&rest, ",");
            if (!name)
                break;
            found = strcmp(name, controller) == 0;
        }
        if (found)
            snprintf(path, room, "%s", strcmp(end, "/") == 0 ? "" : end);
    }
    fclose(file);
    return found;
}

/* Goes one group up; false at the root. */
static bool
parent(char *path)
{
    char *slash = strrchr(path, '/');

    if (!slash)
        return false;
    *slash = '\0';
    return true;
}

static int
round_up(long long quota, long long period)
{
    long long cpus;

    if (quota <= 0 || period <= 0)
        return 0;
    cpus = (quota - 1) / period + 1;
    return cpus > INT_MAX ? INT_MAX : (int)cpus;
}

/* Version 2: "max 100000" or "150000 100000". */
static int
limit_v2(const char *mount, const char *path)
{
    FILE *file = open_in(mount, "", path, "cpu.max");
    long long quota, period;
    int cpus = 0;

    if (!file)
        return 0;
    if (fscanf(file, "%lld %lld", &quota, &period) == 2)
        cpus = round_up(quota, period);
    fclose(file);
    return cpus;
}

/* One number from a file of the cpu controller; 0: not there. */
static long long
number_v1(const char *mount, const char *path, const char *name)
{
    FILE *file = open_in(mount, "cpu", path, name);
    long long value;

    if (!file)
        return 0;
    if (fscanf(file, "%lld", &value) != 1)
        value = 0;
    fclose(file);
    return value;
}

static int
limit_v1(const char *mount, const char *path)
{
    return round_up(number_v1(mount, path, "cpu.cfs_quota_us"),
                    number_v1(mount, path, "cpu.cfs_period_us"));
}

/* The smallest limit on the way up to the root, of either version. */
int
cgroup_cpus(const char *self, const char *mount)
{
    static const struct {
        const char *controller;
        int (*limit)(const char *mount, const char *path);
    } version[] = { { "", limit_v2 }, { "cpu", limit_v1 } };
    char path[PATH_MAX];
    int least = 0;

    for (size_t i = 0; i < sizeof version / sizeof *version; i++) {
        if (!group_path(self, version[i].controller, path, sizeof path))
            continue;
        do {
            int cpus = version[i].limit(mount, path);

            if (cpus > 0 && (least == 0 || cpus < least))
                least = cpus;
        } while (parent(path));
    }
    return least;
}

unsigned long long
cgroup_oom_kills(const char *self, const char *mount)
{
    static const struct {
        const char *controller, *file;
    } version[] = { { "", "memory.events" },
                    { "memory", "memory.oom_control" } };
    char path[PATH_MAX], name[64];
    unsigned long long value, kills = 0;

    for (size_t i = 0; i < sizeof version / sizeof *version; i++) {
        FILE *file;

        if (!group_path(self, version[i].controller, path, sizeof path))
            continue;
        file = open_in(mount, version[i].controller, path, version[i].file);
        if (!file)
            file = open_in(mount, version[i].controller, "", version[i].file);
        if (!file)
            continue;
        while (fscanf(file, "%63s %llu", name, &value) == 2)
            if (strcmp(name, "oom_kill") == 0)
                kills += value;
        fclose(file);
    }
    return kills;
}
