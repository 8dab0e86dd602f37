/* SPDX-License-Identifier: MIT */
/* pty.c -- a terminal and a shell with job control, as small as they can be.
 *
 *     pty PROGRAM KEY...
 *
 * Runs the program in the foreground of a new terminal.  Each time it has
 * printed a line "ready", the next key is pressed: c, z, \ with Control; or
 * the terminal hangs up (h).  When the program is stopped the shell says so,
 * waits a moment and puts it into the foreground again.  What the terminal
 * shows is copied to standard output, with the end of the program in words.
 * Status 1: a process was left behind for more than ten seconds.
 */
#define _GNU_SOURCE 1
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

static void
foreground(pid_t group)
{
    signal(SIGTTOU, SIG_IGN);
    tcsetpgrp(STDIN_FILENO, group);
    signal(SIGTTOU, SIG_DFL);
}

/* The leader of the terminal's session. */
static void
shell(const char *terminal, char **program)
{
    int status, fd;
    pid_t pid;

    setsid();
    fd = open(terminal, O_RDWR);
    ioctl(fd, TIOCSCTTY, 0);
    for (int i = 0; i < 3; i++)
        dup2(fd, i);
    close(fd);
    pid = fork();
    if (pid == 0) {
        setpgid(0, 0);
        foreground(getpid());
        execv(program[0], program);
        _exit(127);
    }
    while (waitpid(pid, &status, WUNTRACED) == pid && WIFSTOPPED(status)) {
        printf("stopped\n");
        fflush(stdout);
        usleep(200000);
        foreground(pid);
        kill(-pid, SIGCONT);
    }
    if (WIFSIGNALED(status))
        printf("ended by SIG%s\n", sigabbrev_np(WTERMSIG(status)));
    else
        printf("ended with %d\n", WEXITSTATUS(status));
    fflush(stdout);
    _exit(0);
}

static void
press(int terminal, char key)
{
    char code = (char)(key & 0x1f);

    if (key == 'h')
        close(terminal);
    else if (write(terminal, &code, 1) != 1)
        perror("write");
}

/* Copies what is shown, and presses the keys at their times. */
static void
show(int terminal, char **keys)
{
    struct pollfd fd = { .fd = terminal, .events = POLLIN };
    char text[65536];
    size_t used = 0, seen = 0;
    ssize_t got;

    while (poll(&fd, 1, 20000) > 0 && used < sizeof text - 1
           && (got = read(terminal, text + used, sizeof text - 1 - used))
                  > 0) {
        char *ready;

        fwrite(text + used, 1, (size_t)got, stdout);
        used += (size_t)got;
        text[used] = '\0';
        ready = strstr(text + seen, "ready");
        if (!ready || !*keys)
            continue;
        seen = (size_t)(ready - text) + 1;
        press(terminal, **keys);
        if (**keys++ == 'h')
            return;
    }
}

int
main(int argc, char **argv)
{
    int terminal = posix_openpt(O_RDWR | O_NOCTTY);
    char *program[] = { argv[1], NULL };
    pid_t got;

    if (argc < 2 || terminal < 0 || grantpt(terminal) < 0
        || unlockpt(terminal) < 0)
        return 2;
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    if (fork() == 0) {
        const char *name = ptsname(terminal);
        int fd = open(name, O_RDWR | O_NOCTTY); /* before ours is closed */

        close(terminal);
        shell(name, program);
        close(fd);
    }
    show(terminal, argv + 2);
    for (int i = 0; (got = waitpid(-1, NULL, WNOHANG)) >= 0; i++) {
        if (i > 10000)
            return puts("left behind"), 1;
        if (got == 0)
            usleep(1000);
    }
    return 0;
}
