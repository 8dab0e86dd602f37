/* SPDX-License-Identifier: MIT */
/* heap_test.c -- the shared heap in one process: blocks of all sizes, mistakes
 * of the user, little room. */
#include <errno.h>
#include <sys/mman.h>
#include <sys/resource.h>

#include "heap_test.h"

static size_t
resident(const void *block, size_t size)
{
    size_t pages = (size + HEAP_PAGE - 1) / HEAP_PAGE, n = 0;
    unsigned char *flags = malloc(pages);

    assert_non_null(flags);
    assert_int_equal(mincore((void *)block, size, flags), 0);
    for (size_t i = 0; i < pages; i++)
        n += flags[i] & 1;
    free(flags);
    return n;
}

static void
sizes(void **state)
{
    (void)state;
    for (size_t size = 0; size <= 70000; size += size < 2100 ? 1 : 509) {
        char *a = shm_malloc(size), *b = shm_malloc(size);

        assert_non_null(a);
        assert_non_null(b);
        assert_ptr_not_equal(a, b);
        assert_int_equal((uintptr_t)a % HEAP_ALIGN, 0);
        assert_true(heap_room(a) >= size);
        assert_true(size < 129 || size > HEAP_SMALL
                    || heap_room(a) <= size + size / 4 + 1);
        assert_true(shm_is_shared(a));
        memset(a, 1, size);
        memset(b, 2, size);
        if (size)
            assert_true(a[0] == 1 && a[size - 1] == 1 && b[0] == 2);
        shm_free(a);
        shm_free(b);
    }
    check_heap();
}

static void
alignments(void **state)
{
    static const size_t of[] = { 0, 1, 16, 100, 5000, 20000, 70000, 300000 };

    (void)state;
    for (size_t align = 1; align <= 64 << 20; align *= 2)
        for (unsigned i = 0; i < sizeof of / sizeof of[0]; i++) {
            void *a = shm_aligned_alloc(align, of[i]);
            void *b = shm_aligned_alloc(align, of[i]);

            assert_non_null(a);
            assert_non_null(b);
            assert_int_equal((uintptr_t)a % align, 0);
            assert_int_equal((uintptr_t)b % align, 0);
            assert_true(heap_room(a) >= of[i]);
            shm_free(a);
            check_heap();
            shm_free(b);
        }
    check_heap();
    errno = 0;
    assert_null(shm_aligned_alloc(24, 10));
    assert_int_equal(errno, EINVAL);
    assert_null(shm_aligned_alloc(0, 10));
}

static void
no_room(void **state)
{
    static const size_t too_much[] = { SIZE_MAX, PTRDIFF_MAX, SIZE_MAX / 2,
                                       (size_t)1 << 41 };
    size_t all = shm_total_memory();

    (void)state;
    for (unsigned i = 0; i < sizeof too_much / sizeof too_much[0]; i++) {
        errno = 0;
        assert_null(shm_malloc(too_much[i]));
        assert_int_equal(errno, ENOMEM);
        errno = 0;
        assert_null(shm_aligned_alloc((size_t)1 << 50, too_much[i]));
        assert_int_equal(errno, ENOMEM);
    }
    errno = 0;
    assert_null(shm_calloc(SIZE_MAX / 2, 3));
    assert_int_equal(errno, ENOMEM);
    errno = 0;
    assert_null(shm_empty(double, SIZE_MAX / 8 + 1));
    assert_int_equal(errno, ENOMEM);
    errno = 0;
    assert_null(shm_copy((char *)NULL, SIZE_MAX));
    assert_int_equal(errno, ENOMEM);
    assert_true(all > 0 && shm_available_memory() <= all);
    errno = 0;
    assert_null(shm_malloc(all + 1)); /* address space, but no memory */
    assert_int_equal(errno, ENOMEM);
    check_heap();
}

static void
typed(void **state)
{
    struct point {
        int x, y;
    } here = { 3, 4 }, *points;
    double *a;
    char *text;

    (void)state;
    for (size_t n = 0; n <= 1000; n++) {
        a = shm_full(double, n, 1.5);
        assert_non_null(a);
        for (size_t i = 0; i < n; i++)
            assert_true(a[i] == 1.5);
        shm_free(a);
    }
    points = shm_full(struct point, 5, here);
    assert_int_equal(points[4].y, 4);
    points[1].x = 9;
    struct point *same = shm_copy(points, 5);
    assert_memory_equal(points, same, 5 * sizeof *points);
    shm_free(points);
    shm_free(same);
    text = shm_strdup("worker");
    assert_string_equal(text, "worker");
    shm_free(text);
    a = shm_calloc(100, sizeof *a);
    memset(a, 0xff, 100 * sizeof *a);
    shm_free(a);
    a = shm_calloc(100, sizeof *a);
    for (int i = 0; i < 100; i++)
        assert_true(a[i] == 0);
    shm_free(a);
}

static void
reallocation(void **state)
{
    unsigned seed = 7;
    size_t size = 0;
    unsigned char *a = NULL;

    (void)state;
    for (int round = 0; round < 3000; round++) {
        size_t wanted = random_size(&seed) * (round % 50 ? 1 : 40) + 1;
        size_t kept = wanted < size ? wanted : size;

        a = shm_realloc(a, wanted);
        assert_non_null(a);
        assert_true(heap_room(a) >= wanted);
        for (size_t i = 0; i < kept; i += 97)
            assert_int_equal(a[i], (unsigned char)i);
        for (size_t i = 0; i < wanted; i++)
            a[i] = (unsigned char)i;
        size = wanted;
    }
    check_heap();
    a = shm_realloc(a, 0);
    assert_non_null(a);
    assert_null(shm_realloc(a, SIZE_MAX));
    shm_free(a);
    shm_free(NULL);
    assert_true(heap.state->pages * HEAP_PAGE < 16 << 20);
}

/* Memory is used when it is touched, and given back. */
static void
memory_use(void **state)
{
    size_t size = 64 << 20, before;
    char *a = shm_malloc(size);

    (void)state;
    assert_non_null(a);
    assert_int_equal(resident(a, size), 0);
    for (size_t i = 0; i < size; i += HEAP_PAGE)
        a[i] = 1;
    assert_int_equal(resident(a, size), size / HEAP_PAGE);
    assert_ptr_equal(shm_realloc(a, size / 2), a);
    assert_int_equal(resident(a, size), size / 2 / HEAP_PAGE);
    before = heap.state->pages;
    shm_free(a);
    assert_int_equal(resident(a, size), 0);
    assert_int_equal(before - heap.state->pages, size / 2 / HEAP_PAGE);
    a = shm_malloc(size); /* the same place, zeros again */
    for (size_t i = 0; i < size; i += HEAP_PAGE)
        assert_int_equal(a[i], 0);
    shm_free(a);
    check_heap();
}

/* Shorter blocks are kept and used again, but not without a bound, and calloc
 * does not show what was in them. */
static void
kept_blocks(void **state)
{
    enum { N = 200, SIZE = 300000 };
    static char *blocks[N];
    uint64_t before = heap.state->pages, room = 0;
    char *a;

    (void)state;
    for (int i = 0; i < N; i++) {
        assert_non_null(blocks[i] = shm_malloc(SIZE));
        memset(blocks[i], 1, SIZE);
        room += heap_room(blocks[i]);
    }
    for (int i = 0; i < N; i++)
        shm_free(blocks[i]);
    assert_true((heap.state->pages - before) * HEAP_PAGE < room / 20);
    before = heap.state->pages;
    a = shm_malloc(SIZE - HEAP_PAGE);
    assert_int_equal(heap.state->pages, before);
    shm_free(a);
    assert_ptr_equal(a, shm_calloc(1, SIZE));
    for (int i = 0; i < SIZE; i++)
        assert_int_equal(a[i], 0);
    shm_free(a);
    check_heap();
}

static void
contains(void **state)
{
    int here = 0;
    char *a = shm_malloc(100000);

    (void)state;
    assert_true(heap_contains(a, 100000));
    assert_true(heap_contains(a + 99999, 1));
    assert_false(heap_contains(a, SIZE_MAX));
    assert_false(heap_contains(&here, 1));
    assert_false(heap_contains(NULL, 1));
    assert_false(heap_contains(heap.base, 1));
    shm_free(a);
}

static void
many_blocks(void **state)
{
    (void)state;
    churn(1, 20000);
    check_heap();
}

/* ---- mistakes ------------------------------------------------------------ */

static void
free_twice(void *size)
{
    char *a = shm_malloc(*(size_t *)size);

    shm_free(a);
    shm_free(a);
}

static void
free_inside(void *size)
{
    shm_free((char *)shm_malloc(*(size_t *)size) + 8);
}

static void
free_private(void *unused)
{
    shm_free(malloc(10));
    (void)unused;
}

static void
free_beyond(void *unused)
{
    shm_free(span_address(heap.spans - 1));
    (void)unused;
}

static void
mistakes(void **state)
{
    static const size_t of[] = { 1, 100, 16384, 16385, 1 << 20, 8 << 20 };
    static void (*const wrong[])(void *) = { free_twice, free_inside,
                                             free_private, free_beyond };

    (void)state;
    for (unsigned i = 0; i < sizeof of / sizeof of[0]; i++)
        for (unsigned f = 0; f < sizeof wrong / sizeof wrong[0]; f++) {
            size_t size = of[i];
            int status = in_child(wrong[f], &size);

            assert_true(WIFEXITED(status));
            assert_int_equal(WEXITSTATUS(status), 70);
        }
    check_heap();
}

static void
store_before(void *unused)
{
    *(volatile char *)(span_address(1) - 1) = 1;
    (void)unused;
}

static void
store_behind(void *unused)
{
    *(volatile char *)span_address(heap.spans) = 1;
    (void)unused;
}

static void
guards(void **state)
{
    (void)state;
    assert_int_equal(WTERMSIG(in_child(store_before, NULL)), SIGSEGV);
    assert_int_equal(WTERMSIG(in_child(store_behind, NULL)), SIGSEGV);
}

/* ---- little address space ------------------------------------------------ */

static const char *program_name;

static void
limit_address_space(void)
{
    struct rlimit limit = { 512 << 20, 512 << 20 };

    if (setrlimit(RLIMIT_AS, &limit) != 0)
        _exit(98);
}

static void
limit_heap(void)
{
    if (setenv("SHM_HEAP_SIZE", "200M", 1) != 0)
        _exit(98);
}

/* The program again, with less room. */
static void
run_with(void (*limit)(void))
{
    int status;
    pid_t child = fork();

    assert_true(child >= 0);
    if (child == 0) {
        limit();
        execl(program_name, program_name, "small", (char *)NULL);
        _exit(99);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

static void
small_heap(void **state)
{
    (void)state;
    run_with(limit_heap);
#ifndef __SANITIZE_ADDRESS__ /* which needs terabytes itself */
    run_with(limit_address_space);
#endif
}

static int
in_small_heap(void)
{
    static void *a[300];
    int n = 0;

    while (n < 100 && (a[n] = shm_malloc(16 << 20)) != NULL)
        n++;
    if (n == 0 || n == 100 || errno != ENOMEM)
        return 1;
    while (n > 0)
        shm_free(a[--n]);
    if (heap.state->top != 1)
        return 2;
    while (n < 300 && (a[n] = shm_malloc(HEAP_KEPT)) != NULL)
        n++;
    for (int i = n; i > 0;)
        shm_free(a[--i]);
    shm_free(shm_malloc(n * (size_t)HEAP_KEPT)); /* and all that is kept */
    return heap.state->top == 1 ? 0 : 3;
}

int
main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kept_blocks),
        cmocka_unit_test(sizes),        cmocka_unit_test(alignments),
        cmocka_unit_test(no_room),      cmocka_unit_test(typed),
        cmocka_unit_test(reallocation), cmocka_unit_test(memory_use),
        cmocka_unit_test(contains),     cmocka_unit_test(many_blocks),
        cmocka_unit_test(mistakes),     cmocka_unit_test(guards),
        cmocka_unit_test(small_heap),
    };

    if (argc > 1 && strcmp(argv[1], "small") == 0)
        return in_small_heap();
    program_name = argv[0];
    alarm(60);
    return cmocka_run_group_tests_name("heap", tests, NULL, NULL);
}
