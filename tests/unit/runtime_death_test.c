/* SPDX-License-Identifier: MIT */
/* runtime_death_test.c -- a worker that ends before its work is done: one
 * message, the status that it asks for, no hang, nothing left. */
#include "runtime_testing.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>

/* ---- actions ------------------------------------------------------------- */

enum action { KILL, SEGV, FPE, ABORT, TERM, OVERFLOW, EXIT_5, EXIT_0, QUIT_3,
              QUIT_0, EXEC, GRANDCHILD };

static volatile int zero, nine = 9;
static int *volatile nowhere = (int *)0x10;

static int
overflow(int depth)
{
    volatile char frame[4096];

    frame[0] = (char)depth;
    return depth < 0 ? 0 : overflow(depth + 1) + frame[0];
}

static void
act(enum action action)
{
    switch (action) {
    case KILL:
        kill(getpid(), SIGKILL);
        break;
    case SEGV:
        *nowhere = 1;
        break;
    case FPE:
        nine /= zero;
        break;
    case ABORT:
        abort();
    case TERM: /* only SIGKILL and faults end a worker */
        signal(SIGUSR2, SIG_DFL);
        raise(SIGUSR2);
        break;
    case OVERFLOW:
        zero = overflow(0);
        break;
    case EXIT_5:
        exit(5);
    case EXIT_0:
        exit(0);
    case QUIT_3:
        _exit(3);
    case QUIT_0:
        _exit(0);
    case EXEC:
        execl("/bin/sleep", "sleep", "30", (char *)NULL);
        break;
    case GRANDCHILD: /* holds what the worker held open */
        if (fork() == 0) {
            sleep(2);
            _exit(0);
        }
        kill(getpid(), SIGKILL);
    }
}

static void
at_exit(void)
{
    printf("atexit\n");
}

/* Places to die at. */
static void
in_loop(void *action)
{
    atexit(at_exit);
    REGION(3, R.has_count = 1; R.count = 1000,
        LOOP(1000, L.combined = 1; L.schedule = SHMRT_SCHED_DYNAMIC;
             L.chunk = 10; L.base = 5; L.step = 2,
             if (i == 517)
                 act(*(enum action *)action);
             while (i > 517)
                 pause()), NOTHING);
}

static const struct {
    enum action action;
    int status;
    const char *text;
} deaths[] = {
    { KILL, 137, "was killed by SIGKILL (not sent by shm)" },
    { SEGV, 139, "was killed by SIGSEGV (address 0x10)" },
    { FPE, 136, "was killed by SIGFPE" },
    { ABORT, 134, "was killed by SIGABRT" },
    { TERM, 140, "was killed by SIGUSR2" },
    { OVERFLOW, 139, "was killed by SIGSEGV (address 0x" },
    { EXIT_5, 5, "called exit(5)" },
    { EXIT_0, 70, "called exit(0) before its work was done" },
    { QUIT_3, 3, "ended by _exit(3)" },
    { QUIT_0, 70, "ended by _exit(0) before its work was done" },
    { EXEC, 70, "replaced itself by exec" },
    { GRANDCHILD, 137, "was killed by SIGKILL (not sent by shm)" },
};

enum { DEATHS = sizeof deaths / sizeof *deaths };

static void
expect_death(void (*f)(void *), int i)
{
    enum action action = deaths[i].action;
    long long began = now_ms();
    struct outcome *o = run(f, &action);
    char text[512];

    snprintf(text, sizeof text, " in iteration 1039, chunk 1025..1043; "
                                "ending with status %d\n", deaths[i].status);
    expect(o, deaths[i].status, deaths[i].text);
    expect(o, deaths[i].status, text);
    expect(o, deaths[i].status, ": shm: f.c:50: worker ");
    assert_int_equal(lines(o->err), 1);
    assert_string_equal(o->out, "atexit\n");
    assert_true(now_ms() - began < 1000);
}

static void
test_deaths(void **state)
{
    (void)state;
    for (int i = 0; i < DEATHS; i++)
        expect_death(in_loop, i);
}

/* ---- at other places ----------------------------------------------------- */

/* The children that these run in share the locks: each has its own. */
static void *cache, *other;

static void
in_critical(void *unused)
{
    (void)unused;
    REGION(4, NOTHING,
        LOOP(100, L.schedule = SHMRT_SCHED_DYNAMIC,
             shmrt_critical_begin(&cache, "dead", &here);
             if (i == 50)
                 act(KILL);
             shmrt_critical_end(&cache)), NOTHING);
}

static void
in_ordered(void *unused)
{
    (void)unused;
    REGION(4, NOTHING,
        LOOP(100, L.ordered = 1; L.schedule = SHMRT_SCHED_DYNAMIC,
             shmrt_ordered_begin(&here);
             if (i == 50)
                 act(KILL);
             shmrt_ordered_end()), NOTHING);
}

static void
at_barrier(void *unused)
{
    (void)unused;
    REGION(4, NOTHING,
        if (shm_worker_num() == 2)
            act(KILL);
        shmrt_barrier(&here), NOTHING);
}

static void
while_master_waits(void *unused)
{
    int begun = 0;

    (void)unused;
    REGION(2, NOTHING,
        if (shm_worker_num() == 0) {
            shmrt_critical_begin(&other, "other", &here);
            shmrt_send_begin(&R, 0, 0);
            shmrt_send_end(&R);
            short_sleep(100);
            act(KILL);
        },
        begun++;
        shmrt_critical_begin(&other, "other", &here);
        CHECK(begun == 0));
}

static void
with_messages_flowing(void *unused)
{
    (void)unused;
    REGION(2, NOTHING,
        for (int i = 0;; i++) {
            if (shm_worker_num() == 0 && i == 100)
                act(KILL);
            shmrt_send_begin(&R, 0, 0);
            shmrt_send(&R, &i, sizeof i);
            shmrt_send_end(&R);
        }, NOTHING);
}

static void
in_nested(void *unused)
{
    (void)unused;
    shm_set_max_levels(3);
    REGION(2, NOTHING,
        REGION(2, NOTHING,
            REGION(2, NOTHING,
                if (shm_ancestor_num(1) == 1)
                    act(SEGV);
                pause(), NOTHING), NOTHING), NOTHING);
}

static void
all_at_once(void *unused)
{
    (void)unused;
    REGION(7, NOTHING, act(KILL), NOTHING);
}

static void
test_places(void **state)
{
    static const struct {
        void (*f)(void *);
        int status;
        const char *text;
    } places[] = {
        { in_critical, 137, ", inside the critical or ordered block of line "
                            "42; ending" },
        { in_ordered, 137, " in iteration 50, chunk 50..50, inside" },
        { at_barrier, 137, "f.c:42: worker 2 (pid " },
        { while_master_waits, 137, "worker 0 (pid " },
        { with_messages_flowing, 137, "worker 0 (pid " },
        { in_nested, 139, "was killed by SIGSEGV (address 0x10); ending" },
        { all_at_once, 137, "was killed by SIGKILL" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        long long began = now_ms();
        struct outcome *o = run(places[i].f, NULL);

        expect(o, places[i].status, places[i].text);
        assert_int_equal(lines(o->err), 1);
        assert_true(now_ms() - began < 1500);
    }
}

/* ---- stopped, and going on ----------------------------------------------- */

static void
stopped(void *unused)
{
    pid_t *worker = shm_calloc(1, sizeof *worker);

    (void)unused;
    REGION(2, NOTHING,
        if (shm_worker_num() == 0) {
            *worker = getpid();
            raise(SIGSTOP);
        } else {
            short_sleep(2500);
            kill(*worker, SIGCONT);
        }, NOTHING);
    printf("done\n");
}

static void
test_stopped(void **state)
{
    struct outcome *o = run(stopped, NULL);

    (void)state;
    expect(o, 0, "is stopped (SIGSTOP); waiting\n");
    assert_int_equal(lines(o->err), 1);
    assert_string_equal(o->out, "done\n");
}

/* ---- SIGPIPE, terminal signals ------------------------------------------- */

static void
broken_pipe(void *unused)
{
    int line[2];

    (void)unused;
    CHECK(pipe(line) == 0 && dup2(line[1], STDOUT_FILENO) >= 0);
    close(line[0]);
    close(line[1]);
    REGION(3, NOTHING, for (;;) puts("y"), NOTHING);
}

/* Ctrl-C reaches every process of the group: only the master answers. */
static void
interrupted(void *unused)
{
    (void)unused;
    setpgid(0, 0);
    REGION(3, NOTHING,
        if (shm_worker_num() == 0) {
            short_sleep(50);
            kill(0, SIGINT);
        }
        sleep(20), NOTHING);
}

static void
hear(int number)
{
    (void)number;
    printf("heard\n");
}

static void
heard(void *unused)
{
    (void)unused;
    setpgid(0, 0);
    signal(SIGTERM, hear);
    REGION(3, NOTHING,
        shmrt_barrier(&here);
        if (shm_worker_num() == 0)
            kill(0, SIGTERM);
        shmrt_barrier(&here), NOTHING);
}

static void
test_signals(void **state)
{
    struct outcome *o = run(broken_pipe, NULL);

    (void)state;
    expect(o, 1000 + SIGPIPE, "");
    o = run(interrupted, NULL);
    expect(o, 1000 + SIGINT, "");
    o = run(heard, NULL);
    expect(o, 0, "");
    assert_string_equal(o->out, "heard\n");
}

/* ---- the master's death -------------------------------------------------- */

/* Every process of the test's inner group is gone soon after its master. */
static void
test_master_killed(void **state)
{
    int line[2];
    char byte;
    pid_t master;
    long long began;

    (void)state;
    assert_int_equal(pipe(line), 0);
    master = fork();
    if (master == 0) {
        alarm(60);
        shm_set_max_levels(2);
        REGION(3, NOTHING,
            REGION(2, NOTHING,
                if (write(line[1], "x", 1) == 1)
                    for (;;)
                        zero++, NOTHING), NOTHING);
        _exit(1);
    }
    close(line[1]);
    for (int i = 0; i < 6; i++)
        assert_int_equal(read(line[0], &byte, 1), 1);
    began = now_ms();
    kill(master, SIGKILL);
    assert_int_equal(read(line[0], &byte, 1), 0); /* nobody holds it open */
    assert_true(now_ms() - began < 1000);
    close(line[0]);
    waitpid(master, NULL, 0);
}

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

/* ---- at random ----------------------------------------------------------- */

static void
busy(void *unused)
{
    static void *one;

    (void)unused;
    setpgid(0, 0);
    for (int r = 0;; r++)
        REGION(3, NOTHING,
            LOOP(300, L.ordered = r % 2; L.schedule = 1 + r % 4,
                 shmrt_critical_begin(&one, "one", &here);
                 shmrt_critical_end(&one);
                 if (r % 2) {
                     shmrt_ordered_begin(&here);
                     shmrt_ordered_end();
                 }
                 shmrt_send_begin(&R, 0, r % 3 == 0);
                 shmrt_send(&R, &i, sizeof i);
                 shmrt_send_end(&R));
            shmrt_barrier(&here), NOTHING);
}

/* One of the children of `master`, or 0. */
static pid_t
some_child(pid_t master, unsigned which)
{
    char name[64];
    pid_t children[8];
    unsigned count = 0;
    FILE *file;

    snprintf(name, sizeof name, "/proc/%d/task/%d/children", (int)master,
             (int)master);
    file = fopen(name, "r");
    if (!file)
        return 0;
    while (count < 8 && fscanf(file, "%d", &children[count]) == 1)
        count++;
    fclose(file);
    return count ? children[which % count] : 0;
}

/* Kills a worker of a busy program at a random moment, many times over.  One
 * that is killed after its commit has done its work: then another one. */
static void
test_random_kills(void **state)
{
    enum { ROUNDS = 60 };
    unsigned seed = (unsigned)time(NULL);

    (void)state;
    print_message("seed %u\n", seed);
    for (int round = 0; round < ROUNDS; round++) {
        pid_t master, child;
        int status, quiet;

        seed = seed * 1103515245 + 12345;
        master = fork();
        if (master == 0) {
            alarm(20);
            quiet = open("/dev/null", O_WRONLY);
            dup2(quiet, STDERR_FILENO);
            busy(NULL);
        }
        while (waitpid(master, &status, WNOHANG) == 0) {
            usleep(seed >> 16 & 8191);
            seed = seed * 1103515245 + 12345;
            child = some_child(master, seed >> 24);
            if (child > 0)
                kill(child, SIGKILL);
        }
        if (!WIFEXITED(status) || WEXITSTATUS(status) != 137)
            print_error("round %d: status %#x\n", round, status);
        assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 137);
        assert_int_equal(kill(-master, 0), -1); /* nobody is left */
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_deaths),
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_stopped),
        cmocka_unit_test(test_signals),
        cmocka_unit_test(test_master_killed),
        cmocka_unit_test(test_hosts),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_closed_streams),
        cmocka_unit_test(test_random_kills),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
