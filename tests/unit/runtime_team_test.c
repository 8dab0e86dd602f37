/* SPDX-License-Identifier: MIT */
/* runtime_team_test.c -- regions: team sizes, reductions, exports, nesting,
 * serial mode, and that nothing is left behind. */
#include "runtime_testing.h"

static const int sizes[] = { 1, 2, 3, 7, 32 };

/* ---- the loop of the first example --------------------------------------- */

static void *lock_cache;

/* A sum three ways: reduction, critical on a shared object, messages. */
static void
integrate(int workers, int schedule, long long chunk)
{
    enum { N = 1000 };
    double *shared = shm_calloc(1, sizeof *shared);
    double sum = 1, messages = 0;
    long last = -1, counted = 0;

    REGION(workers,
           R.has_count = 1; R.count = N;
           shmrt_reduction(&R, 0, sizeof sum),
        if (R.team)
            sum = 0;
        double part = 0;
        LOOP(N, L.combined = 1; L.schedule = schedule; L.chunk = chunk,
            sum += 0.5 * (double)i;
            part += 0.5 * (double)i;
            last = (long)i;
            if (i == N - 1)
                shmrt_export(&last, sizeof last));
        shmrt_critical_begin(&lock_cache, "sum", &here);
        *shared += part;
        shmrt_critical_end(&lock_cache);
        if (shmrt_send_begin(&R, 0, 0)) {
            messages += part;
            counted++;
        } else {
            shmrt_send(&R, &part, sizeof part);
            shmrt_send_end(&R);
        }
        if (R.team)
            shmrt_put(&R, 0, &sum),
        if (k == SHMRT_COMBINE) {
            const double *part;
            for (int w = 0; (part = shmrt_part(&R, 0, w)); w++)
                sum += *part;
        } else if (k == SHMRT_REDUCE + 0) {
            messages += *(double *)shmrt_receive(&R, sizeof(double));
            counted++;
        });
    CHECK(sum == 249751);
    CHECK(*shared == 249750);
    CHECK(messages == 249750);
    CHECK(last == N - 1);
    CHECK(counted == (workers > 0 ? workers : 1));
    shm_free(shared);
}

static void
integrate_all(void *unused)
{
    static const struct {
        int kind;
        long long chunk;
    } schedules[] = { { 0, 0 }, { SHMRT_SCHED_STATIC, 3 },
                      { SHMRT_SCHED_DYNAMIC, 0 }, { SHMRT_SCHED_DYNAMIC, 7 },
                      { SHMRT_SCHED_GUIDED, 0 }, { SHMRT_SCHED_GUIDED, 20 },
                      { SHMRT_SCHED_AUTO, 0 }, { SHMRT_SCHED_RUNTIME, 0 } };

    (void)unused;
    for (size_t w = 0; w < sizeof sizes / sizeof *sizes; w++)
        for (size_t s = 0; s < sizeof schedules / sizeof *schedules; s++)
            integrate(sizes[w], schedules[s].kind, schedules[s].chunk);
    shm_set_serial(1);
    integrate(0, 0, 0);
}

static void
test_integrate(void **state)
{
    (void)state;
    expect(run(integrate_all, NULL), 0, "");
}

/* ---- how many workers ---------------------------------------------------- */

static int
team_size(long long asked, int has_count, shmrt_count count)
{
    int *size = shm_calloc(1, sizeof *size), result;

    REGION(asked, R.has_count = has_count; R.count = count,
           LOOP(count, L.combined = has_count, NOTHING);
           if (shmrt_masked(0))
               *size = shm_num_workers(), NOTHING);
    result = *size;
    shm_free(size);
    return result;
}

static void
counts(void *unused)
{
    (void)unused;
    CHECK(team_size(5, 0, 0) == 5);
    CHECK(team_size(5, 1, 3) == 3);
    CHECK(team_size(5, 1, 1) == 1);
    CHECK(team_size(5, 1, 0) == 0); /* forks nothing, runs nothing */
    shm_set_num_workers(3);
    CHECK(shm_max_workers() == 3);
    REGION(9, R.has_num_workers = 0, CHECK(shm_num_workers() == 3), NOTHING);
    REGION(9, R.if_ = 0, CHECK(shm_num_workers() == 1 && R.team == NULL),
           NOTHING);
}

static void
test_counts(void **state)
{
    (void)state;
    expect(run(counts, NULL), 0, "");
}

static void
odd_count(void *unused)
{
    (void)unused;
    shm_set_num_workers(2);
    REGION(-3, NOTHING, CHECK(shm_num_workers() == 2), NOTHING);
}

static void
test_num_workers_below_one(void **state)
{
    (void)state;
    expect(run(odd_count, NULL), 0,
           "shm: f.c:42: num_workers(-3): less than 1; 2 is used\n");
}

/* ---- nesting ------------------------------------------------------------- */

static void
nest(void *unused)
{
    long *seen = shm_calloc(64, sizeof *seen);

    (void)unused;
    shm_set_max_levels(2);
    REGION(3, NOTHING,
        int outer = shm_worker_num();
        long sum = 0;
        REGION(2, shmrt_reduction(&R, 0, sizeof sum),
            CHECK(shm_level() == 2 && shm_active_level() == 2);
            CHECK(shm_ancestor_num(1) == outer);
            CHECK(shm_num_workers() == 2 && shm_team_size(1) == 3);
            REGION(2, NOTHING,  /* a third level: serial */
                CHECK(R.team == NULL && shm_num_workers() == 1);
                CHECK(shm_level() == 3 && shm_active_level() == 2);
                seen[outer * 2 + shm_ancestor_num(2)]++, NOTHING);
            sum = R.team ? shm_worker_num() + 1 : 0;
            shmrt_put(&R, 0, &sum),
            if (k == SHMRT_COMBINE) {
                const long *part;
                for (int w = 0; (part = shmrt_part(&R, 0, w)); w++)
                    sum += *part;
            });
        CHECK(sum == 3);
        CHECK(shm_level() == 1);
        shmrt_barrier(&here), NOTHING);
    for (int i = 0; i < 6; i++)
        CHECK(seen[i] == 1);
}

static void
test_nested(void **state)
{
    (void)state;
    expect(run(nest, NULL), 0, "");
}

/* A region in a reduce block: the master is master of two teams at once. */
static void
region_in_block(void *unused)
{
    int blocks = 0;
    int *inner = shm_calloc(1, sizeof *inner);

    (void)unused;
    REGION(2, NOTHING,
        shmrt_send_begin(&R, 3, 0);
        shmrt_send(&R, &blocks, sizeof blocks);
        shmrt_send_end(&R),
        CHECK(k == SHMRT_REDUCE + 3);
        blocks++;
        REGION(2, NOTHING,
            shmrt_critical_begin(&lock_cache, "inner", &here);
            ++*inner;
            shmrt_critical_end(&lock_cache), NOTHING));
    CHECK(blocks == 2 && *inner == 4);
}

static void
test_region_in_block(void **state)
{
    (void)state;
    expect(run(region_in_block, NULL), 0, "");
}

/* ---- constructs outside any region --------------------------------------- */

static void
orphans(void *unused)
{
    long sum = 0;

    (void)unused;
    LOOP(10, L.ordered = 1; L.schedule = SHMRT_SCHED_DYNAMIC,
         shmrt_ordered_begin(&here);
         sum += (long)i;
         shmrt_ordered_end());
    CHECK(sum == 45);
    LOOP(0, NOTHING, sum = 0);
    CHECK(sum == 45);
    CHECK(shmrt_single(&here) == 1);
    shmrt_single_copy_out(0, &sum, sizeof sum);
    shmrt_barrier(&here);
    shmrt_single_copy_in(0, &sum, sizeof sum);
    CHECK(shmrt_masked(0) && !shmrt_masked(1));
    shmrt_critical_begin(&lock_cache, "alone", &here);
    shmrt_critical_end(&lock_cache);
    shmrt_atomic_begin();
    shmrt_atomic_end();
    shmrt_atomic_note();
    shmrt_flush();
    shmrt_export(&sum, sizeof sum);
    CHECK(sum == 45 && shm_num_workers() == 1 && shm_worker_num() == 0);
}

static void
test_orphaned(void **state)
{
    (void)state;
    expect(run(orphans, NULL), 0, "");
}

/* ---- nothing is left ----------------------------------------------------- */

static void
handler(int number)
{
    (void)number;
}

static void
many_regions(void *unused)
{
    struct sigaction before[32], after;
    sigset_t mask, mask_after;
    int descriptors, rounds = 10000;
    long *total = shm_calloc(1, sizeof *total);

    (void)unused;
    signal(SIGUSR1, handler);
    signal(SIGINT, SIG_IGN);
    for (int s = 1; s < 32; s++)
        sigaction(s, NULL, &before[s]);
    sigprocmask(SIG_SETMASK, NULL, &mask);
    integrate(2, 0, 0);
    descriptors = open_descriptors();
    for (int i = 0; i < rounds; i++)
        REGION(1 + i % 3, NOTHING,
               __atomic_fetch_add(total, 1, __ATOMIC_RELAXED), NOTHING);
    CHECK(*total == (rounds / 3) * 6 + 1);
    CHECK(open_descriptors() == descriptors);
    CHECK(waitpid(-1, NULL, WNOHANG) == -1); /* no child, dead or alive */
    for (int s = 1; s < 32; s++) {
        sigaction(s, NULL, &after);
        CHECK(after.sa_handler == before[s].sa_handler);
    }
    sigprocmask(SIG_SETMASK, NULL, &mask_after);
    CHECK(memcmp(&mask, &mask_after, sizeof mask) == 0);
}

static void
test_many_regions(void **state)
{
    (void)state;
    expect(run(many_regions, NULL), 0, "");
}

/* ---- output -------------------------------------------------------------- */

static void
print(void *unused)
{
    (void)unused;
    printf("before; ");
    REGION(4, NOTHING,
        LOOP(100, L.schedule = SHMRT_SCHED_DYNAMIC,
             printf("%03d ", (int)i);
             printf("%03d\n", (int)i)), NOTHING);
    printf("after\n");
}

static void
test_whole_lines(void **state)
{
    struct outcome *o = run(print, NULL);
    int seen[100] = { 0 }, a, b;
    char *line = o->out;

    (void)state;
    expect(o, 0, "");
    assert_int_equal(lines(o->out), 101);
    assert_int_equal(strncmp(line, "before; ", 8), 0);
    line += 8;
    for (int i = 0; i < 100; i++, line = strchr(line, '\n') + 1) {
        assert_int_equal(sscanf(line, "%d %d\n", &a, &b), 2);
        assert_int_equal(a, b);
        assert_int_equal(seen[a]++, 0);
    }
    assert_string_equal(line, "after\n");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_integrate),
        cmocka_unit_test(test_counts),
        cmocka_unit_test(test_num_workers_below_one),
        cmocka_unit_test(test_nested),
        cmocka_unit_test(test_region_in_block),
        cmocka_unit_test(test_orphaned),
        cmocka_unit_test(test_many_regions),
        cmocka_unit_test(test_whole_lines),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
