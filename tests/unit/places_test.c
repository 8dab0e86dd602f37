/* SPDX-License-Identifier: MIT */
/* places_test.c -- sets of processors, SHM_PLACES on a machine made of files,
 * and who gets which place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "places.h"

static char machine[] = "/tmp/shm-places.XXXXXX";

/* Two sockets, each a node with a cache of its own and two cores of two
 * threads: cores {0,4} {1,5} | {2,6} {3,7}. */
static int
make_machine(void **state)
{
    char command[2000];

    (void)state;
    assert_non_null(mkdtemp(machine));
    snprintf(command, sizeof command,
             "cd %s && mkdir -p node/node0 node/node1 && "
             "echo 0-1 >node/online && echo 0-1,4-5 >node/node0/cpulist && "
             "echo 2-3,6-7 >node/node1/cpulist && "
             "for c in 0 1 2 3 4 5 6 7; do d=cpu/cpu$c; "
             "mkdir -p $d/topology $d/cache/index0 $d/cache/index3; "
             "case $c in [0145]) s=0-1,4-5;; *) s=2-3,6-7;; esac; "
             "echo $s >$d/topology/core_siblings_list; "
             "echo $s >$d/cache/index3/shared_cpu_list; "
             "echo $c >$d/cache/index0/shared_cpu_list; "
             "echo $((c %% 4)),$((c %% 4 + 4)) "
             ">$d/topology/thread_siblings_list; done",
             machine);
    return system(command);
}

static int
remove_machine(void **state)
{
    char command[100];

    (void)state;
    snprintf(command, sizeof command, "rm -r %s", machine);
    return system(command);
}

static struct cpu_mask
set_of(const char *text)
{
    struct cpu_mask mask;

    assert_true(mask_read(text, &mask));
    return mask;
}

static void
test_masks(void **state)
{
    static const char *const same[] = { "0", "0-3", "0-3,8", "7,9,11",
                                        "63-64", "0,8191" };
    static const char *const bad[] = { "", "-1", "3-1", "8192", "1,", "1-",
                                       "x", "1 2" };
    struct cpu_mask mask;
    char text[100];

    (void)state;
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        mask = set_of(same[i]);
        mask_print(&mask, text, sizeof text);
        assert_string_equal(text, same[i]);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(mask_read(bad[i], &mask));
    mask = set_of("0-3,5,70\n");
    assert_int_equal(mask_count(&mask), 6);
    mask_print(&mask, text, 5); /* cut off, not over the end */
    assert_string_equal(text, "0-3,");
}

/* The places of a value, with blanks between them. */
static const char *
places_of(const char *value, const char *allowed)
{
    static char text[1000];
    struct place_list list = { .given = false };
    struct cpu_mask mask = set_of(allowed), *places;
    size_t length = 0;
    int count;

    if (!places_parse(value, &list))
        return "refused";
    assert_true(list.given);
    count = places_make(&list, machine, &mask, &places);
    text[0] = '\0';
    for (int i = 0; i < count; i++) {
        char place[100];

        mask_print(&places[i], place, sizeof place);
        length += (size_t)snprintf(text + length, sizeof text - length,
                                   "%s%s", i ? " " : "", place);
    }
    free(places);
    free(list.mask);
    return text;
}

static void
test_places(void **state)
{
    static const struct {
        const char *value, *places;
    } cases[] = {
        { "threads", "0 1 2 3 4 5 6 7" },
        { "cores", "0,4 1,5 2,6 3,7" },
        { "Cores(3)", "0,4 1,5 2,6" },
        { "sockets", "0-1,4-5 2-3,6-7" },
        { "ll_caches", "0-1,4-5 2-3,6-7" },
        { "numa_domains(1)", "0-1,4-5" },
        { "cores(9)", "0,4 1,5 2,6 3,7" },
        { "{0,1},{2,3}", "0-1 2-3" },
        { "{0:4}:2:4", "0-3 4-7" },
        { "{0:2:4}:4:1", "0,4 1,5 2,6 3,7" },
        { "{7}:3:-2", "7 5 3" },
        { "0:4", "0 1 2 3" },
        { "1,3", "1 3" },
        { "{0:4,!2}", "0-1,3" },
        { "{0}:4,!{2}", "0 1 3" },
        { "{0:8:-1}", "refused" },
        { "{0,1", "refused" },
        { "{}", "refused" },
        { "cores(0)", "refused" },
        { "cores(", "refused" },
        { "bananas", "refused" },
        { "{0}:0", "refused" },
        { "{0} {1}", "refused" },
        { "!{0}", "refused" },
        { "99999", "refused" },
        { "", "refused" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(places_of(cases[i].value, "0-7"),
                            cases[i].places);
}

/* What the program may not use is left out. */
static void
test_allowed(void **state)
{
    (void)state;
    assert_string_equal(places_of("cores", "0-2"), "0 1 2");
    assert_string_equal(places_of("sockets", "1,5-6"), "1,5 6");
    assert_string_equal(places_of("{0:4}:2:4", "2-3"), "2-3");
    assert_string_equal(places_of("{0},{4}", "1"), "");
    assert_string_equal(places_of("cores", "0,9"), "0 9"); /* 9: no files */
}

static void
test_policies(void **state)
{
    unsigned char p[3] = { 9, 9, 9 };

    (void)state;
    assert_int_equal(bind_parse("false", p, 3), 1);
    assert_int_equal(p[0], BIND_FALSE);
    assert_int_equal(bind_parse("TRUE", p, 3), 1);
    assert_int_equal(p[0], BIND_CLOSE);
    assert_int_equal(bind_parse("spread,close,primary,close", p, 3), 3);
    assert_int_equal(p[0], BIND_SPREAD);
    assert_int_equal(p[2], BIND_MASTER);
    assert_int_equal(bind_parse("", p, 3), 0);
    assert_int_equal(bind_parse("close,", p, 3), 0);
    assert_int_equal(bind_parse("close,true", p, 3), 0);
    assert_int_equal(bind_parse("near", p, 3), 0);
}

/* The places of all workers of a team, as digits. */
static const char *
team(enum bind_policy policy, struct bind_part from, int size)
{
    static char text[100];

    for (int w = 0; w < size; w++)
        text[w] = (char)('0' + bind_assign(policy, from, size, w).own);
    text[size] = '\0';
    return text;
}

static void
test_assignment(void **state)
{
    const struct bind_part all = { 0, 8, 0 }, at3 = { 0, 8, 3 };
    struct bind_part part;

    (void)state;
    assert_string_equal(team(BIND_MASTER, at3, 4), "3333");
    assert_string_equal(team(BIND_CLOSE, all, 4), "0123");
    assert_string_equal(team(BIND_CLOSE, at3, 8), "34567012");
    assert_string_equal(team(BIND_CLOSE, (struct bind_part){ 0, 3, 0 }, 7),
                        "0001122");
    assert_string_equal(team(BIND_SPREAD, all, 2), "04");
    assert_string_equal(team(BIND_SPREAD, all, 3), "036");
    assert_string_equal(team(BIND_SPREAD, at3, 2), "34");
    assert_string_equal(team(BIND_SPREAD, all, 8), "01234567");
    assert_string_equal(team(BIND_SPREAD, (struct bind_part){ 0, 2, 1 }, 4),
                        "1100");
    part = bind_assign(BIND_SPREAD, all, 3, 1); /* 3 + 3 + 2 places */
    assert_true(part.first == 3 && part.count == 3 && part.own == 3);
    part = bind_assign(BIND_SPREAD, all, 3, 2);
    assert_true(part.first == 6 && part.count == 2);
    part = bind_assign(BIND_CLOSE, part, 2, 1);
    assert_true(part.own == 7 && part.count == 2);
}

/* Every place is used, and none much more than another. */
static void
test_fairness(void **state)
{
    (void)state;
    for (int places = 1; places <= 12; places++)
        for (int size = 1; size <= 30; size++)
            for (int policy = BIND_CLOSE; policy <= BIND_SPREAD; policy++) {
                int used[12] = { 0 };
                struct bind_part from = { 0, places, places / 2 };

                for (int w = 0; w < size; w++)
                    used[bind_assign(policy, from, size, w).own]++;
                for (int i = 0; i < places; i++)
                    assert_true(used[i] <= (size - 1) / places + 1
                                && used[i] >= size / places);
            }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_masks),      cmocka_unit_test(test_places),
        cmocka_unit_test(test_allowed),    cmocka_unit_test(test_policies),
        cmocka_unit_test(test_assignment), cmocka_unit_test(test_fairness),
    };

    return cmocka_run_group_tests(tests, make_machine, remove_machine);
}
