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

bool
proc_is_ending(pid_t pid)
{
    char name[32], text[512], state = 0, *at;
    unsigned long flags = 0;
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
    if (!at || sscanf(at + 1, " %c %*d %*d %*d %*d %*d %lu", &state, &flags)
                   != 2)
        return false;
    return state == 'Z' || state == 'X' || (flags & FLAG_EXITING);
}
