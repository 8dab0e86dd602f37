/* SPDX-License-Identifier: MIT */
/* runtime_reduce_test.c -- reduce blocks: messages from the workers, in order
 * of arrival or of iterations, small and large. */
#include "runtime_testing.h"

struct wide {
    _Alignas(64) char bytes[128];
};

/* Values of every alignment, a section, several blocks. */
static void
values(void *unused)
{
    int seen[3] = { 0 };

    (void)unused;
    REGION(3, NOTHING,
        char c = 'c';
        double d = 0.5;
        struct wide wide;
        memset(&wide, 7, sizeof wide);
        for (int i = 0; i < 300; i++) {
            shmrt_send_begin(&R, i % 2, 0);
            shmrt_send(&R, &c, 1);
            shmrt_send(&R, &i, sizeof i);
            shmrt_send(&R, &wide, sizeof wide);
            shmrt_send(&R, "section", (size_t)(i % 8)); /* also empty */
            shmrt_send(&R, &d, sizeof d);
            shmrt_send_end(&R);
        },
        CHECK(k == SHMRT_REDUCE || k == SHMRT_REDUCE + 1);
        CHECK(*(char *)shmrt_receive(&R, 1) == 'c');
        int i = *(int *)shmrt_receive(&R, sizeof i);
        CHECK(i % 2 == k - SHMRT_REDUCE);
        struct wide *wide = shmrt_receive(&R, sizeof *wide);
        CHECK((uintptr_t)wide % 64 == 0 && wide->bytes[127] == 7);
        shmrt_size size;
        char *section = shmrt_receive_section(&R, &size);
        CHECK(size == (size_t)i % 8 && !memcmp(section, "section", size));
        CHECK(*(double *)shmrt_receive(&R, sizeof(double)) == 0.5);
        seen[k - SHMRT_REDUCE]++);
    CHECK(seen[0] == 450 && seen[1] == 450);
}

static void
test_values(void **state)
{
    (void)state;
    expect(run(values, NULL), 0, "");
}

/* Ordered blocks, two in each iteration, some iterations without; a second
 * loop, which fast workers reach before the first is through. */
static void
ordered_with(int workers, int schedule, long long chunk)
{
    enum { N = 200 };
    long next = 0, unordered = 0;

    REGION(workers, NOTHING,
        for (int l = 0; l < 2; l++)
            LOOP(N, L.nowait = 1; L.schedule = schedule; L.chunk = chunk,
                 long key = (l * N + (long)i) * 2;
                 if (i % 5 == 3)
                     continue;
                 for (int b = 0; b < 2; b++) {
                     shmrt_send_begin(&R, b, 1);
                     shmrt_send(&R, &key, sizeof key);
                     shmrt_send_end(&R);
                     key++;
                 }
                 shmrt_send_begin(&R, 2, 0);
                 shmrt_send_end(&R)),
        if (k == SHMRT_REDUCE + 2) {
            unordered++;
        } else {
            if (next / 2 % 5 == 3)
                next += 2;
            CHECK(k == SHMRT_REDUCE + next % 2);
            CHECK(*(long *)shmrt_receive(&R, sizeof(long)) == next);
            next++;
        });
    CHECK(next == 4 * N && unordered == 2 * N / 5 * 4);
}

static void
ordered(void *unused)
{
    static const int sizes[] = { 1, 2, 3, 7, 32 };

    (void)unused;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        ordered_with(sizes[i], SHMRT_SCHED_STATIC, 0);
        ordered_with(sizes[i], SHMRT_SCHED_STATIC, 3);
        ordered_with(sizes[i], SHMRT_SCHED_DYNAMIC, 1);
        ordered_with(sizes[i], SHMRT_SCHED_GUIDED, 0);
    }
}

static void
test_ordered(void **state)
{
    (void)state;
    expect(run(ordered, NULL), 0, "");
}

/* 10 MB at a time, through a ring of a fraction of that. */
static void
large(int is_ordered)
{
    enum { SIZE = 10 << 20, N = 12 };
    int blocks = 0;

    REGION(3, NOTHING,
        char *bytes = malloc(SIZE);
        LOOP(N, L.schedule = SHMRT_SCHED_DYNAMIC,
             memset(bytes, (int)i, SIZE);
             shmrt_send_begin(&R, 0, is_ordered);
             shmrt_send(&R, bytes, SIZE);
             shmrt_send(&R, &i, sizeof i);
             shmrt_send_end(&R)),
        char *bytes = shmrt_receive(&R, SIZE);
        shmrt_count i = *(shmrt_count *)shmrt_receive(&R, sizeof i);
        for (int at = 0; at < SIZE; at += 4095)
            CHECK(bytes[at] == (char)i);
        CHECK(!is_ordered || i == (shmrt_count)blocks);
        blocks++);
    CHECK(blocks == N);
}

static void
large_both(void *unused)
{
    (void)unused;
    large(0);
    large(1);
}

static void
test_large(void **state)
{
    (void)state;
    expect(run(large_both, NULL), 0, "");
}

/* A slow master holds the workers back, and all arrives. */
static void
slow_master(void *unused)
{
    enum { N = 20000 };
    long sum = 0, blocks = 0;

    (void)unused;
    REGION(2, NOTHING,
        for (long i = 0; i < N; i++) {
            shmrt_send_begin(&R, 0, 0);
            shmrt_send(&R, &i, sizeof i);
            shmrt_send_end(&R);
        },
        sum += *(long *)shmrt_receive(&R, sizeof(long));
        if (++blocks % 2000 == 0)
            short_sleep(5));
    CHECK(blocks == 2 * N && sum == (long)N * (N - 1));
}

static void
test_slow_master(void **state)
{
    (void)state;
    expect(run(slow_master, NULL), 0, "");
}

/* A reduce block that takes a lock, which a worker holds while it waits for
 * room in its ring. */
static void
lock_in_block(void *unused)
{
    static void *cache;
    static char bytes[1 << 20];
    int blocks = 0;

    (void)unused;
    REGION(2, NOTHING,
        for (int i = 0; i < 20; i++) {
            shmrt_critical_begin(&cache, "both", &here);
            shmrt_send_begin(&R, 0, 0);
            shmrt_send(&R, bytes, sizeof bytes);
            shmrt_send_end(&R);
            shmrt_critical_end(&cache);
        },
        shmrt_critical_begin(&cache, "both", &here);
        blocks++;
        shmrt_critical_end(&cache));
    CHECK(blocks == 40);
}

static void
test_lock_in_block(void **state)
{
    (void)state;
    expect(run(lock_in_block, NULL), 0, "");
}

/* ---- mistakes, damage ---------------------------------------------------- */

static void
wrong_size(void *unused)
{
    (void)unused;
    REGION(2, NOTHING,
        shmrt_send_begin(&R, 0, 0);
        shmrt_send(&R, &R, 4);
        shmrt_send_end(&R),
        shmrt_receive(&R, 8));
}

static void
too_few(void *unused)
{
    (void)unused;
    REGION(2, NOTHING,
        shmrt_send_begin(&R, 0, 0);
        shmrt_send_end(&R),
        shmrt_receive(&R, 8));
}

/* A wild store into the ring and its counters, then a message. */
static void
damaged(void *what)
{
    (void)what;
    REGION(2, NOTHING,
        struct ring *ring = &R.team->rings[shm_worker_num()];
        if (shm_worker_num() == 1) {
            memset(ring->bytes, 0x5a, sizeof ring->bytes);
            atomic_store(&ring->head, *(uint32_t *)what);
        }
        shmrt_send_begin(&R, 0, 0);
        shmrt_send_end(&R), NOTHING);
}

static void
test_mistakes(void **state)
{
    uint32_t heads[] = { 64, 3, RING_SIZE, RING_SIZE + 8, UINT32_MAX };

    (void)state;
    expect(run(wrong_size, NULL), 70, "shm: f.c:42: reduce: a value of 4 "
                                      "bytes was sent, one of 8 is expected");
    expect(run(too_few, NULL), 70, "fewer values than the list");
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        expect(run(damaged, &heads[i]), 70,
               "shm: f.c:42: control data of worker 1 is damaged\n");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_ordered),
        cmocka_unit_test(test_large),
        cmocka_unit_test(test_slow_master),
        cmocka_unit_test(test_lock_in_block),
        cmocka_unit_test(test_mistakes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
