/* SPDX-License-Identifier: MIT */
/* runtime_death_test.c -- a worker that ends before its work is done: one
 * message, the status that it asks for, no hang, nothing left. */
#include "runtime_dying.h"

#include <fcntl.h>

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
        assert_true(now_ms() - began < SOON);
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
            short_sleep(4000);
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

/* ---- the program's end --------------------------------------------------- */

static void
take_lock(void)
{
    shmrt_critical_begin(&other, "held", &here);
    printf("taken\n");
    shmrt_critical_end(&other);
}

/* An atexit handler wants a lock that the dead worker held. */
static void
dies_holding(void *unused)
{
    (void)unused;
    atexit(take_lock);
    REGION(3, NOTHING,
        shmrt_critical_begin(&other, "held", &here);
        act(KILL), NOTHING);
}

static void
test_lock_at_exit(void **state)
{
    struct outcome *o = run(dies_holding, NULL);

    (void)state;
    expect(o, 137, "was killed by SIGKILL");
    assert_string_equal(o->out, "taken\n");
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
    assert_true(now_ms() - began < SOON);
    close(line[0]);
    waitpid(master, NULL, 0);
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
        cmocka_unit_test(test_lock_at_exit),
        cmocka_unit_test(test_random_kills),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
