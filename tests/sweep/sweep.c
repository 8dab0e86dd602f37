/* SPDX-License-Identifier: MIT */
/* sweep.c -- kills a process after every instruction of a piece of the
 * runtime, and looks at what becomes of the others.
 *
 *     sweep                 names the scenes
 *     sweep SCENE           kills after each instruction
 *     sweep SCENE STEPS     after some of them, evenly spread: as many as take
 *                           about STEPS steps
 *
 * Before that it is stepped once to its end and not killed, slowly, so that
 * the others can do anything between any two of its instructions.
 *
 * Each kill is a program of its own: this one again, by exec.  What is asked
 * of it, wherever the kill was:
 *
 *   - it ends in time, with status 0 (it has error(e) and looks at the error
 *     itself) and says nothing; or, when it is the victim, by SIGKILL;
 *   - nothing that must not be was seen (world.wrong);
 *   - no process of it is left: they would become children of this one.
 *
 * Prints how many instructions there are and how many kills were tried, and
 * the first kill that went wrong.
 */
#define _GNU_SOURCE 1
#include "sweep.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    WORLD_FD = 100, /* in the program under test */
    ERR_FD = 101,   /* what it says */
    GONE_LIMIT = 10000, /* ms for what it leaves to be gone */
    SLOW_STEPS = 5000, /* of the run without a kill */
    KILLS_LEAST = 5,
    LONG_END = 300000, /* us */
    BLOCKED = 5        /* ms after which an instruction is a sleep */
};

struct world *world;
static long long limit = 10000; /* ms for a program to end in: SWEEP_LIMIT */

static long long
now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (long long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void
sweep_nap(void)
{
    const struct timespec t = { 0, 20000 };

    nanosleep(&t, NULL);
}

static void __attribute__((noreturn))
die(const char *what)
{
    fprintf(stderr, "sweep: %s: %s\n", what, strerror(errno));
    exit(2);
}

/* ---- what the scenes call ------------------------------------------------ */

void
sweep_begin(void)
{
    prctl(PR_SET_PTRACER, PR_SET_PTRACER_ANY, 0, 0, 0);
    world->victim = getpid();
    while (!world->go)
        ;
}

void
sweep_end(void)
{
    world->over = 1;
}

void
sweep_wrong(const char *format, ...)
{
    va_list list;

    if (world->wrong[0])
        return;
    va_start(list, format);
    vsnprintf(world->wrong, sizeof world->wrong, format, list);
    va_end(list);
}

void
sweep_enter(int worker)
{
    int was = atomic_exchange(&world->holder, worker + 1);

    if (was != 0)
        sweep_wrong("worker %d got in while worker %d was inside", worker,
                    was - 1);
}

void
sweep_leave(int worker)
{
    if (atomic_exchange(&world->holder, 0) != worker + 1)
        sweep_wrong("somebody got in while worker %d was inside", worker);
}

/* ---- one program --------------------------------------------------------- */

static const struct scene *
scene_named(const char *name)
{
    for (int i = 0; i < scene_count; i++)
        if (strcmp(scenes[i].name, name) == 0)
            return &scenes[i];
    fprintf(stderr, "sweep: there is no scene '%s'\n", name);
    exit(2);
}

static void
map_world(int fd)
{
    world = mmap(NULL, sizeof *world, PROT_READ | PROT_WRITE, MAP_SHARED, fd,
                 0);
    if (world == MAP_FAILED)
        die("mmap");
}

/* The program under test, after the exec. */
static int
play(const char *name)
{
    map_world(WORLD_FD);
    close(WORLD_FD);
    scene_named(name)->program();
    world->finished = 1;
    return 0;
}

/* Where nothing else is set.  Fewer instructions: nobody looks again and again
 * before he sleeps, no symbol is looked up, and no copy is an instruction for
 * each byte. */
static const char *const environment[][2] = {
    { "SHM_WAIT_POLICY", "passive" },
    { "LD_BIND_NOW", "1" },
    { "GLIBC_TUNABLES", "glibc.cpu.x86_rep_movsb_threshold=0x10000000" },
};

static pid_t
start(const char *name, int world_fd, int err_fd)
{
    pid_t pid = fork();

    if (pid < 0)
        die("fork");
    if (pid > 0)
        return pid;
    setpgid(0, 0);
    dup2(err_fd, STDERR_FILENO);
    dup2(world_fd, WORLD_FD);
    for (int i = 0; i < 3; i++)
        setenv(environment[i][0], environment[i][1], 0);
    execl("/proc/self/exe", "sweep", "--play", name, (char *)NULL);
    _exit(127);
}

/* ---- tracing ------------------------------------------------------------- */

/* Waits for a change of the process until `limit` ms have gone. */
static bool
await_change(pid_t pid, int *status, long long limit)
{
    long long end = now() + limit;
    unsigned looks = 0;

    for (;;) {
        pid_t got = waitpid(pid, status, __WALL | WNOHANG);

        if (got == pid)
            return true;
        if (got < 0 || (looks++ > 100 && now() >= end))
            return false;
        if (looks > 1000)
            sweep_nap();
    }
}

/* Stops the process that waits in sweep_begin. */
static bool
seize(pid_t pid, long options)
{
    int status;

    return ptrace(PTRACE_SEIZE, pid, NULL, options) == 0
           && ptrace(PTRACE_INTERRUPT, pid, NULL, NULL) == 0
           && await_change(pid, &status, limit) && WIFSTOPPED(status);
}

/* From the process that is about to fork to its first child. */
static pid_t
follow_fork(pid_t parent)
{
    unsigned long child = 0;
    int status;

    for (;;) {
        if (ptrace(PTRACE_CONT, parent, NULL, NULL) < 0
            || !await_change(parent, &status, limit) || !WIFSTOPPED(status))
            return -1;
        if (status >> 8 == (SIGTRAP | PTRACE_EVENT_FORK << 8))
            break;
    }
    if (ptrace(PTRACE_GETEVENTMSG, parent, NULL, &child) < 0
        || !await_change((pid_t)child, &status, limit))
        return -1;
    ptrace(PTRACE_DETACH, parent, NULL, NULL);
    return (pid_t)child;
}

/* Steps until so many instructions have been run, the victim says that it is
 * over, or it ends; kills it then.  Returns how many it has run.  An
 * instruction that sleeps counts when it wakes; the last one need not. */
static unsigned
step_and_kill(pid_t victim, unsigned most)
{
    bool slow = most == UINT_MAX;
    int status, signal_number = 0;
    unsigned n = 0;

    while (n < most && !world->over) {
        n++;
        if (ptrace(PTRACE_SINGLESTEP, victim, NULL, signal_number) < 0
            || !await_change(victim, &status, n < most ? limit : BLOCKED))
            break;
        if (!WIFSTOPPED(status))
            return n;
        signal_number = WSTOPSIG(status);
        if (signal_number == SIGTRAP)
            signal_number = 0;
        if (slow && n < SLOW_STEPS)
            sweep_nap();
    }
    if (world->over) {
        ptrace(PTRACE_DETACH, victim, NULL, NULL);
        return n;
    }
    kill(victim, SIGKILL);
    if (most == 0) /* a master must not take a long end for an exec */
        usleep(LONG_END);
    await_change(victim, &status, limit);
    return n;
}

/* ---- one kill ------------------------------------------------------------ */

/* What went wrong, in words; empty: nothing. */
static char wrong[600];

static void __attribute__((format(printf, 1, 2)))
blame(const char *format, ...)
{
    va_list list;

    if (wrong[0])
        return;
    va_start(list, format);
    vsnprintf(wrong, sizeof wrong, format, list);
    va_end(list);
}

/* The victim, stopped in front of its first instruction. */
static pid_t
catch_victim(const struct scene *scene, pid_t program)
{
    long long end = now() + limit;
    pid_t victim;

    while ((victim = world->victim) == 0) {
        if (now() >= end || waitpid(program, NULL, WNOHANG) != 0)
            return -1;
        sweep_nap();
    }
    if (!seize(victim,
               scene->from == FROM_BIRTH ? PTRACE_O_TRACEFORK : 0))
        return -1;
    world->go = 1;
    return scene->from == FROM_BIRTH ? follow_fork(victim) : victim;
}

/* Waits for all that is left of the program, which has a process group of its
 * own; kills what does not end. */
static void
await_nothing(pid_t program)
{
    long long end = now() + GONE_LIMIT;
    int status;
    pid_t left;

    while ((left = waitpid(-1, &status, __WALL | WNOHANG)) >= 0) {
        if (left == 0 && now() >= end) {
            blame("a process is left behind");
            kill(-program, SIGKILL);
        }
        if (left == 0)
            sweep_nap();
    }
}

static void
judge(pid_t program, bool is_victim)
{
    int status = 0;

    if (!is_victim && !await_change(program, &status, limit)) {
        blame("the program does not end");
        kill(program, SIGKILL);
    } else if (!is_victim && status != 0) {
        blame("the program ends with wait status %#x", (unsigned)status);
    }
    await_nothing(program);
    if (world->wrong[0])
        blame("%s", world->wrong);
}

/* Returns the instructions that the victim has run. */
static unsigned
kill_after(const struct scene *scene, unsigned most)
{
    int fd = memfd_create("world", 0), err = memfd_create("err", 0);
    unsigned n = 0;
    pid_t program, victim;
    char said[400];
    ssize_t length;

    if (fd < 0 || err < 0 || ftruncate(fd, sizeof *world) < 0)
        die("memfd_create");
    map_world(fd);
    program = start(scene->name, fd, err);
    victim = catch_victim(scene, program);
    if (victim > 0)
        n = step_and_kill(victim, most);
    else
        blame("no victim: %s", strerror(errno));
    judge(program, victim == program && !world->over);
    length = pread(err, said, sizeof said - 1, 0);
    said[length > 0 ? length : 0] = '\0';
    if (length > 0)
        blame("it says: %s", said);
    munmap(world, sizeof *world);
    close(fd);
    close(err);
    return n;
}

/* ---- the sweep ----------------------------------------------------------- */

/* Takes about so many steps; 0: kills after each instruction. */
static int
sweep(const struct scene *scene, unsigned steps)
{
    unsigned all = kill_after(scene, UINT_MAX), kills = 0, every = 1;

    if (steps > 0)
        every = all / (2 * steps / (all + 1) + KILLS_LEAST) + 1;
    if (wrong[0])
        printf("not killed: %s\n", wrong);
    for (unsigned k = 0; k < all && !wrong[0]; k += every, kills++) {
        kill_after(scene, k);
        if (wrong[0])
            printf("killed after instruction %u: %s\n", k, wrong);
    }
    printf("%s: %u instructions, %u kills\n", scene->name, all, kills);
    return wrong[0] != '\0';
}

int
main(int argc, char **argv)
{
    if (argc == 3 && strcmp(argv[1], "--play") == 0)
        return play(argv[2]);
    if (prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) < 0)
        die("prctl");
    if (getenv("SWEEP_LIMIT"))
        limit = atoi(getenv("SWEEP_LIMIT"));
    if (argc >= 2)
        return sweep(scene_named(argv[1]),
                     argc > 2 ? (unsigned)atoi(argv[2]) : 0);
    for (int i = 0; i < scene_count; i++)
        puts(scenes[i].name);
    return 0;
}
