/* SPDX-License-Identifier: MIT */
/* library_test.c -- the functions of shm.h on team, locks, time and errors,
 * within regions written as the translator writes them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "library.h"
#include "shmrt.h"

static const struct shmrt_place place = { "f.c", 12, "parallel", NULL };

/* A region of `workers` workers that run f(data). */
static void
parallel(int workers, void (*f)(void *), void *data)
{
    struct shmrt_region region = { .place = &place,
                                   .if_ = 1,
                                   .has_num_workers = workers > 0,
                                   .num_workers = workers };
    int k;

    while ((k = shmrt_parallel(&region)) != 0)
        if (k == SHMRT_BODY) {
            f(data);
            shmrt_parallel_end(&region);
        }
}

/* Runs f in a child of its own, whose exit status it gives. */
static int
in_child(void (*f)(void))
{
    pid_t child = fork();
    int status = -1;

    assert_true(child >= 0);
    if (child == 0) {
        alarm(20);
        f();
        exit(0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

/* In a region there is no cmocka: a worker writes down what it finds. */
struct seen {
    int number, size, level, active, in_parallel, ancestor[3], team[3];
    int next_size;
    pid_t self, master;
};

static void
look(void *data)
{
    struct seen *seen = (struct seen *)data + shm_worker_num();

    seen->number = shm_worker_num();
    seen->size = shm_num_workers();
    seen->level = shm_level();
    seen->active = shm_active_level();
    seen->in_parallel = shm_in_parallel();
    for (int i = 0; i < 3; i++) {
        seen->ancestor[i] = shm_ancestor_num(i);
        seen->team[i] = shm_team_size(i);
    }
    seen->next_size = shm_max_workers();
    seen->self = shm_worker_pid();
    seen->master = shm_master_pid();
}

/* ---- team ---------------------------------------------------------------- */

static void
outside(void **state)
{
    (void)state;
    assert_int_equal(shm_worker_num(), 0);
    assert_int_equal(shm_num_workers(), 1);
    assert_int_equal(shm_in_parallel(), 0);
    assert_int_equal(shm_level(), 0);
    assert_int_equal(shm_active_level(), 0);
    assert_int_equal(shm_ancestor_num(0), 0);
    assert_int_equal(shm_ancestor_num(1), -1);
    assert_int_equal(shm_ancestor_num(-1), -1);
    assert_int_equal(shm_team_size(0), 1);
    assert_int_equal(shm_team_size(1), -1);
    assert_int_equal(shm_worker_pid(), getpid());
    assert_int_equal(shm_master_pid(), getpid());
    assert_true(shm_num_procs() >= 1);
    assert_true(shm_max_workers() >= 1);
}

static void
in_team(void **state)
{
    struct seen *seen = shm_calloc(3, sizeof *seen);

    (void)state;
    parallel(3, look, seen);
    for (int w = 0; w < 3; w++) {
        assert_int_equal(seen[w].number, w);
        assert_int_equal(seen[w].size, 3);
        assert_int_equal(seen[w].level, 1);
        assert_int_equal(seen[w].active, 1);
        assert_int_equal(seen[w].in_parallel, 1);
        assert_int_equal(seen[w].ancestor[0], 0);
        assert_int_equal(seen[w].ancestor[1], w);
        assert_int_equal(seen[w].ancestor[2], -1);
        assert_int_equal(seen[w].team[0], 1);
        assert_int_equal(seen[w].team[1], 3);
        assert_int_equal(seen[w].team[2], -1);
        assert_int_equal(seen[w].next_size, 1); /* SHM_MAX_LEVELS is 1 */
        assert_int_equal(seen[w].master, getpid());
        assert_int_not_equal(seen[w].self, getpid());
    }
    shm_free(seen);
}

static void
look_further_in(void *data)
{
    if (shm_worker_num() == 1)
        parallel(2, look, data);
}

static void
nested(void **state)
{
    struct seen *seen = shm_calloc(2, sizeof *seen);

    (void)state;
    parallel(3, look_further_in, seen); /* serially: one level only */
    assert_int_equal(seen[0].size, 1);
    assert_int_equal(seen[0].level, 2);
    assert_int_equal(seen[0].active, 1);
    assert_int_equal(seen[0].team[1], 3);
    assert_int_equal(seen[0].ancestor[1], 1);

    shm_set_max_levels(-1);
    assert_int_equal(shm_max_levels(), 1);
    shm_set_max_levels(2);
    assert_int_equal(shm_max_levels(), 2);
    parallel(3, look_further_in, seen);
    for (int w = 0; w < 2; w++) {
        assert_int_equal(seen[w].size, 2);
        assert_int_equal(seen[w].level, 2);
        assert_int_equal(seen[w].active, 2);
        assert_int_equal(seen[w].ancestor[1], 1);
        assert_int_equal(seen[w].ancestor[2], w);
        assert_int_equal(seen[w].team[1], 3);
        assert_int_equal(seen[w].team[2], 2);
    }
    shm_set_max_levels(1);
    shm_free(seen);
}

static void
team_sizes(void **state)
{
    struct seen *seen = shm_calloc(5, sizeof *seen);

    (void)state;
    shm_set_num_workers(5);
    assert_int_equal(shm_max_workers(), 5);
    shm_set_num_workers(0);
    assert_int_equal(shm_max_workers(), 5);
    parallel(0, look, seen);
    assert_int_equal(seen[4].size, 5);
    shm_free(seen);
}

static void
serial_mode(void **state)
{
    struct seen *seen = shm_calloc(1, sizeof *seen);

    (void)state;
    assert_int_equal(shm_get_serial(), 0);
    shm_set_serial(1);
    assert_int_equal(shm_get_serial(), 1);
    assert_int_equal(shm_max_workers(), 1);
    parallel(3, look, seen);
    assert_int_equal(seen->self, getpid());
    assert_int_equal(seen->master, getpid());
    assert_int_equal(seen->size, 1);
    assert_int_equal(seen->level, 1);
    assert_int_equal(seen->active, 0);
    assert_int_equal(seen->in_parallel, 0);
    shm_set_serial(0);
    shm_free(seen);
}

static void
schedules(void **state)
{
    shm_sched_t kind;
    int chunk;

    (void)state;
    shm_get_schedule(&kind, &chunk);
    assert_int_equal(kind, shm_sched_static);
    assert_int_equal(chunk, 0);
    shm_set_schedule(shm_sched_guided, 7);
    shm_get_schedule(&kind, &chunk);
    assert_true(kind == shm_sched_guided && chunk == 7);
    shm_set_schedule((shm_sched_t)5, 1);
    shm_get_schedule(&kind, &chunk);
    assert_true(kind == shm_sched_guided && chunk == 7);
    shm_set_schedule(shm_sched_dynamic, -3);
    shm_get_schedule(&kind, &chunk);
    assert_true(kind == shm_sched_dynamic && chunk == 0);
    shm_set_schedule(shm_sched_auto, 3);
    shm_get_schedule(&kind, &chunk);
    assert_true(kind == shm_sched_auto && chunk == 0);
}

/* ---- memory -------------------------------------------------------------- */

struct list {
    struct list *next;
    int worker;
    char *name;
};
static struct list **lists;

static void
make_lists(void *unused)
{
    int w = shm_worker_num();

    (void)unused;
    for (int i = 0; i < 1000; i++) {
        struct list *l = shm_malloc(sizeof *l);

        l->worker = w;
        l->name = shm_strdup("made in a worker");
        l->next = lists[w];
        lists[w] = l;
    }
}

static void
memory_from_workers(void **state)
{
    (void)state;
    lists = shm_full(struct list *, 4, NULL);
    parallel(4, make_lists, NULL);
    for (int w = 0; w < 4; w++) {
        int n = 0;

        for (struct list *l = lists[w], *next; l; l = next, n++) {
            assert_int_equal(l->worker, w);
            assert_string_equal(l->name, "made in a worker");
            next = l->next;
            shm_free(l->name);
            shm_free(l);
        }
        assert_int_equal(n, 1000);
    }
    shm_free(lists);
}

/* ---- locks --------------------------------------------------------------- */

struct counters {
    shm_lock_t lock;
    shm_nest_lock_t nest;
    long a, b, tried;
};

static void
count(void *data)
{
    struct counters *c = data;

    for (int i = 0; i < 20000; i++) {
        shm_set_lock(&c->lock);
        c->a++;
        shm_unset_lock(&c->lock);
        shm_set_nest_lock(&c->nest);
        shm_set_nest_lock(&c->nest);
        c->b++;
        shm_unset_nest_lock(&c->nest);
        c->b++;
        shm_unset_nest_lock(&c->nest);
        if (shm_test_lock(&c->lock)) {
            c->tried++;
            c->a++;
            shm_unset_lock(&c->lock);
        }
    }
}

static void
locks_exclude(void **state)
{
    struct counters *c = shm_calloc(1, sizeof *c);

    (void)state;
    shm_init_lock(&c->lock);
    shm_init_nest_lock(&c->nest);
    parallel(4, count, c);
    assert_int_equal(c->a, 4 * 20000 + c->tried);
    assert_int_equal(c->b, 4 * 20000 * 2);
    assert_true(c->tried > 0);
    shm_destroy_lock(&c->lock);
    shm_destroy_nest_lock(&c->nest);
    shm_free(c);
}

static struct counters *locks;

static void
try_held(void *result)
{
    *(int *)result =
        shm_test_lock(&locks->lock) * 10 + shm_test_nest_lock(&locks->nest);
}

static void
locks_are_tested(void **state)
{
    int *result = shm_full(int, 1, 5);

    (void)state;
    locks = shm_calloc(1, sizeof *locks);
    assert_int_equal(shm_test_lock(&locks->lock), 1);
    assert_int_equal(shm_test_nest_lock(&locks->nest), 1);
    assert_int_equal(shm_test_nest_lock(&locks->nest), 2);
    parallel(1, try_held, result);
    assert_int_equal(*result, 0);
    shm_unset_nest_lock(&locks->nest);
    shm_unset_nest_lock(&locks->nest);
    shm_unset_lock(&locks->lock);
    parallel(1, try_held, result);
    assert_int_equal(*result, 11);
    shm_free(result);
    shm_free(locks);
}

static void
set_twice(void)
{
    shm_lock_t *lock = shm_full(shm_lock_t, 1, (shm_lock_t){ 0 });

    shm_set_lock(lock);
    shm_set_lock(lock);
}

static void
unset_free(void)
{
    shm_unset_lock(shm_calloc(1, sizeof(shm_lock_t)));
}

static void
unset_free_nest(void)
{
    shm_unset_nest_lock(shm_calloc(1, sizeof(shm_nest_lock_t)));
}

static void
init_private(void)
{
    shm_lock_t lock;

    shm_init_lock(&lock);
}

static void
lock_mistakes(void **state)
{
    (void)state;
    assert_int_equal(in_child(set_twice), 70);
    assert_int_equal(in_child(unset_free), 70);
    assert_int_equal(in_child(unset_free_nest), 70);
    assert_int_equal(in_child(init_private), 70);
}

/* ---- time, errors, machine ----------------------------------------------- */

static void
note_time(void *data)
{
    ((double *)data)[shm_worker_num()] = shm_wtime();
}

static void
time_goes_on(void **state)
{
    double *times = shm_calloc(2, sizeof *times), before = shm_wtime();

    (void)state;
    parallel(2, note_time, times);
    for (int w = 0; w < 2; w++)
        assert_true(times[w] >= before && times[w] <= shm_wtime());
    assert_true(shm_wtick() > 0 && shm_wtick() <= 1e-3);
    shm_free(times);
}

static void
error_texts(void **state)
{
    struct shm_error e = { .kind = SHM_OK };

    (void)state;
    assert_string_equal(shm_strerror(&e), "no error");
    e.kind = SHM_SIGNAL;
    assert_string_equal(shm_strerror(&e), "a worker was killed by a signal");
    strcpy(e.message, "f.c:3: worker 2 was killed");
    assert_string_equal(shm_strerror(&e), e.message);
    e.message[0] = '\0';
    e.kind = (enum shm_error_kind)99;
    assert_string_equal(shm_strerror(&e), "unknown error");
}

static void
error_is_printed(void **state)
{
    struct shm_error e = { .kind = SHM_EXIT, .message = "it ended" };
    char text[100] = "";
    FILE *file = tmpfile();
    int saved = dup(STDERR_FILENO);

    (void)state;
    assert_non_null(file);
    dup2(fileno(file), STDERR_FILENO);
    shm_perror("run", &e);
    shm_perror("", &e);
    shm_perror(NULL, &e);
    dup2(saved, STDERR_FILENO);
    close(saved);
    rewind(file);
    assert_true(fread(text, 1, sizeof text - 1, file) > 0);
    assert_string_equal(text, "run: it ended\nit ended\nit ended\n");
    fclose(file);
}

static void
machine(void **state)
{
    (void)state;
    assert_true(shm_total_memory() > 1 << 20);
    assert_true(shm_available_memory() <= shm_total_memory());
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(outside),
        cmocka_unit_test(in_team),
        cmocka_unit_test(nested),
        cmocka_unit_test(team_sizes),
        cmocka_unit_test(serial_mode),
        cmocka_unit_test(schedules),
        cmocka_unit_test(memory_from_workers),
        cmocka_unit_test(locks_exclude),
        cmocka_unit_test(locks_are_tested),
        cmocka_unit_test(lock_mistakes),
        cmocka_unit_test(time_goes_on),
        cmocka_unit_test(error_texts),
        cmocka_unit_test(error_is_printed),
        cmocka_unit_test(machine),
    };

    alarm(60);
    return cmocka_run_group_tests_name("library", tests, NULL, NULL);
}
