/* SPDX-License-Identifier: MIT */
/* memory.c -- how much memory there is for this program.
 *
 * The machine's figures are in /proc/meminfo.  A control group may allow less,
 * and so may each group above it; of what a group uses, the pages of files
 * not used of late can be had again.  Version 2 has one tree, version 1 one
 * for each controller, with files of other names:
 *
 *   0::/a/b            mount/a/b/memory.max, .current, .stat
 *   4:memory:/a/b      mount/memory/a/b/memory.limit_in_bytes, ...
 *
 * A group that cannot be seen from inside a container counts through the
 * mount's own root.
 */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "heap.h"
#include "library.h"
#include "proc.h"

struct version {
    const char *folder; /* below the mount */
    const char *limit, *usage, *reclaimable;
};

static const struct version versions[] = {
    { "/memory", "memory.limit_in_bytes", "memory.usage_in_bytes",
      "total_inactive_file " },
    { "", "memory.max", "memory.current", "inactive_file " },
};

/* The number after `key` at the start of a line; SIZE_MAX if there is none.
 */
static size_t
number_after(const char *text, const char *key)
{
    size_t length = strlen(key);
    unsigned long long value;
    char *end;

    while (strncmp(text, key, length) != 0) {
        text = strchr(text, '\n');
        if (!text++)
            return SIZE_MAX;
    }
    value = strtoull(text + length, &end, 10);
    return end == text + length || value > SIZE_MAX ? SIZE_MAX : (size_t)value;
}

static size_t
number_in(const char *folder, const char *name, const char *key)
{
    char path[PATH_MAX], text[8192];
    int length = snprintf(path, sizeof path, "%s/%s", folder, name);

    if (length < 0 || (size_t)length >= sizeof path
        || !proc_text(path, text, sizeof text))
        return SIZE_MAX;
    return number_after(text, key);
}

static void
lower(size_t *value, size_t bound)
{
    if (bound < *value)
        *value = bound;
}

static void
look_at_group(const struct version *v, const char *folder,
              struct memory *memory)
{
    size_t limit = number_in(folder, v->limit, "");
    size_t usage, files;

    if (limit == SIZE_MAX)
        return;
    usage = number_in(folder, v->usage, "");
    if (usage == SIZE_MAX)
        usage = 0;
    files = number_in(folder, "memory.stat", v->reclaimable);
    if (files != SIZE_MAX)
        usage -= files < usage ? files : usage;
    lower(&memory->total, limit);
    lower(&memory->available, usage < limit ? limit - usage : 0);
}

/* The group at `path` of the tree at `root`, and all above it. */
static void
look_at_tree(const struct version *v, const char *root, const char *path,
             size_t length, struct memory *memory)
{
    char folder[PATH_MAX];
    int size = snprintf(folder, sizeof folder, "%s%s%.*s", root, v->folder,
                        (int)length, path);
    size_t stop = strlen(root) + strlen(v->folder);

    if (size < 0 || (size_t)size >= sizeof folder)
        return;
    for (;;) {
        char *slash = strrchr(folder, '/');

        look_at_group(v, folder, memory);
        if (!slash || (size_t)(slash - folder) < stop
            || strlen(folder) <= stop)
            return;
        *slash = '\0';
    }
}

/* Is the comma-separated controller list, up to the colon, one with memory?
 */
static bool
has_memory(const char *list, const char *colon)
{
    static const char name[] = "memory";
    const size_t length = sizeof name - 1;

    for (const char *at = list; at + length <= colon; at++)
        if (strncmp(at, name, length) == 0 && (at == list || at[-1] == ',')
            && (at[length] == ',' || at[length] == ':'))
            return true;
    return false;
}

static void
look_at_groups(const char *self, const char *mount, struct memory *memory)
{
    char text[8192];

    if (!proc_text(self, text, sizeof text))
        return;
    for (char *line = text; *line;) {
        size_t length = strcspn(line, "\n");
        char *list = memchr(line, ':', length);
        char *path =
            list ? memchr(list + 1, ':', length - (size_t)(list + 1 - line))
                 : NULL;

        if (path && (path == list + 1 || has_memory(list + 1, path)))
            look_at_tree(&versions[path == list + 1], mount, path + 1,
                         length - (size_t)(path + 1 - line), memory);
        line += length + (line[length] == '\n');
    }
}

struct memory
memory_read(const char *meminfo, const char *self, const char *mount)
{
    struct memory memory = { SIZE_MAX, SIZE_MAX };
    char text[8192];

    if (proc_text(meminfo, text, sizeof text)) {
        size_t total = number_after(text, "MemTotal:");
        size_t available = number_after(text, "MemAvailable:");

        if (total <= SIZE_MAX / 1024)
            memory.total = total * 1024;
        if (available <= SIZE_MAX / 1024)
            memory.available = available * 1024;
    }
    look_at_groups(self, mount, &memory);
    return memory;
}

struct memory
memory_now(void)
{
    return memory_read("/proc/meminfo", "/proc/self/cgroup", "/sys/fs/cgroup");
}

size_t
shm_total_memory(void)
{
    size_t total = memory_now().total;

    return total == SIZE_MAX ? 0 : total;
}

size_t
shm_available_memory(void)
{
    size_t available = memory_now().available;

    return available == SIZE_MAX ? 0 : available;
}
