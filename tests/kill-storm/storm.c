/* SPDX-License-Identifier: MIT */
/* storm.c -- a second process kills random workers while loops run; every
 * result must be the serial one.
 *
 *   storm KILLS SEED RETRIES PAUSE   PAUSE: most microseconds between kills
 *
 * Rounds go on until so many kills have been sent.  Status 1: a wrong answer.
 * At the end it prints what there was, and what is left behind: descriptors,
 * processes, memory. */
#include <dirent.h>
#include <errno.h>
#include <shm.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { COUNT = 240, BUCKETS = 7, LARGE = 30000, WORKERS_MOST = 8 };

static long *kills; /* shared */
static long wrong;
static int retries;
static int *squares; /* shared */

static void
check(int good, const char *what)
{
    if (!good) {
        wrong++;
        fprintf(stderr, "WRONG: %s\n", what);
    }
}

/* ---- the killer ---------------------------------------------------------- */

/* A child of the master, but not this process; 0: there is none. */
static pid_t
random_worker(pid_t master, unsigned *seed)
{
    char path[64];
    int pid, found = 0, seen = 0;
    FILE *list;

    snprintf(path, sizeof path, "/proc/%d/task/%d/children", (int)master,
             (int)master);
    list = fopen(path, "re");
    if (!list)
        return 0;
    while (fscanf(list, "%d", &pid) == 1)
        if (pid != (int)getpid() && rand_r(seed) % ++seen == 0)
            found = pid;
    fclose(list);
    return found;
}

static void
kill_workers(pid_t master, long count, unsigned seed, int pause_most)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    while (*kills < count && getppid() == master) {
        pid_t pid = random_worker(master, &seed);

        if (pid > 0 && kill(pid, SIGKILL) == 0)
            ++*kills;
        usleep((useconds_t)(rand_r(&seed) % pause_most));
    }
    _exit(0);
}

/* ---- the loops ----------------------------------------------------------- */

/* Some tens of microseconds that nobody can leave out. */
static int
work(int i)
{
    volatile int x = i;

    for (int n = 0; n < 20000; n++)
        x = x + 1;
    return x - 20000;
}

static void
everything(void)
{
    long sum = 0, sent = 0, buckets[BUCKETS] = { 0 }, expected = 0;
    int last = -1, next = 0;

    memset(squares, 0, COUNT * sizeof *squares);
#pragma shm parallel for schedule(dynamic, 2) lastprivate(last) \
    reduction(+ : sum, buckets) onfail(retry(retries))
    for (int i = 0; i < COUNT; i++) {
        sum += work(i);
        buckets[i % BUCKETS] += i;
        squares[i] = work(i) * i;
        last = i;
#pragma shm reduce(i)
        {
            sent += i;
        }
#pragma shm reduce(i) ordered
        {
            check(i == next, "order of blocks");
            next = i + 1;
        }
    }
    check(sum == COUNT * (COUNT - 1) / 2, "sum");
    check(sent == sum, "messages");
    check(next == COUNT, "ordered messages");
    check(last == COUNT - 1, "last value");
    for (int b = 0; b < BUCKETS; b++)
        expected += buckets[b];
    check(expected == sum, "array");
    for (int i = 0; i < COUNT; i++)
        check(squares[i] == i * i, "shared array");
}

/* Each worker has its own chunks; messages larger than a record. */
static void
dealt_out(void)
{
    static char text[LARGE];
    long sum = 0, bytes = 0;

#pragma shm parallel for schedule(static, 4) reduction(+ : sum) \
    onfail(retry(retries))
    for (int i = 0; i < COUNT; i++) {
        sum += work(i);
        if (i % 4 == 0) {
            memset(text, 'a' + i % 26, sizeof text);
#pragma shm reduce(i, text)
            {
                bytes += text[0] == 'a' + i % 26
                         && memcmp(text, text + 1, sizeof text - 1) == 0;
            }
        }
    }
    check(sum == COUNT * (COUNT - 1) / 2, "sum, static");
    check(bytes == COUNT / 4, "large messages");
}

static void
in_order(void)
{
    int turns = 0;
#pragma shm shared(turns)

#pragma shm parallel for ordered schedule(dynamic, 3) \
    onfail(retry(retries, always))
    for (int i = 0; i < COUNT; i++) {
        work(i);
        if (i % 30 == 29) {
#pragma shm reduce(i)
            {
                check(i % 30 == 29, "ordered loop");
                turns += i;
            }
        }
    }
    check(turns == 8 * (29 + 239) / 2, "ordered loop");
}

static void
blocks(void)
{
    static double first = -1;
    double sum = 0;

#pragma shm parallel for schedule(guided) onfail(retry(retries)) \
    reduction(reproducible, + : sum)
    for (int i = 0; i < COUNT; i++)
        sum += 1.0 / (1 + work(i));
    if (first < 0)
        first = sum;
    check(sum == first, "reproducible sum");
}

/* ---- what is left behind ------------------------------------------------- */

static int
descriptors(void)
{
    DIR *folder = opendir("/proc/self/fd");
    int count = 0;

    if (!folder)
        return -1;
    while (readdir(folder))
        count++;
    closedir(folder);
    return count;
}

static long
resident(void)
{
    long size = 0, pages = 0;
    FILE *file = fopen("/proc/self/statm", "re");

    if (file && fscanf(file, "%ld %ld", &size, &pages) != 2)
        pages = 0;
    if (file)
        fclose(file);
    return pages * 4;
}

int
main(int argc, char **argv)
{
    static void (*const rounds[])(void) = { everything, dealt_out, in_order,
                                            blocks };
    long count = argc > 1 ? atol(argv[1]) : 300, round = 0, memory = 0;
    unsigned seed = argc > 2 ? (unsigned)atol(argv[2]) : 1;
    int pause_most = argc > 4 ? atoi(argv[4]) : 10000, files = 0, status;
    pid_t killer = 0, master = getpid();
    double began;

    retries = argc > 3 ? atoi(argv[3]) : 1000;
    kills = shm_calloc(1, sizeof *kills);
    squares = shm_calloc(COUNT, sizeof *squares);
    began = shm_wtime();
    while (round < 8 || *(volatile long *)kills < count) {
        if (round == 4) { /* all has been used once: what there is stays */
            files = descriptors();
            memory = resident();
            killer = fork();
            if (killer == 0)
                kill_workers(master, count, seed, pause_most);
        }
        rounds[round++ % 4]();
    }
    waitpid(killer, &status, 0);
    check(waitpid(-1, &status, WNOHANG) < 0 && errno == ECHILD,
          "a process is left");
    /* The last workers may be taken away by the next region. */
    check(descriptors() <= files + 2 * WORKERS_MOST, "descriptors are left");
    printf("%ld kills, %ld rounds, %ld wrong, %.1f s, %d descriptors then, "
           "%d now, %ld kB then, %ld kB now\n", *kills, round, wrong,
           shm_wtime() - began, files, descriptors(), memory, resident());
    return wrong != 0;
}
