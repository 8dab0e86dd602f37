/* SPDX-License-Identifier: MIT */
/* proc.c -- what small files of the system say, and /proc of a process.
 *
 * Only for what no call tells; where /proc is not mounted, or is another
 * namespace's, nothing is known.
 */
#include "internal.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "proc.h"

enum { FLAG_EXITING = 4 }; /* the kernel's PF_EXITING */

bool
proc_text(const char *path, char *text, size_t size)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t got;
    size_t length = 0;

    if (file < 0)
        return false;
    while (length < size - 1
           && (got = read(file, text + length, size - 1 - length)) > 0)
        length += (size_t)got;
    close(file);
    text[length] = '\0';
    return length > 0;
}

/* What comes behind the name in /proc/PID/stat, from the state on. */
struct stat_line {
    char state;
    unsigned long flags, user, system; /* time, in clock ticks */
};

static bool
read_stat(pid_t pid, struct stat_line *line)
{
    char name[32], text[512], *at;

    snprintf(name, sizeof name, "/proc/%d/stat", (int)pid);
    if (!proc_text(name, text, sizeof text))
        return false;
    at = strrchr(text, ')'); /* its name may hold anything */
    return at
           && sscanf(at + 1, " %c %*d %*d %*d %*d %*d %lu %*u %*u %*u %*u %lu "
                     "%lu", &line->state, &line->flags, &line->user,
                     &line->system) == 4;
}

bool
proc_is_ending(pid_t pid)
{
    struct stat_line line;

    return read_stat(pid, &line)
           && (line.state == 'Z' || line.state == 'X'
               || (line.flags & FLAG_EXITING));
}

char
proc_state(pid_t pid)
{
    struct stat_line line;

    return read_stat(pid, &line) ? line.state : '?';
}

unsigned long
proc_time(pid_t pid)
{
    struct stat_line line;

    return read_stat(pid, &line) ? line.user + line.system : 0;
}
