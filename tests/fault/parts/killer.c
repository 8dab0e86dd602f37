/* SPDX-License-Identifier: MIT */
/* killer.c -- ends masters at random moments and counts what is left.
 *
 *     killer SEED TIMES SIGNAL PROGRAM
 *
 * What is left of a program becomes a child of this one.  Prints the longest
 * time that anything was left, and how often it was more than the 50 ms that a
 * machine with nothing else to do stays below; status 1: more than 10 s, or for
 * more than a second in one of ten; or the program did not die of the signal.
 */
#define _GNU_SOURCE 1
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { QUIET = 50, SOON = 1000, LIMIT = 10000 }; /* ms */

static double
now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* Milliseconds from the kill until nothing is left. */
static double
kill_one(char *program, int number, useconds_t after)
{
    pid_t pid = fork(), got;
    double killed;
    int status;

    if (pid == 0) {
        setpgid(0, 0);
        execl(program, program, (char *)NULL);
        _exit(127);
    }
    usleep(after);
    kill(pid, number);
    waitpid(pid, &status, 0);
    killed = now_ms();
    if (!WIFSIGNALED(status) || WTERMSIG(status) != number)
        return 2 * LIMIT;
    while ((got = waitpid(-1, NULL, WNOHANG)) >= 0) {
        if (got == 0 && now_ms() - killed > LIMIT) {
            kill(-pid, SIGKILL);
            return now_ms() - killed;
        }
        if (got == 0)
            usleep(100);
    }
    return now_ms() - killed;
}

int
main(int argc, char **argv)
{
    unsigned seed = argc == 5 ? (unsigned)atoi(argv[1]) : 1;
    int times = argc == 5 ? atoi(argv[2]) : 0, slow = 0, late = 0;
    double longest = 0;

    prctl(PR_SET_CHILD_SUBREAPER, 1);
    srand(seed);
    for (int i = 0; i < times; i++) {
        useconds_t after = (useconds_t)(rand() % 20000);
        double left = kill_one(argv[4], atoi(argv[3]), after);

        if (left > longest)
            longest = left;
        slow += left > QUIET;
        late += left > SOON;
    }
    printf("%d kills, seed %u: the longest was left for %.1f ms, %d of them "
           "for more than %d\n", times, seed, longest, slow, QUIET);
    return longest > LIMIT || late > times / 10;
}
