// timeout: 30
/* SPDX-License-Identifier: MIT */
/* The master goes on when its workers have committed; a program that waits
 * for children of its own is still given those, and no worker. */
#include <errno.h>
#include <fcntl.h>
#include <shm.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { BYTES = 512 << 20 };

static char *area;

/* Workers whose ends take a while. */
static void region(void)
{
#pragma shm parallel for
    for (int part = 0; part < 2; part++)
        memset(area + part * (BYTES / 2), part + 1, BYTES / 2);
}

static pid_t child(int status)
{
    pid_t pid = fork();

    if (pid == 0)
        _exit(status);
    return pid;
}

static int is_next(pid_t pid, int status)
{
    int got;

    return wait(&got) == pid && WIFEXITED(got) && WEXITSTATUS(got) == status;
}

static int descriptors(void)
{
    int count = 0;

    for (int fd = 0; fd < 256; fd++)
        count += fcntl(fd, F_GETFD) >= 0;
    return count;
}

static void nothing(int number)
{
    (void)number;
}

int main(void)
{
    pid_t mine;
    int before;

    area = shm_malloc(BYTES);
    if (!area)
        return 1;
    region(); /* then a child */
    if (area[0] != 1 || area[BYTES - 1] != 2 || !is_next(child(3), 3))
        return 2;

    mine = child(4); /* then a region */
    region();
    if (!is_next(mine, 4) || wait(NULL) != -1 || errno != ECHILD)
        return 3;

    signal(SIGCHLD, nothing); /* a program that looks after its children */
    region();
    if (wait(NULL) != -1 || errno != ECHILD)
        return 4;
    signal(SIGCHLD, SIG_DFL);
    before = descriptors();

    for (int n = 0; n < 9; n++) /* no more than one team is left over */
        region();
    if (descriptors() > before + 4 || !is_next(child(5), 5))
        return 5;
    return descriptors() > before ? 6 : 0;
}
