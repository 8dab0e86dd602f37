// timeout: 1000
/* SPDX-License-Identifier: MIT */
/* A thousand signals a second, to the whole group of processes, handlers that
 * interrupt system calls, stops among them: ROUNDS regions (100) are right. */
#include <shm.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void handler(int number)
{
    (void)number;
}

static void storm(pid_t group)
{
    static const int signals[] = { SIGCHLD, SIGUSR1, SIGWINCH, SIGALRM,
                                   SIGTSTP, SIGCONT };

    for (int i = 0; kill(-group, signals[i % 6]) == 0; i++)
        usleep(1000);
    _exit(0);
}

static int region(void)
{
    long sum = 0, heard = 0, inside = 0;

#pragma shm parallel for reduction(+: sum) schedule(dynamic) \
    shared(inside) num_workers(3)
    for (int i = 0; i < 60; i++) {
        sum += i;
#pragma shm critical
        inside++;
#pragma shm reduce(i)
        heard += i;
    }
    return sum == 1770 && heard == 1770 && inside == 60;
}

int main(void)
{
    static const int signals[] = { SIGCHLD, SIGUSR1, SIGWINCH, SIGALRM };
    const char *text = getenv("ROUNDS");
    struct sigaction action;
    pid_t child;
    int wrong = 0;

    setpgid(0, 0);
    memset(&action, 0, sizeof action);
    action.sa_handler = handler; /* no SA_RESTART */
    for (int i = 0; i < 4; i++)
        sigaction(signals[i], &action, 0);
    child = fork();
    if (child == 0) {
        pid_t group = getppid();

        setpgid(0, 0);
        storm(group);
    }
    for (int i = text ? atoi(text) : 100; i > 0; i--)
        wrong += !region();
    kill(child, SIGKILL);
    while (waitpid(child, 0, 0) < 0)
        ;
    return wrong != 0;
}
