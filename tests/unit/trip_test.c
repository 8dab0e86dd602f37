/* SPDX-License-Identifier: MIT */
/* trip_test.c -- trip counts of loops (runtime/shmrt.h), against loops that
 * are run. */
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

#include <cmocka.h>

#include "shmrt.h"

/* clang-format off: it does not know operators as macro arguments */

/* As the translator writes it, for an integer and for a pointer variable. */
#define TRIP(name, op, lb, ub, step) \
    shmrt_trip_##name((lb)op(ub), (shmrt_count)(lb), (shmrt_count)(ub), \
                      (step), sizeof(lb))
#define POINTER_TRIP(name, op, lb, ub, step) \
    shmrt_trip_##name((lb)op(ub), 0, (shmrt_count)((ub) - (lb)), (step), \
                      sizeof(step))

/* All bounds and steps of an 8-bit type, against a loop in int. */
#define ALL_LOOPS(T, low, high, name, op, sign) \
    for (int l = (low); l <= (high); l++) \
        for (int u = (low); u <= (high); u++) \
            for (int size = 1; size <= 255; size++) { \
                T lb = (T)l, ub = (T)u; \
                shmrt_count step = (shmrt_count)(sign size); \
                shmrt_count n = TRIP(name, op, lb, ub, step), seen = 0; \
                int i, last = 0; \
                for (i = l; i op u; i += sign size, seen++) \
                    last = i; \
                if (n != seen) \
                    fail_msg("%d " #op " %d step %d", l, u, sign size); \
                if (n && (T)((shmrt_count)lb + (n - 1) * step) != last) \
                    fail_msg("value: %d " #op " %d step %d", l, u, \
                             sign size); \
            }

#define ALL_NE(T, low, high) \
    for (int l = (low); l <= (high); l++) \
        for (int u = (low); u <= (high); u++) { \
            T lb = (T)l, ub = (T)u, i; \
            shmrt_count up = 0, down = 0; \
            for (i = lb; i != ub; i++) \
                up++; \
            for (i = lb; i != ub; i--) \
                down++; \
            assert_int_equal(TRIP(ne, !=, lb, ub, 1), up); \
            assert_int_equal(TRIP(ne, !=, lb, ub, (shmrt_count)-1), down); \
        }

static void
trips_signed_char(void **state)
{
    (void)state;
    ALL_LOOPS(signed char, SCHAR_MIN, SCHAR_MAX, lt, <, +)
    ALL_LOOPS(signed char, SCHAR_MIN, SCHAR_MAX, le, <=, +)
    ALL_LOOPS(signed char, SCHAR_MIN, SCHAR_MAX, gt, >, -)
    ALL_LOOPS(signed char, SCHAR_MIN, SCHAR_MAX, ge, >=, -)
    ALL_NE(signed char, SCHAR_MIN, SCHAR_MAX)
}

static void
trips_unsigned_char(void **state)
{
    (void)state;
    ALL_LOOPS(unsigned char, 0, UCHAR_MAX, lt, <, +)
    ALL_LOOPS(unsigned char, 0, UCHAR_MAX, le, <=, +)
    ALL_LOOPS(unsigned char, 0, UCHAR_MAX, gt, >, -)
    ALL_LOOPS(unsigned char, 0, UCHAR_MAX, ge, >=, -)
    ALL_NE(unsigned char, 0, UCHAR_MAX)
}

/* The wide type does not know of overflow for these. */
#define EDGES(T, MIN, MAX) \
    do { \
        const T low = (MIN), high = (MAX), zero = 0, one = 1; \
        __extension__ typedef unsigned __int128 wide; \
        wide all = (wide)(shmrt_count)high - (shmrt_count)low; \
        shmrt_count distance = (shmrt_count)all; \
        shmrt_count up = 1, down = (shmrt_count)-1; \
        assert_int_equal(TRIP(lt, <, low, high, up), distance); \
        assert_int_equal(TRIP(gt, >, high, low, down), distance); \
        assert_int_equal(TRIP(ne, !=, low, high, up), distance); \
        assert_int_equal(TRIP(ne, !=, high, low, down), distance); \
        assert_int_equal(TRIP(ne, !=, high, low, up), 1); \
        assert_int_equal(TRIP(ne, !=, low, high, down), 1); \
        assert_int_equal(TRIP(lt, <, low, low, up), 0); \
        assert_int_equal(TRIP(lt, <, high, low, up), 0); \
        assert_int_equal(TRIP(gt, >, low, high, down), 0); \
        assert_int_equal(TRIP(le, <=, low, low, up), 1); \
        assert_int_equal(TRIP(ge, >=, high, high, down), 1); \
        assert_int_equal(TRIP(le, <=, one, zero, up), 0); \
        assert_int_equal(TRIP(le, <=, low, high, 2), distance / 2 + 1); \
        assert_int_equal(TRIP(ge, >=, high, low, 0 - (shmrt_count)3), \
                         distance / 3 + 1); \
        assert_int_equal(TRIP(lt, <, low, high, (shmrt_count)high), \
                         low ? 3 : 1); \
        assert_int_equal(TRIP(lt, <, zero, one, (shmrt_count)high), 1); \
        assert_int_equal(TRIP(gt, >, one, zero, 0 - (shmrt_count)high), 1); \
        assert_int_equal(TRIP(lt, <, zero, one, 0), UINT64_MAX); \
        assert_int_equal(TRIP(lt, <, one, zero, 0), 0); \
        assert_int_equal((T)((shmrt_count)low + distance * up), high); \
        assert_int_equal((T)((shmrt_count)high + distance * down), low); \
    } while (0)

static void
trips_edges(void **state)
{
    (void)state;
    EDGES(signed char, SCHAR_MIN, SCHAR_MAX);
    EDGES(unsigned char, 0, UCHAR_MAX);
    EDGES(short, SHRT_MIN, SHRT_MAX);
    EDGES(unsigned short, 0, USHRT_MAX);
    EDGES(int, INT_MIN, INT_MAX);
    EDGES(unsigned, 0, UINT_MAX);
    EDGES(long, LONG_MIN, LONG_MAX);
    EDGES(unsigned long, 0, ULONG_MAX);
    EDGES(long long, LLONG_MIN, LLONG_MAX);
    EDGES(unsigned long long, 0, ULLONG_MAX);
}

/* The step's own type may differ from the variable's. */
static void
trips_steps(void **state)
{
    long lb = 10, ub = 0;
    unsigned three = 3, first = 7, last = 0;
    int least = INT_MIN, zero = 0;

    (void)state;
    assert_int_equal(TRIP(gt, >, lb, ub, 0 - (shmrt_count)(three)), 4);
    assert_int_equal(TRIP(gt, >, first, last, (shmrt_count)(-1)), 7);
    assert_int_equal(TRIP(gt, >, first, last, (shmrt_count)(-1U)), 7);
    assert_int_equal(TRIP(gt, >, zero, least, (shmrt_count)least), 1);
    assert_int_equal(TRIP(ge, >=, zero, least, (shmrt_count)least), 2);
    /* The last value of the type cannot be passed: no more than that. */
    assert_int_equal(TRIP(le, <=, (uint64_t){ 0 }, (uint64_t){ UINT64_MAX },
                          1),
                     UINT64_MAX);
}

struct odd {
    char bytes[12];
};

static void
trips_pointers(void **state)
{
    static struct odd array[100];
    struct odd *begin_ = array, *end_ = array + 100;
    char *low = (char *)16, *high = (char *)(PTRDIFF_MAX - 16);
    shmrt_count down = (shmrt_count)-1, by7 = 0 - (shmrt_count)7;

    (void)state;
    assert_int_equal(POINTER_TRIP(lt, <, begin_, end_, (shmrt_count)1), 100);
    assert_int_equal(POINTER_TRIP(le, <=, begin_, end_, (shmrt_count)1), 101);
    assert_int_equal(POINTER_TRIP(lt, <, begin_, end_, (shmrt_count)7), 15);
    assert_int_equal(POINTER_TRIP(gt, >, end_, begin_, by7), 15);
    assert_int_equal(POINTER_TRIP(ge, >=, end_, begin_, down), 101);
    assert_int_equal(POINTER_TRIP(gt, >, begin_, end_, down), 0);
    assert_int_equal(POINTER_TRIP(ne, !=, begin_, end_, (shmrt_count)1), 100);
    assert_int_equal(POINTER_TRIP(ne, !=, end_, begin_, down), 100);
    assert_int_equal(POINTER_TRIP(ne, !=, end_, end_, down), 0);
    assert_int_equal(POINTER_TRIP(lt, <, low, high, (shmrt_count)1),
                     PTRDIFF_MAX - 32);
    assert_ptr_equal(end_ + (ptrdiff_t)(14 * by7), array + 2);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(trips_signed_char),
        cmocka_unit_test(trips_unsigned_char),
        cmocka_unit_test(trips_edges),
        cmocka_unit_test(trips_steps),
        cmocka_unit_test(trips_pointers),
    };

    alarm(60);
    return cmocka_run_group_tests_name("trip", tests, NULL, NULL);
}
