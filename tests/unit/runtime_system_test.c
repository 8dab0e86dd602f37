/* SPDX-License-Identifier: MIT */
/* runtime_system_test.c -- programs with children, handlers and threads of
 * their own, and systems that refuse what the runtime asks for. */
#include "runtime_dying.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>

/* ---- hosts that wait themselves ------------------------------------------ */

static void
take_all(int number)
{
    int saved = errno;

    (void)number;
    while (waitpid(-1, NULL, WNOHANG) > 0)
        ;
    errno = saved;
}

static void
host_reaps(void *action)
{
    signal(SIGCHLD, take_all);
    in_loop(action);
}

static void
host_ignores(void *action)
{
    signal(SIGCHLD, SIG_IGN);
    in_loop(action);
}

static void
host_regions(void *handler)
{
    pid_t own = fork();
    int status;

    if (own == 0) {
        short_sleep(50);
        _exit(7);
    }
    if (handler)
        signal(SIGCHLD, (void (*)(int))handler);
    for (int i = 0; i < 100; i++)
        REGION(3, NOTHING, NOTHING, NOTHING);
    if (!handler) { /* its own children are left to it */
        CHECK(waitpid(own, &status, 0) == own);
        CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 7);
    }
}

static void
test_hosts(void **state)
{
    (void)state;
    expect(run(host_regions, NULL), 0, "");
    expect(run(host_regions, (void *)take_all), 0, "");
    expect(run(host_regions, (void *)SIG_IGN), 0, "");
    /* The status after a stolen wait is known from Linux 6.15 on. */
    for (int i = 0; i < 4; i++) {
        enum action action = deaths[i].action;
        struct outcome *o = run(host_reaps, &action);

        if (strstr(o->err, "its status is unknown"))
            continue;
        expect_death(host_reaps, i);
        expect_death(host_ignores, i);
    }
}

/* ---- what the system refuses --------------------------------------------- */

/* From now on the system call fails with the error. */
static void
refuse(int call, int error)
{
    struct sock_filter code[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)call, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (uint32_t)error),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program_code = { sizeof code / sizeof *code, code };

    CHECK(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0);
    CHECK(prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program_code) == 0);
}

static void
no_pidfd(void *action)
{
    refuse(SYS_pidfd_open, ENOSYS);
    in_loop(action);
}

static void
no_pidfd_regions(void *unused)
{
    (void)unused;
    refuse(SYS_pidfd_open, EPERM);
    for (int i = 0; i < 20; i++)
        REGION(3, NOTHING, NOTHING, NOTHING);
}

static void
no_fork(void *unused)
{
    (void)unused;
    refuse(SYS_clone, EAGAIN);
    REGION(3, NOTHING, NOTHING, NOTHING);
}

/* The runtime's calls of fork come here. */
static int forks_left = -1;

pid_t
fork(void)
{
    pid_t (*real)(void) = (pid_t (*)(void))dlsym(RTLD_NEXT, "fork");

    if (forks_left == 0) {
        errno = EAGAIN;
        return -1;
    }
    forks_left -= forks_left > 0;
    return real();
}

static void
few_forks(void *count)
{
    int workers = 0;

    forks_left = *(int *)count;
    REGION(5, shmrt_reduction(&R, 0, sizeof workers),
        LOOP(20, NOTHING, workers++);
        CHECK(shm_num_workers() == *(int *)count);
        shmrt_put(&R, 0, &workers),
        for (int w = 0; shmrt_part(&R, 0, w); w++)
            workers += *(const int *)shmrt_part(&R, 0, w));
    CHECK(workers == 20);
}

static void
no_memory(void *unused)
{
    (void)unused;
    shm_free(shm_malloc(1)); /* the heap is there already */
    refuse(SYS_mmap, ENOMEM);
    REGION(3, NOTHING, NOTHING, NOTHING);
}

/* Every limit from none left to enough for all. */
static void
few_descriptors(void *left)
{
    struct rlimit limit;
    int workers = 0;

    close_range(3, ~0u, 0);
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = 3 + (rlim_t)*(int *)left;
    setrlimit(RLIMIT_NOFILE, &limit);
    REGION(4, shmrt_reduction(&R, 0, sizeof workers),
        workers = 1;
        shmrt_put(&R, 0, &workers),
        for (int w = 0; shmrt_part(&R, 0, w); w++)
            workers++);
    printf("%d", workers);
}

static void
test_refused(void **state)
{
    (void)state;
    for (int i = 0; i < DEATHS; i++)
        expect_death(no_pidfd, i);
    expect(run(no_pidfd_regions, NULL), 0, "");
    expect(run(no_fork, NULL), 71,
           "f.c:42: no worker can be started: Resource temporarily "
           "unavailable\n");
    expect(run(no_memory, NULL), 71, "no memory or descriptors for 3 workers: "
                                     "Cannot allocate memory\n");
    for (int count = 1; count < 5; count++) {
        char text[100];

        snprintf(text, sizeof text, "f.c:42: asked for 5 workers, got %d: "
                                    "Resource temporarily unavailable\n",
                 count);
        expect(run(few_forks, &count), 0, text);
    }
    for (int left = 0; left <= 12; left++) {
        struct outcome *o = run(few_descriptors, &left);

        if (status_of(o) == 71)
            expect(o, 71, "Too many open files\n");
        else if (strcmp(o->out, "4") != 0)
            expect(o, 0, "asked for 4 workers, got ");
        else
            expect(o, 0, "");
        assert_true(left > 2 || status_of(o) == 71);
        assert_true(left < 11 || strcmp(o->out, "4") == 0);
    }
}

/* ---- the program's own doings -------------------------------------------- */

/* A child of a worker is no worker: what it meets it meets alone, it ends as
 * it likes. */
static void
own_child(void *unused)
{
    (void)unused;
    REGION(2, shmrt_reduction(&R, 0, 4),
        LOOP(4, L.schedule = SHMRT_SCHED_DYNAMIC,
             pid_t child = fork();
             int status = 0;
             if (child == 0) {
                 long sum = 0;
                 LOOP(100, NOTHING, sum += (long)i);
                 shmrt_barrier(&here);
                 shmrt_put(&R, 0, &status);
                 CHECK(sum == 4950 && shm_num_workers() == 1);
                 exit(6);
             }
             CHECK(waitpid(child, &status, 0) == child);
             CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 6);
             CHECK(system("exit 4") == 4 << 8)), NOTHING);
}

static void *
sleeper(void *unused)
{
    sleep(20);
    return unused;
}

static void
threads(void *unused)
{
    pthread_t thread;

    (void)unused;
    CHECK(pthread_create(&thread, NULL, sleeper, NULL) == 0);
    for (int i = 0; i < 3; i++)
        REGION(2, NOTHING, NOTHING, NOTHING);
    _exit(0);
}

/* What an unfinished chunk printed is not seen. */
static void
print_and_die(void *unused)
{
    (void)unused;
    REGION(1, NOTHING,
        LOOP(100, L.schedule = SHMRT_SCHED_DYNAMIC; L.chunk = 10,
             printf("%d\n", (int)i);
             if (i == 55)
                 act(KILL)), NOTHING);
}

static void
test_program(void **state)
{
    struct outcome *o = run(own_child, NULL);

    (void)state;
    expect(o, 0, "");
    o = run(threads, NULL);
    expect(o, 0, "f.c:42: the program has 2 threads; workers have only the "
                 "one that met the region\n");
    assert_int_equal(lines(o->err), 1);
    o = run(print_and_die, NULL);
    expect(o, 137, "in iteration 55, chunk 50..59; ending");
    assert_int_equal(lines(o->out), 50);
}

static void
closed_standard_streams(void *unused)
{
    (void)unused;
    close(0);
    close(1);
    REGION(3, NOTHING,
        shmrt_send_begin(&R, 0, 0);
        shmrt_send_end(&R);
        CHECK(fcntl(0, F_GETFD) < 0 && fcntl(1, F_GETFD) < 0), NOTHING);
    CHECK(fcntl(0, F_GETFD) < 0 && fcntl(1, F_GETFD) < 0);
}

static void
test_closed_streams(void **state)
{
    (void)state;
    expect(run(closed_standard_streams, NULL), 0, "");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hosts),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_program),
        cmocka_unit_test(test_closed_streams),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
