/* SPDX-License-Identifier: MIT */
/* stats_advice_test.c -- which cause is told of which numbers
 * (runtime/stats_advice.c). */
#include "internal.h" /* its fail() before that of cmocka */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { SECOND = 1000000000 };

/* A region of one second, four workers, and nothing wrong. */
static struct stats
good(void)
{
    struct stats s;

    memset(&s, 0, sizeof s);
    s.runs = 1;
    s.wall = SECOND;
    s.fork = SECOND / 1000;
    s.team = 4ll * SECOND;
    s.busy = s.cpu = 4ll * SECOND;
    s.busiest = s.mean = SECOND;
    s.chunks = 4;
    s.iterations = 4000000;
    s.resident = 10 << 20;
    return s;
}

/* 0: no advice. */
static void
expect(const struct stats *s, const char *begin)
{
    char text[256] = "";

    assert_int_equal(stats_advice(s, text, sizeof text), begin != NULL);
    if (begin && strncmp(text, begin, strlen(begin)) != 0)
        assert_string_equal(text, begin);
}

static void
nothing(void **state)
{
    struct stats s = good();

    (void)state;
    expect(&s, NULL);
    memset(&s, 0, sizeof s);
    expect(&s, NULL);
}

static void
forks(void **state)
{
    struct stats s = good();

    (void)state;
    s.fork = SECOND / 5;
    expect(&s, NULL);
    s.resident = (uint64_t)3 << 30;
    expect(&s, "20 % of its time is forking: the page tables of 3072 MB");
    s = good();
    s.runs = 100;
    s.fork = s.join = SECOND / 4;
    expect(&s, "50 % of its time is fork and join: a run of 10000 us is too");
}

static void
waits(void **state)
{
    struct stats s = good();

    (void)state;
    assert_true(stats_start());
    s.waited[FOR_CRITICAL] = 2ll * SECOND;
    expect(&s, "50 % of the workers' time is waiting for locks");
    s = good();
    s.waited[FOR_MASTER] = 3ll * SECOND;
    s.reduce = SECOND / 10 * 9;
    expect(&s, "75 % of the workers' time is waiting for the master: it runs "
               "reduce blocks for 90 %");
    s = good();
    s.waited[FOR_ORDERED] = SECOND;
    expect(&s, "25 % of the workers' time is waiting for a turn");
}

static void
schedules(void **state)
{
    struct stats s = good();

    (void)state;
    s.chunks = 4000000;
    expect(&s, "a chunk takes 1000 ns: larger ones, as in schedule(dynamic, "
               "20)");
    s = good();
    s.mean = SECOND / 4;
    expect(&s, "the busiest worker works while the others have nothing to do, "
               "75 % of its time");
}

static void
processors(void **state)
{
    struct stats s = good();

    (void)state;
    s.cpu = s.busy / 2;
    expect(&s, "busy workers have a processor for 50 %");
    s.serial = s.runs;
    expect(&s, NULL);
}

int
main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(nothing),
                                        cmocka_unit_test(forks),
                                        cmocka_unit_test(waits),
                                        cmocka_unit_test(schedules),
                                        cmocka_unit_test(processors) };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
