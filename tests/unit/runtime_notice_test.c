/* SPDX-License-Identifier: MIT */
/* The notice of a worker that does not come on while the others wait, here
 * after half a second in place of a minute. */
#include "runtime_testing.h"

enum { AFTER = 500, LONG = 8000, SHORT = 4000 }; /* ms */

/* One takes its time, the other is at the region's end. */
static void
one_stays(void *unused)
{
    (void)unused;
    notice_after = AFTER;
    REGION(2, NOTHING,
        if (shm_worker_num() == 1)
            usleep(LONG * 1000);
        , NOTHING);
    printf("done\n");
}

static void
spin(void)
{
    long long end = now_ms() + SHORT;

    while (now_ms() < end)
        ;
}

/* Both have much to do. */
static void
all_stay(void *unused)
{
    (void)unused;
    notice_after = AFTER;
    REGION(2, NOTHING, spin();, NOTHING);
    printf("done\n");
}

static void
test_notice(void **state)
{
    struct outcome *o = run(one_stays, NULL);

    (void)state;
    expect(o, 0, "worker 1 (pid ");
    assert_non_null(strstr(o->err, ") has not come on for "));
    assert_non_null(strstr(o->err, "; the others wait for it\n"));
    assert_int_equal(lines(o->err), 1);
    assert_string_equal(o->out, "done\n");
}

static void
test_no_notice(void **state)
{
    struct outcome *o = run(all_stay, NULL);

    (void)state;
    assert_string_equal(o->err, "");
    assert_string_equal(o->out, "done\n");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_notice),
        cmocka_unit_test(test_no_notice),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
