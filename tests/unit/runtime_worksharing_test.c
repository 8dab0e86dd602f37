/* SPDX-License-Identifier: MIT */
/* runtime_worksharing_test.c -- loops with all schedules, nowait, ordered;
 * single, barrier, critical; exchanges of parts among workers. */
#include "runtime_testing.h"

#include <sched.h>

static const int sizes[] = { 1, 2, 3, 7, 32 };

static void
each_size(void (*f)(int))
{
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        f(sizes[i]);
}

#define RUN_EACH_SIZE(name)                   \
    static void name##_all(void *unused)      \
    {                                         \
        (void)unused;                         \
        each_size(name);                      \
    }                                         \
    static void test_##name(void **state)     \
    {                                         \
        (void)state;                          \
        expect(run(name##_all, NULL), 0, ""); \
    }                                         \
    static void test_##name(void **)

static const struct {
    int kind;
    long long chunk;
} schedules[] = { { SHMRT_SCHED_STATIC, 0 },  { SHMRT_SCHED_STATIC, 1 },
                  { SHMRT_SCHED_STATIC, 7 },  { SHMRT_SCHED_DYNAMIC, 0 },
                  { SHMRT_SCHED_DYNAMIC, 5 }, { SHMRT_SCHED_GUIDED, 0 },
                  { SHMRT_SCHED_GUIDED, 4 },  { SHMRT_SCHED_AUTO, 0 } };

enum { SCHEDULES = sizeof schedules / sizeof *schedules };

/* ---- loops --------------------------------------------------------------- */

/* Every iteration of every loop once, with nothing that waits in between:
 * more loops in flight than there are counters. */
static void
nowait_chain(int workers)
{
    enum { LOOPS = 200, N = 37 };
    int *seen = shm_calloc(LOOPS * N, sizeof *seen);

    REGION(workers, NOTHING,
        for (int l = 0; l < LOOPS; l++)
            LOOP(N, L.nowait = 1;
                 L.nonmonotonic = l % 2;
                 L.schedule = schedules[l % SCHEDULES].kind;
                 L.chunk = schedules[l % SCHEDULES].chunk,
                 __atomic_fetch_add(&seen[l * N + (int)i], 1,
                                    __ATOMIC_RELAXED)), NOTHING);
    for (int i = 0; i < LOOPS * N; i++)
        CHECK(seen[i] == 1);
    shm_free(seen);
}

RUN_EACH_SIZE(nowait_chain);

/* With the barrier at the end, each loop finds the one before complete. */
static void
barrier_chain(int workers)
{
    enum { LOOPS = 60, N = 50 };
    int *value = shm_calloc(N, sizeof *value);

    REGION(workers, NOTHING,
        for (int l = 0; l < LOOPS; l++)
            LOOP(N, L.schedule = schedules[l % SCHEDULES].kind;
                 L.nonmonotonic = l % 2;
                 L.chunk = schedules[l % SCHEDULES].chunk,
                 CHECK(value[N - 1 - (int)i] >= l); /* at least l */
                 CHECK(value[i] == l);
                 __atomic_store_n(&value[i], l + 1, __ATOMIC_RELAXED)),
        NOTHING);
    shm_free(value);
}

RUN_EACH_SIZE(barrier_chain);

/* Who runs the first iteration stays there until all others are done, those
 * too that were handed out to him with it. */
static void
batches(int workers)
{
    enum { N = 2000 };
    int *done = shm_calloc(1, sizeof *done);

    if (workers > 1)
        REGION(workers, NOTHING,
            LOOP(N, L.schedule = SHMRT_SCHED_DYNAMIC; L.nonmonotonic = 1,
                 while (i == 0
                        && __atomic_load_n(done, __ATOMIC_RELAXED) < N - 1)
                     sched_yield();
                 __atomic_fetch_add(done, 1, __ATOMIC_RELAXED)), NOTHING);
    CHECK(workers == 1 || *done == N);
    shm_free(done);
}

RUN_EACH_SIZE(batches);

/* More chunks than a word has room for: each is taken from the counter. */
static void
too_many_for_batches(void *unused)
{
    struct shmrt_loop L;

    (void)unused;
    shmrt_loop_init(&L, &there, ~(shmrt_count)0);
    REGION(2, NOTHING,
           L.schedule = SHMRT_SCHED_DYNAMIC;
           L.nonmonotonic = 1;
           L.chunk = 1ll << 31;
           shmrt_loop_start(&L);
           shmrt_count first = 1;
           for (int i = 0; i < 40 && shmrt_loop_next(&L); i++) {
               CHECK(i == 0 || L.first > first);
               first = L.first;
           }, NOTHING);
}

static void
test_too_many_for_batches(void **state)
{
    (void)state;
    expect(run(too_many_for_batches, NULL), 0, "");
}

/* ---- ordered ------------------------------------------------------------- */

static void
ordered(int workers)
{
    enum { N = 100 };
    int *log = shm_calloc(N + 1, sizeof *log); /* the last one counts */

    for (int s = 0; s < SCHEDULES; s++) {
        log[N] = 0;
        REGION(workers, NOTHING,
            LOOP(N, L.ordered = 1; L.schedule = schedules[s].kind;
                 L.chunk = schedules[s].chunk,
                 if (i % 3 != 1) { /* some give their turn away */
                     shmrt_ordered_begin(&here);
                     log[log[N]++] = (int)i;
                     shmrt_ordered_end();
                 }), NOTHING);
        for (int i = 0, at = 0; i < N; i++)
            CHECK(i % 3 == 1 || log[at++] == i);
        CHECK(log[N] == N - N / 3);
    }
    shm_free(log);
}

RUN_EACH_SIZE(ordered);

static void
ordered_output(void *unused)
{
    (void)unused;
    REGION(3, NOTHING,
        LOOP(50, L.ordered = 1; L.schedule = SHMRT_SCHED_DYNAMIC,
             shmrt_ordered_begin(&here);
             printf("%d ", (int)i);
             shmrt_ordered_end()), NOTHING);
}

static void
test_ordered_output(void **state)
{
    struct outcome *o = run(ordered_output, NULL);
    char wanted[400] = "";

    (void)state;
    for (int i = 0; i < 50; i++)
        sprintf(wanted + strlen(wanted), "%d ", i);
    expect(o, 0, "");
    assert_string_equal(o->out, wanted);
}

/* ---- single, barrier, critical ------------------------------------------- */

static void
single(int workers)
{
    enum { ROUNDS = 500 };
    int *count = shm_calloc(ROUNDS, sizeof *count);

    REGION(workers, NOTHING,
        for (int r = 0; r < ROUNDS; r++) {
            if (shmrt_single(&here))
                __atomic_fetch_add(&count[r], 1, __ATOMIC_RELAXED);
            if (r % 10 == 0) /* the others are nowait */
                shmrt_barrier(&here);
        }, NOTHING);
    for (int r = 0; r < ROUNDS; r++)
        CHECK(count[r] == 1);
    shm_free(count);
}

RUN_EACH_SIZE(single);

static void
copyprivate(int workers)
{
    REGION(workers, NOTHING,
        for (int r = 0; r < 100; r++) {
            int x = -1;
            char big[1000] = "";
            if (shmrt_single(&here)) {
                x = r;
                memset(big, r, sizeof big);
                shmrt_single_copy_out(0, &x, sizeof x);
                shmrt_single_copy_out(1, big, sizeof big);
            }
            shmrt_barrier(&here);
            shmrt_single_copy_in(0, &x, sizeof x);
            shmrt_single_copy_in(1, big, sizeof big);
            CHECK(x == r && big[999] == (char)r);
        }, NOTHING);
}

RUN_EACH_SIZE(copyprivate);

static void
barrier(int workers)
{
    enum { ROUNDS = 300 };
    int *at = shm_calloc((size_t)workers, sizeof *at);

    REGION(workers, NOTHING,
        int me = shm_worker_num();
        for (int r = 0; r < ROUNDS; r++) {
            __atomic_store_n(&at[me], r, __ATOMIC_RELAXED);
            shmrt_barrier(&here);
            for (int w = 0; w < workers; w++)
                CHECK(__atomic_load_n(&at[w], __ATOMIC_RELAXED) == r);
            shmrt_barrier(&here);
        }, NOTHING);
    shm_free(at);
}

RUN_EACH_SIZE(barrier);

static void
critical(int workers)
{
    static void *one, *other, *same_as_one;
    long *count = shm_calloc(2, sizeof *count);

    REGION(workers, NOTHING,
        for (int r = 0; r < 1000; r++) {
            void **cache = r % 2 ? &one : &same_as_one;
            shmrt_critical_begin(cache, "one", &here);
            count[0]++;
            shmrt_critical_begin(&other, "other", &here);
            count[1]++;
            shmrt_critical_end(&other);
            shmrt_critical_end(cache);
            shmrt_atomic_begin();
            shmrt_atomic_end();
        }, NOTHING);
    CHECK(count[0] == 1000 * workers && count[1] == 1000 * workers);
    shm_free(count);
}

RUN_EACH_SIZE(critical);

/* ---- reductions of inner loops ------------------------------------------- */

enum { SHARE_COUNT = 41, SHARE_BIG = 500, SHARE_SUM = 820 };

/* What the worker's part of the loop does; 1 if it ran the last iteration. */
static int
share_loop(struct shmrt_loop *loop, int round, long *sum, long *last,
           long *array)
{
    int mine = 0;

    shmrt_loop_start(loop);
    while (shmrt_loop_next(loop)) {
        for (shmrt_count i = loop->first; i < loop->last; i++) {
            *sum += (long)i;
            array[i * 12]++;
            *last = (long)i + round;
            mine = i == SHARE_COUNT - 1;
        }
    }
    return mine;
}

/* The shape of shmrt.h: two reductions, one of them large and not always
 * there, and lastprivate. */
static void
share_round(int round, long *sum, long *last)
{
    long array[SHARE_BIG] = { 0 }, orig = *sum;
    struct shmrt_loop loop;
    const long *part;
    int mine;

    shmrt_loop_init(&loop, &there, SHARE_COUNT);
    loop.nowait = 1;
    loop.schedule = schedules[round % SCHEDULES].kind;
    loop.chunk = schedules[round % SCHEDULES].chunk;
    *sum = 0;
    mine = share_loop(&loop, round, sum, last, array);
    shmrt_share(&loop, 0, sum, sizeof *sum);
    if (round % 3 != 0)
        shmrt_share(&loop, 1, array, sizeof array);
    if (mine)
        shmrt_share(&loop, 2, last, sizeof *last);
    shmrt_share_wait(&loop);
    *sum = orig;
    for (int w = 0; (part = shmrt_shared_part(&loop, 0, w)); w++)
        *sum += *part;
    memset(array, 0, sizeof array);
    for (int w = 0; (part = shmrt_shared_part(&loop, 1, w)); w++)
        for (int i = 0; i < SHARE_BIG; i++)
            array[i] += part[i];
    part = shmrt_shared_part(&loop, 2, 0);
    CHECK(part && !shmrt_shared_part(&loop, 2, 1));
    *last = *part;
    shmrt_loop_end(&loop);
    shmrt_export(sum, sizeof *sum);
    shmrt_export(last, sizeof *last);
    for (int i = 0; i < SHARE_COUNT && round % 3 != 0; i++)
        CHECK(array[i * 12] == 1);
}

/* Without a wait between the rounds: both places are used while some workers
 * are late. */
static void
shares(int workers)
{
    enum { ROUNDS = 50 };
    long sum = 5, last = -1;

    REGION(workers, NOTHING,
        for (int r = 0; r < ROUNDS; r++) {
            share_round(r, &sum, &last);
            CHECK(sum == 5 + (r + 1) * SHARE_SUM);
            CHECK(last == SHARE_COUNT - 1 + r);
        }, NOTHING);
    CHECK(sum == 5 + ROUNDS * SHARE_SUM);
    CHECK(last == SHARE_COUNT - 1 + ROUNDS - 1);
}

RUN_EACH_SIZE(shares);

/* ---- mistakes ------------------------------------------------------------ */

static void
zero_step(void *unused)
{
    (void)unused;
    REGION(3, NOTHING, LOOP(10, L.step = 0, NOTHING), NOTHING);
}

static void
zero_chunk(void *unused)
{
    (void)unused;
    REGION(3, NOTHING,
           LOOP(10, L.schedule = SHMRT_SCHED_DYNAMIC; L.chunk = shmrt_chunk(0),
                NOTHING), NOTHING);
}

static void
test_mistakes(void **state)
{
    struct outcome *o = run(zero_step, NULL);

    (void)state;
    expect(o, 70, "shm: f.c:50: for: the step is 0, the loop would not end\n");
    assert_int_equal(lines(o->err), 1);
    o = run(zero_chunk, NULL);
    expect(o, 0, "shm: f.c:50: schedule: the chunk is less than 1; 1 is "
                 "used\n");
    assert_int_equal(lines(o->err), 1);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nowait_chain),
        cmocka_unit_test(test_barrier_chain),
        cmocka_unit_test(test_batches),
        cmocka_unit_test(test_too_many_for_batches),
        cmocka_unit_test(test_ordered),
        cmocka_unit_test(test_ordered_output),
        cmocka_unit_test(test_single),
        cmocka_unit_test(test_copyprivate),
        cmocka_unit_test(test_barrier),
        cmocka_unit_test(test_critical),
        cmocka_unit_test(test_shares),
        cmocka_unit_test(test_mistakes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
