/* SPDX-License-Identifier: MIT */
/* progress_test.c -- the bar in every width (runtime/progress_draw.c). */
#include "internal.h" /* its fail() before that of cmocka */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "progress.h"

/* 50 of 200 in 10 seconds. */
static struct shm_progress
some(const char *label)
{
    return (struct shm_progress){ .label = label,
                                  .file = "f.c",
                                  .line = 12,
                                  .done = 50,
                                  .total = 200,
                                  .seconds = 10,
                                  .rate = 5,
                                  .left = 30,
                                  .workers = 4 };
}

static void
expect(const struct shm_progress *p, unsigned columns, const char *bar)
{
    char text[512];

    progress_bar(p, columns, text, sizeof text);
    assert_string_equal(text, bar);
}

static void
widths(void **state)
{
    struct shm_progress p = some("scan");

    (void)state;
    expect(&p, 100, "scan [##########..............................]  25% "
                    "50/200 5.00/s 0:30 left 4 workers");
    expect(&p, 54, "scan [####..............]  25% 50/200 5.00/s 0:30 left");
    expect(&p, 43, "scan [###...........]  25% 50/200 0:30 left");
    expect(&p, 38, "scan [####............]  25% 0:30 left");
    expect(&p, 24, "scan [###.........]  25%");
    expect(&p, 20, "scan  25%");
    expect(&p, 9, "sca  25%");
    expect(&p, 4, "s");
}

static void
never_wider(void **state)
{
    struct shm_progress p = some("a label that is longer than the rest");
    char text[512];

    (void)state;
    p.retries = 1;
    p.total = p.done = 1000000000000000000;
    for (unsigned columns = 1; columns < 250; columns++) {
        progress_bar(&p, columns, text, sizeof text);
        assert_true(strlen(text) <= columns);
    }
}

static void
labels(void **state)
{
    struct shm_progress p = some("gr\xc3\xb6\xc3\x9f" "er");

    (void)state;
    expect(&p, 24, "gr\xc3\xb6\xc3\x9f" "er [##........]  25%");
    expect(&p, 12, "gr\xc3\xb6\xc3\x9f  25%");
    p.label = "\xe6\xbc\xa2\xe5\xad\x97\xe6\xbc\xa2"; /* two columns each */
    expect(&p, 15, "\xe6\xbc\xa2\xe5\xad\x97  25%");
    p.label = "e\xcc\x81 \033[2J\xff\xc2\x9b"; /* a combining accent */
    expect(&p, 26, "e\xcc\x81 ?[2J?? [##........]  25%");
}

static void
pieces(void **state)
{
    struct shm_progress p = some("x");

    (void)state;
    p.workers = 1;
    p.retries = 1;
    p.rate = 1234567;
    p.left = 3723;
    expect(&p, 80, "x [######....................]  25% 50/200 1.23M/s "
                   "1:02:03 left 1 worker 1 retry");
    p.workers = 0;
    p.retries = 2;
    p.rate = 0;
    p.left = -1;
    p.done = 0;
    expect(&p, 50, "x [..................]   0% 0/200 0.00/s 2 retries");
    p.done = 200;
    p.retries = 0;
    p.rate = 99.96;
    p.left = 90000;
    expect(&p, 50, "x [##############] 100% 200/200 99.9/s 1d 01h left");
}

int
main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(widths),
                                        cmocka_unit_test(never_wider),
                                        cmocka_unit_test(labels),
                                        cmocka_unit_test(pieces) };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
