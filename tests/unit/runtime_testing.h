/* SPDX-License-Identifier: MIT */
/* runtime_testing.h -- what the tests of the runtime's core share.
 *
 * A test body runs in a child process, with an alarm, its output in files;
 * what it left and how it ended is compared afterwards.  REGION and LOOP have
 * the shape that the translator writes (shmrt.h).
 */
#ifndef RUNTIME_TESTING_H
#define RUNTIME_TESTING_H 1

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>
#undef fail /* a function of the runtime */

#define _SHM 202211
#include "internal.h"
#include "shm.h"

static const struct shmrt_place here = { "f.c", 42, "parallel", 0 };
static const struct shmrt_place there = { "f.c", 50, "for", 0 };

/* A region of `workers`; `setup` sees it as R, as do body and master, which
 * is what the master does for phase k. */
#define REGION(workers, setup, body, master)                     \
    do {                                                         \
        struct shmrt_region R;                                   \
        shmrt_region_init(&R, &here);                            \
        R.has_num_workers = 1;                                   \
        R.num_workers = (workers);                               \
        setup;                                                   \
        for (int k; (k = shmrt_parallel(&R)) != 0;) {            \
            if (k == SHMRT_BODY) {                               \
                body;                                            \
                shmrt_parallel_end(&R);                          \
            } else {                                             \
                master;                                          \
            }                                                    \
        }                                                        \
    } while (0)

/* A loop of n iterations; setup and body see it as L, body its variable i. */
#define LOOP(n, setup, body)                                     \
    do {                                                         \
        struct shmrt_loop L;                                     \
        shmrt_loop_init(&L, &there, (n));                        \
        setup;                                                   \
        shmrt_loop_start(&L);                                    \
        while (shmrt_loop_next(&L))                              \
            for (shmrt_count i = L.first; i < L.last; i++) {     \
                shmrt_iteration(i);                              \
                body;                                            \
            }                                                    \
        shmrt_loop_end(&L);                                      \
    } while (0)

#define NOTHING ((void)0)

struct outcome {
    int status; /* of waitpid */
    char out[1 << 16], err[1 << 16];
};

static inline void
slurp(int fd, char *text, size_t room)
{
    ssize_t got = pread(fd, text, room - 1, 0);

    text[got > 0 ? got : 0] = '\0';
    close(fd);
}

/* A file without a name.  (Not a memfd: two processes that write to one of
 * those at once may write to the same place.) */
static inline int
scratch_file(void)
{
    char name[] = "/tmp/shm-test-XXXXXX";
    int fd = mkstemp(name);

    assert_true(fd >= 0);
    unlink(name);
    return fd;
}

/* Runs f(data) in a child and exits there with status 0. */
static inline struct outcome *
run(void (*f)(void *), void *data)
{
    static struct outcome result;
    int out = scratch_file(), err = scratch_file();
    pid_t child;

    fflush(NULL);
    child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        alarm(60);
        dup2(out, STDOUT_FILENO);
        dup2(err, STDERR_FILENO);
        close(out);
        close(err);
        for (int s = 1; s < 32; s++)
            signal(s, SIG_DFL); /* cmocka has handlers */
        f(data);
        exit(0);
    }
    assert_int_equal(waitpid(child, &result.status, 0), child);
    slurp(out, result.out, sizeof result.out);
    slurp(err, result.err, sizeof result.err);
    return &result;
}

/* Exit status; 1000 + the signal when there was one. */
static inline int
status_of(const struct outcome *o)
{
    return WIFEXITED(o->status) ? WEXITSTATUS(o->status)
                                : 1000 + WTERMSIG(o->status);
}

static inline void
expect(const struct outcome *o, int status, const char *err)
{
    if (status_of(o) != status || !strstr(o->err, err)
        || (!*err && *o->err)) {
        print_error("status %d, not %d; standard error:\n%s", status_of(o),
                    status, o->err);
        print_error("expected: %s\n", err);
        _fail(__FILE__, __LINE__);
    }
}

static inline int
lines(const char *text)
{
    int count = 0;

    for (; *text; text++)
        count += *text == '\n';
    return count;
}

/* In the child: ends with a message when something is not as it should be. */
#define CHECK(condition)                                             \
    do {                                                             \
        if (!(condition)) {                                          \
            fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__,       \
                    #condition);                                     \
            _exit(99);                                               \
        }                                                            \
    } while (0)

static inline int
open_descriptors(void)
{
    int count = 0;

    for (int fd = 0; fd < 1024; fd++)
        count += dup2(fd, fd) == fd;
    return count;
}

static inline void
short_sleep(long milliseconds)
{
    struct timespec t = { milliseconds / 1000,
                          milliseconds % 1000 * 1000000 };

    nanosleep(&t, NULL);
}

#endif
