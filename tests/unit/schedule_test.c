/* SPDX-License-Identifier: MIT */
/* schedule_test.c -- chunk arithmetic (runtime/schedule.c), against counting by
 * hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "schedule.h"

enum { TEAM_MOST = 9, COUNT_MOST = 200 };

/* ---- every iteration exactly once ---------------------------------------- */

/* How often each iteration was handed out. */
static unsigned char done[COUNT_MOST + 1];

static void
begin(void)
{
    memset(done, 0, sizeof done);
}

static void
run(const struct schedule_span *span, shmrt_count count)
{
    assert_true(span->first < span->last);
    assert_true(span->last <= count);
    for (shmrt_count k = span->first; k < span->last; k++)
        done[k]++;
}

static void
end(shmrt_count count)
{
    for (shmrt_count k = 0; k < count; k++)
        assert_int_equal(done[k], 1);
}

static void
static_blocks(void **state)
{
    struct schedule_span span;

    (void)state;
    for (unsigned team = 1; team <= TEAM_MOST; team++)
        for (shmrt_count count = 0; count <= COUNT_MOST; count++) {
            shmrt_count last = 0;

            begin();
            for (unsigned worker = 0; worker < team; worker++) {
                if (!schedule_static(count, team, worker, &span)) {
                    assert_true(worker >= count);
                    continue;
                }
                run(&span, count);
                assert_int_equal(span.first, last); /* in worker order */
                last = span.last;
                assert_true(span.last - span.first - count / team <= 1);
            }
            assert_false(schedule_static(count, team, team, &span));
            end(count);
        }
}

static void
static_chunks(void **state)
{
    struct schedule_span span;

    (void)state;
    for (unsigned team = 1; team <= TEAM_MOST; team++)
        for (shmrt_count count = 0; count <= COUNT_MOST; count++)
            for (shmrt_count chunk = 1; chunk <= count + 2; chunk++) {
                begin();
                for (unsigned worker = 0; worker < team; worker++) {
                    shmrt_count turn = 0, last = 0;

                    while (schedule_cyclic(count, team, worker, chunk, turn,
                                           &span)) {
                        assert_int_equal(span.first,
                                         (turn * team + worker) * chunk);
                        assert_true(turn == 0 || span.first >= last);
                        run(&span, count);
                        last = span.last;
                        turn++;
                    }
                }
                end(count);
            }
}

/* The chunks dealt to each worker are those of the two functions above. */
static void
dealt(void **state)
{
    (void)state;
    for (unsigned team = 1; team <= TEAM_MOST; team++)
        for (shmrt_count count = 0; count <= COUNT_MOST; count++)
            for (shmrt_count chunk = 0; chunk <= count + 2; chunk++)
                for (unsigned worker = 0; worker < team; worker++) {
                    struct schedule_deal deal
                        = schedule_deal(count, team, worker, chunk);
                    struct schedule_span span;
                    shmrt_count turn = 0, at = deal.first, sum = 0;

                    while (chunk ? schedule_cyclic(count, team, worker, chunk,
                                                   turn, &span)
                                 : turn == 0 && schedule_static(
                                       count, team, worker, &span)) {
                        assert_int_equal(span.first, at);
                        assert_true(span.last == at + deal.size
                                    || span.last == count);
                        sum += span.last - span.first;
                        at += deal.stride;
                        turn++;
                    }
                    assert_int_equal(turn, deal.chunks);
                    assert_int_equal(sum, deal.iterations);
                }
}

/* Products that do not fit: the one chunk that there is stays right. */
static void
dealt_at_the_limit(void **state)
{
    struct schedule_deal deal = schedule_deal(UINT64_MAX, 3, 0, UINT64_MAX);

    (void)state;
    assert_int_equal(deal.first, 0);
    assert_int_equal(deal.chunks, 1);
    assert_int_equal(schedule_deal(UINT64_MAX, 3, 1, UINT64_MAX).chunks, 0);
    deal = schedule_deal(UINT64_MAX, 3, 1, UINT64_MAX / 2 + 1);
    assert_int_equal(deal.first, UINT64_MAX / 2 + 1);
    assert_int_equal(deal.chunks, 1);
    assert_int_equal(deal.iterations, UINT64_MAX / 2);
}

static void
dynamic(void **state)
{
    struct schedule_span span;

    (void)state;
    for (shmrt_count count = 0; count <= COUNT_MOST; count++)
        for (shmrt_count chunk = 1; chunk <= count + 2; chunk++) {
            shmrt_count k = 0, last = 0;

            begin();
            for (; schedule_dynamic(count, chunk, k, &span); k++) {
                assert_int_equal(span.first, last);
                run(&span, count);
                last = span.last;
            }
            assert_int_equal(k, schedule_chunks(count, chunk));
            end(count);
        }
}

static void
guided(void **state)
{
    (void)state;
    for (unsigned team = 1; team <= TEAM_MOST; team++)
        for (shmrt_count count = 0; count <= COUNT_MOST; count++)
            for (shmrt_count chunk = 1; chunk <= count + 2; chunk++) {
                shmrt_count left = count, before = count, size;

                while ((size = schedule_guided(left, team, chunk)) != 0) {
                    assert_true(size <= left && size <= before);
                    assert_true(size >= chunk || size == left);
                    left -= size;
                    before = size > chunk ? size : chunk;
                }
                assert_int_equal(left, 0);
            }
}

/* ---- auto: a loop is run in a time of its own ---------------------------- */

static const double handing_out = 100e-9;

static double
constant(shmrt_count k, shmrt_count count)
{
    (void)k, (void)count;
    return 1e-6;
}

static double
falling(shmrt_count k, shmrt_count count)
{
    return 2e-6 * (double)(count - k) / (double)count;
}

static double
rising(shmrt_count k, shmrt_count count)
{
    return 2e-6 * (double)(k + 1) / (double)count;
}

static double
uneven(shmrt_count k, shmrt_count count)
{
    return k * 2654435761u % count < count / 100 ? 50e-6 : 0.5e-6;
}

static double
tiny(shmrt_count k, shmrt_count count)
{
    (void)k, (void)count;
    return 1e-9;
}

struct run {
    double work, cost, idle; /* seconds of all workers */
    shmrt_count chunks;
};

static struct run
simulate(double (*iteration)(shmrt_count, shmrt_count), shmrt_count count,
         unsigned team)
{
    struct schedule_auto measured[TEAM_MOST] = { { 0, 0, 0 } };
    double clock[TEAM_MOST] = { 0 }, last = 0;
    struct run run = { 0, 0, 0, 0 };
    shmrt_count next = 0, size;

    for (;;) {
        unsigned w = 0;
        double seconds = 0;

        for (unsigned i = 1; i < team; i++) /* whoever is free first */
            if (clock[i] < clock[w])
                w = i;
        size = schedule_auto_size(&measured[w], count - next, team);
        if (size == 0)
            break;
        assert_true(size <= count - next);
        for (shmrt_count k = next; k < next + size; k++)
            seconds += iteration(k, count);
        schedule_auto_learn(&measured[w], size, seconds, handing_out);
        next += size;
        clock[w] += seconds + handing_out;
        run.work += seconds;
        run.cost += handing_out;
        run.chunks++;
    }
    assert_int_equal(next, count);
    for (unsigned i = 0; i < team; i++)
        if (clock[i] > last)
            last = clock[i];
    for (unsigned i = 0; i < team; i++)
        run.idle += last - clock[i];
    return run;
}

static void
automatic(void **state)
{
    static double (*const loops[])(shmrt_count,
                                   shmrt_count) = { constant, falling, rising,
                                                    uneven, tiny };

    (void)state;
    for (unsigned team = 1; team <= TEAM_MOST; team++)
        for (unsigned i = 0; i < sizeof loops / sizeof loops[0]; i++) {
            struct run run = simulate(loops[i], 1000000, team);

            assert_true(run.cost < 0.01 * run.work);
            assert_true(run.idle < team * 1.1e-3);
        }
    for (unsigned team = 1; team <= TEAM_MOST; team++)
        for (shmrt_count count = 0; count <= COUNT_MOST; count++)
            simulate(uneven, count, team);
}

static void
automatic_extremes(void **state)
{
    struct schedule_auto a = { 0, 0, 0 };

    (void)state;
    assert_int_equal(schedule_auto_size(&a, 0, 3), 0);
    assert_int_equal(schedule_auto_size(&a, UINT64_MAX, 3), 1);
    schedule_auto_learn(&a, 0, 1, 1); /* no chunk: nothing learnt */
    assert_int_equal(schedule_auto_size(&a, UINT64_MAX, 3), 1);
    schedule_auto_learn(&a, UINT64_MAX / 2, 0, -1); /* a coarse clock */
    assert_in_range(schedule_auto_size(&a, UINT64_MAX, 1), 1, UINT64_MAX);
    assert_int_equal(schedule_auto_size(&a, 1, 9), 1);
    for (int i = 0; i < 100; i++)
        schedule_auto_learn(&a, 1, 1e9, 1e-9); /* very long iterations */
    assert_int_equal(schedule_auto_size(&a, UINT64_MAX, 1), 1);
}

/* ---- large counts -------------------------------------------------------- */

static const shmrt_count large[] = { (shmrt_count)INT64_MAX - 1, INT64_MAX,
                                     (shmrt_count)INT64_MAX + 1,
                                     UINT64_MAX - 1, UINT64_MAX };
enum { LARGE = sizeof large / sizeof large[0] };

static void
large_static(void **state)
{
    struct schedule_span span = { 0, 0 };

    (void)state;
    for (unsigned i = 0; i < LARGE; i++)
        for (unsigned team = 1; team <= 4096; team = team * 3 + 1) {
            shmrt_count last = 0;

            for (unsigned worker = 0; worker < team; worker++) {
                assert_true(schedule_static(large[i], team, worker, &span));
                assert_int_equal(span.first, last);
                assert_true(span.last - span.first - large[i] / team <= 1);
                last = span.last;
            }
            assert_int_equal(last, large[i]);
        }
}

/* The chunks at the far end of a long loop. */
static void
large_chunks(void **state)
{
    static const shmrt_count chunks[] = {
        1, 2, 3, 1000, INT64_MAX, UINT64_MAX
    };
    struct schedule_span span;

    (void)state;
    for (unsigned i = 0; i < LARGE; i++)
        for (unsigned j = 0; j < sizeof chunks / sizeof chunks[0]; j++) {
            shmrt_count n = schedule_chunks(large[i], chunks[j]);

            assert_true(schedule_dynamic(large[i], chunks[j], n - 1, &span));
            assert_int_equal(span.first, (n - 1) * chunks[j]);
            assert_int_equal(span.last, large[i]);
            assert_false(schedule_dynamic(large[i], chunks[j], n, &span));
            assert_false(
                schedule_dynamic(large[i], chunks[j], UINT64_MAX, &span));
            for (unsigned team = 1; team <= TEAM_MOST; team++) {
                assert_true(schedule_cyclic(large[i], team,
                                            (unsigned)((n - 1) % team),
                                            chunks[j], (n - 1) / team, &span));
                assert_int_equal(span.last, large[i]);
                assert_false(schedule_cyclic(large[i], team, 0, chunks[j],
                                             UINT64_MAX, &span));
                assert_false(schedule_cyclic(large[i], team, team, chunks[j],
                                             0, &span));
            }
        }
}

static void
large_guided(void **state)
{
    (void)state;
    for (unsigned i = 0; i < LARGE; i++)
        for (unsigned team = 1; team <= 4096; team = team * 3 + 1) {
            shmrt_count left = large[i], size, n = 0;

            while ((size = schedule_guided(left, team, 1)) != 0) {
                assert_true(size <= left);
                left -= size;
                n++;
            }
            assert_true(n <= 2 * (shmrt_count)team * 64);
        }
    assert_int_equal(schedule_guided(UINT64_MAX, 2, UINT64_MAX), UINT64_MAX);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(static_blocks), cmocka_unit_test(static_chunks),
        cmocka_unit_test(dealt),
        cmocka_unit_test(dealt_at_the_limit),
        cmocka_unit_test(dynamic),       cmocka_unit_test(guided),
        cmocka_unit_test(automatic),     cmocka_unit_test(automatic_extremes),
        cmocka_unit_test(large_static),  cmocka_unit_test(large_chunks),
        cmocka_unit_test(large_guided),
    };

    alarm(60);
    return cmocka_run_group_tests_name("schedule", tests, NULL, NULL);
}
