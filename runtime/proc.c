/* SPDX-License-Identifier: MIT */
/* proc.c -- what /proc says of a process.
 *
 * Only for what no call tells; where /proc is not mounted, or is another
 * namespace's, nothing is known.
 */
#include "internal.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { FLAG_EXITING = 4 }; /* the kernel's PF_EXITING */

/* What comes behind the name in /proc/PID/stat, from the state on. */
struct stat_line {
    char state;
    unsigned long flags, user, system; /* time, in clock ticks */
};

static bool
read_stat(pid_t pid, struct stat_line *line)
{
    char name[32], text[512], *at;
    ssize_t length;
    int fd;

    snprintf(name, sizeof name, "/proc/%d/stat", (int)pid);
    fd = open(name, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return false;
    length = read(fd, text, sizeof text - 1);
    close(fd);
    text[length > 0 ? length : 0] = '\0';
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
