/* SPDX-License-Identifier: MIT */
/* globals_test.c -- shared objects of static life and shared automatics, with
 * the text that the translator writes (see runtime/globals.c). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "library.h"
#include "shmrt.h"

/* ---- what the translator writes ------------------------------------------ */

#ifdef __clang__
#define DATA __attribute__((__section__("shm_data")))
#define ZERO __attribute__((__section__("shm_bss")))
__asm__(".pushsection shm_data,\"aw\",%progbits\n"
        "\t.subsection 1\n\t.balign 4096\n\t.popsection\n"
        "\t.pushsection shm_bss,\"aw\",%nobits\n"
        "\t.subsection 1\n\t.balign 4096\n\t.popsection");
#else
#define DATA                                                       \
    __attribute__((__section__("shm_data,\"aw\",%progbits\n"       \
                               "\t.subsection 1\n\t.balign 4096\n" \
                               "\t.subsection 0#")))
#define ZERO                                                       \
    __attribute__((__section__("shm_bss,\"aw\",%nobits\n"          \
                               "\t.subsection 1\n\t.balign 4096\n" \
                               "\t.subsection 0#")))
#endif

enum { LARGE = 1 << 27 }; /* doubles: a gigabyte */

int private_before = 1;
int counter DATA = 5;
const char *name DATA = "shm";
int *inner DATA = &private_before;
static int table[3] DATA = { 1, 2, 3 };
int private_between = 2;
static double large[LARGE] ZERO;
static int small ZERO;
ZERO static char first, second[5];
static int unused DATA __attribute__((__unused__)) = 1;
int private_after = 3;
static char private_zero[5000];

extern char shmrt_section_1[] __asm__("__start_shm_data")
    __attribute__((__weak__, __visibility__("hidden")));
extern char shmrt_section_2[] __asm__("__stop_shm_data")
    __attribute__((__weak__, __visibility__("hidden")));
extern char shmrt_section_3[] __asm__("__start_shm_bss")
    __attribute__((__weak__, __visibility__("hidden")));
extern char shmrt_section_4[] __asm__("__stop_shm_bss")
    __attribute__((__weak__, __visibility__("hidden")));
static __attribute__((__constructor__(101), __used__)) void
shmrt_share_1(void)
{
    shmrt_share_section(shmrt_section_1, shmrt_section_2);
    shmrt_share_zero_section(shmrt_section_3, shmrt_section_4);
}
static __attribute__((__destructor__(101), __used__)) void
shmrt_unshare_1(void)
{
    shmrt_unshare_section(shmrt_section_1, shmrt_section_2);
    shmrt_unshare_section(shmrt_section_3, shmrt_section_4);
}

/* ---- tests --------------------------------------------------------------- */

static const struct shmrt_place place = { "f.c", 12, "parallel", NULL };
static struct shmrt_region region = { .place = &place };

static int *
static_local(void)
{
    static int calls DATA = 10;

    calls++;
    return &calls;
}

static int
in_child(void (*f)(void))
{
    pid_t child = fork();
    int status = -1;

    assert_true(child >= 0);
    if (child == 0) {
        alarm(20);
        f();
        _exit(0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void
values_are_kept(void **state)
{
    (void)state;
    assert_int_equal(counter, 5);
    assert_string_equal(name, "shm");
    assert_ptr_equal(inner, &private_before);
    assert_int_equal(table[2], 3);
    assert_int_equal(small, 0);
    assert_true(large[0] == 0 && large[LARGE - 1] == 0);
    assert_int_equal(*static_local(), 11);
}

static void
what_is_shared(void **state)
{
    int automatic = 0;
    void *heap_block = shm_malloc(10);

    (void)state;
    assert_true(shm_is_shared(&counter) && shm_is_shared(&name));
    assert_true(shm_is_shared(table + 2) && shm_is_shared(static_local()));
    assert_true(shm_is_shared(large) && shm_is_shared(large + LARGE - 1));
    assert_true(shm_is_shared(&small) && shm_is_shared(second + 4));
    assert_true(shm_is_shared(heap_block));
    assert_false(shm_is_shared(&private_before));
    assert_false(shm_is_shared(&private_between));
    assert_false(shm_is_shared(&private_after));
    assert_false(shm_is_shared(private_zero));
    assert_false(shm_is_shared(private_zero + sizeof private_zero - 1));
    assert_false(shm_is_shared(&automatic));
    assert_false(shm_is_shared(NULL));
    shm_free(heap_block);
}

static void
write_all(void)
{
    counter = 6;
    name = NULL;
    table[1] = 20;
    small = 7;
    first = second[4] = 'x';
    large[0] = 1;
    large[LARGE - 1] = 2;
    private_before = private_between = private_after = 99;
    memset(private_zero, 1, sizeof private_zero);
}

static void
writes_arrive(void **state)
{
    (void)state;
    assert_int_equal(in_child(write_all), 0);
    assert_int_equal(counter, 6);
    assert_null(name);
    assert_int_equal(table[1], 20);
    assert_int_equal(small, 7);
    assert_true(first == 'x' && second[4] == 'x' && second[0] == 0);
    assert_true(large[0] == 1 && large[LARGE - 1] == 2);
    assert_int_equal(private_before, 1);
    assert_int_equal(private_between, 2);
    assert_int_equal(private_after, 3);
    assert_int_equal(private_zero[0] + private_zero[4999], 0);
}

/* Of a gigabyte of zeros, in memory is what was touched. */
static void
zeros_take_no_memory(void **state)
{
    size_t pages = LARGE * sizeof *large / 4096, in_memory = 0;
    unsigned char *flags = malloc(pages);
    char *start = (char *)(((uintptr_t)large + 4095) & ~(uintptr_t)4095);

    (void)state;
    assert_non_null(flags);
    assert_int_equal(mincore(start, (pages - 1) * 4096, flags), 0);
    for (size_t i = 0; i < pages - 1; i++)
        in_memory += flags[i] & 1;
    assert_true(in_memory <= 2 * 512 + 2); /* a huge page at each end */
    free(flags);
}

static void
a_second_unit(void **state)
{
    (void)state;
    shmrt_share_1();
    shmrt_share_section(NULL, NULL);
    assert_int_equal(in_child(write_all), 0);
    assert_int_equal(small, 7);
}

static void
check_good(void)
{
    shmrt_check_shared(&region, "counter", &counter, sizeof counter);
    shmrt_check_shared(&region, "large", large, sizeof large);
    shmrt_check_shared(&region, "none", large, 0);
}

static void
check_bad(void)
{
    shmrt_check_shared(&region, "private_zero", private_zero, 5000);
}

static void
check_half(void)
{
    shmrt_check_shared(&region, "large", large, 2 * sizeof large);
}

static void
share_unaligned(void)
{
    shmrt_share_section(private_zero + 1, private_zero + 2);
}

static void
checks(void **state)
{
    (void)state;
    assert_int_equal(in_child(check_good), 0);
    assert_int_equal(in_child(check_bad), 70);
    assert_int_equal(in_child(check_half), 70);
    assert_int_equal(in_child(share_unaligned), 70);
}

static int *shared_by_child;

static void
write_automatic(void)
{
    shared_by_child[0] = 42;
}

static void
automatics(void **state)
{
    const int init[4] = { 1, 2, 3, 4 };

    (void)state;
    for (size_t align = 1; align <= 8192; align *= 2) {
        int *x = shmrt_auto(sizeof init, align, init);

        assert_int_equal((uintptr_t)x % align, 0);
        assert_memory_equal(x, init, sizeof init);
        assert_true(shm_is_shared(x));
        shared_by_child = x;
        assert_int_equal(in_child(write_automatic), 0);
        assert_int_equal(x[0], 42);
        shmrt_auto_free(&x);
    }
    void *empty = shmrt_auto(0, 1, NULL);
    assert_non_null(empty);
    shmrt_auto_free(&empty);
}

static void
too_large_automatic(void)
{
    shmrt_auto((shmrt_size)1 << 62, 16, NULL);
}

static void
no_memory(void **state)
{
    (void)state;
    assert_int_equal(in_child(too_large_automatic), 71);
}

static void
unloading(void **state)
{
    (void)state;
    shmrt_unshare_1();
    assert_false(shm_is_shared(&counter));
    shmrt_unshare_1(); /* by another unit of the same library */
    shmrt_share_1();   /* loaded again */
    assert_true(shm_is_shared(&counter) && shm_is_shared(large));
    assert_int_equal(counter, 6);
    assert_true(large[0] == 1 && large[LARGE - 1] == 2);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_kept),
        cmocka_unit_test(what_is_shared),
        cmocka_unit_test(writes_arrive),
        cmocka_unit_test(zeros_take_no_memory),
        cmocka_unit_test(a_second_unit),
        cmocka_unit_test(checks),
        cmocka_unit_test(automatics),
        cmocka_unit_test(no_memory),
        cmocka_unit_test(unloading),
    };

    alarm(60);
    return cmocka_run_group_tests_name("globals", tests, NULL, NULL);
}
