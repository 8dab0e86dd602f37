/* SPDX-License-Identifier: MIT */
/* shm_info.c -- shm info: what shmcc and this machine offer.
 *
 * Each section is a function that states facts; they come out as lines or, by
 * --json, as one object with an object for each section.  The numbers are
 * those that the runtime itself goes by: the same functions find them.
 */
#include <getopt.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "internal.h"
#include "json.h"
#include "library.h"
#include "tool.h"

static struct json json;
static bool as_json;

/* ---- facts --------------------------------------------------------------- */

static void __attribute__((format(printf, 2, 3)))
fact(const char *name, const char *format, ...)
{
    char text[4096];
    va_list list;

    va_start(list, format);
    vsnprintf(text, sizeof text, format, list);
    va_end(list);
    if (as_json)
        json_string(&json, name, text);
    else
        printf("  %-18s %s\n", name, text);
}

static void
number(const char *name, unsigned long value, const char *unit)
{
    if (as_json)
        json_number(&json, name, value);
    else
        printf("  %-18s %lu%s%s\n", name, value, *unit ? " " : "", unit);
}

/* In the unit that leaves a number of up to four digits. */
static void
bytes(const char *name, unsigned long value)
{
    static const char *const units[] = { "bytes", "KiB", "MiB", "GiB", "TiB" };
    size_t unit = 0;

    if (as_json) {
        json_number(&json, name, value);
        return;
    }
    for (; value >= 10000 && unit < 4; unit++)
        value = (value + 512) / 1024;
    number(name, value, units[unit]);
}

static void
yes(const char *name, bool value)
{
    if (as_json)
        json_bool(&json, name, value);
    else
        printf("  %-18s %s\n", name, value ? "yes" : "no");
}

/* The first line of a file such as those in /proc/sys; nothing where there is
 * none. */
static void
first_line(const char *name, const char *path)
{
    FILE *file = fopen(path, "re");
    char text[1000];

    if (file && fgets(text, sizeof text, file)) {
        text[strcspn(text, "\n")] = '\0';
        fact(name, "%s", text);
    }
    if (file)
        fclose(file);
}

static void
limit(const char *name, int resource)
{
    struct rlimit r;

    if (getrlimit(resource, &r) < 0)
        return;
    if (r.rlim_cur == RLIM_INFINITY)
        fact(name, "unlimited");
    else
        number(name, (unsigned long)r.rlim_cur, "");
}

/* ---- sections ------------------------------------------------------------ */

static void
about_shmcc(void)
{
    char *shmcc = strdup(tool_beside("shmcc")), line[1000];

    fact("version", "%s", SHMCC_VERSION);
    fact("language", "%s", SHMCC_LANGUAGE);
    fact("configured with", "%s", SHM_CONFIGURE);
    fact("shmcc", "%s", shmcc);
    if (tool_first_line((char *[]){ shmcc, "--shm-backend-version", NULL },
                        line, sizeof line))
        fact("compiler", "%s", line);
    if (tool_first_line((char *[]){ shmcc, "--showme:compile", NULL }, line,
                        sizeof line))
        fact("compiling adds", "%s", line);
    if (tool_first_line((char *[]){ shmcc, "--showme:link", NULL }, line,
                        sizeof line))
        fact("linking adds", "%s", line);
    free(shmcc);
}

static void
about_processors(void)
{
    static const char *const names[TOPOLOGY_LEVELS] = {
        [BY_THREAD] = "threads",    [BY_CORE] = "cores",
        [BY_CACHE] = "last caches", [BY_NUMA] = "NUMA nodes",
        [BY_SOCKET] = "sockets",
    };
    struct cpu_mask allowed, *parts;
    char text[1000];
    int quota = cgroup_cpus("/proc/self/cgroup", "/sys/fs/cgroup");

    number("online", (unsigned long)sysconf(_SC_NPROCESSORS_ONLN), "");
    if (topology_allowed(&allowed)) {
        mask_print(&allowed, text, sizeof text);
        fact("allowed", "%s", text);
        for (int level = TOPOLOGY_LEVELS - 1; level >= 0; level--) {
            int count =
                topology_parts("/sys/devices/system",
                               (enum topology_level)level, &allowed, &parts);

            if (count < 0)
                continue;
            number(names[level], (unsigned long)count, "");
            free(parts);
        }
    }
    if (quota > 0)
        number("group's quota", (unsigned long)quota, "processors");
    number("workers of a team", (unsigned long)cpus_default_workers(0), "");
}

static void
about_memory(void)
{
    static const char thp[] = "/sys/kernel/mm/transparent_hugepage";
    char path[100];

    bytes("total", shm_total_memory());
    bytes("available", shm_available_memory());
    bytes("page", (unsigned long)sysconf(_SC_PAGESIZE));
    snprintf(path, sizeof path, "%s/enabled", thp);
    first_line("huge pages", path);
    snprintf(path, sizeof path, "%s/shmem_enabled", thp);
    first_line("huge pages, shared", path);
    first_line("overcommit", "/proc/sys/vm/overcommit_memory");
}

static void
about_limits(void)
{
    number("workers", WORKERS_MAX, "");
    number("nested teams", LEVELS_MAX, "");
    limit("processes", RLIMIT_NPROC);
    limit("open files", RLIMIT_NOFILE);
    limit("address space", RLIMIT_AS);
    first_line("mappings", "/proc/sys/vm/max_map_count");
    first_line("process numbers", "/proc/sys/kernel/pid_max");
}

/* What the runtime uses where it can, and does without elsewhere. */
static void
about_kernel(void)
{
    struct utsname u;
    int pidfd = (int)syscall(SYS_pidfd_open, getpid(), 0);

    if (uname(&u) == 0)
        fact("release", "%s %s (%s)", u.sysname, u.release, u.machine);
    yes("pidfd", pidfd >= 0);
    if (pidfd >= 0)
        close(pidfd);
    yes("cgroup version 2",
        access("/sys/fs/cgroup/cgroup.controllers", R_OK) == 0);
    first_line("ptrace scope", "/proc/sys/kernel/yama/ptrace_scope");
    first_line("core files", "/proc/sys/kernel/core_pattern");
}

static const struct section {
    const char *title, *key;
    void (*tell)(void);
} sections[] = {
    { "shmcc", "shmcc", about_shmcc },
    { "Processors", "processors", about_processors },
    { "Memory", "memory", about_memory },
    { "Limits", "limits", about_limits },
    { "Kernel", "kernel", about_kernel },
};

int
shm_info(int argc, char **argv)
{
    static const struct option options[] = {
        { "help", no_argument, NULL, 'h' },
        { "json", no_argument, NULL, 'j' },
        { NULL, 0, NULL, 0 },
    };
    int option;

    while ((option = getopt_long(argc, argv, "hj", options, NULL)) != -1)
        if (option == 'h')
            return tool_help();
        else if (option == 'j')
            as_json = true;
        else
            return tool_usage();
    if (optind < argc) {
        tool_error("info takes no argument: '%s'", argv[optind]);
        return tool_usage();
    }
    json.out = stdout;
    if (as_json)
        json_open(&json, NULL, '{');
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
        if (as_json)
            json_open(&json, sections[i].key, '{');
        else
            printf("%s%s%s%s\n", i ? "\n" : "", tool_bold(), sections[i].title,
                   tool_plain());
        fflush(stdout); /* the section may start a program */
        sections[i].tell();
        if (as_json)
            json_close(&json);
    }
    if (as_json) {
        json_close(&json);
        putchar('\n');
    }
    return 0;
}
