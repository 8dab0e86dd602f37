/* SPDX-License-Identifier: MIT */
/* huge_test.c -- shared memory for huge pages (runtime/huge.c).  Whether the
 * system grants any is its own affair: what is mapped must be shared, zero and
 * taken once only, with them and without.
 *
 *     huge_test [forked]    (forked: the scene in which there may be none) */
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>

#include "heap_test.h"
#include "huge.h"

enum { SIZE = 4 * HUGE_PAGE };

static char *
reserve(void)
{
    char *map = mmap(NULL, SIZE + HUGE_PAGE, PROT_READ | PROT_WRITE,
                     MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    assert_true(map != MAP_FAILED);
    return (char *)(((uintptr_t)map + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE);
}

static void
write_ends(void *map)
{
    ((char *)map)[0] = 'a';
    ((char *)map)[SIZE - 1] = 'z';
}

/* As whoever runs this; with nothing to map from, nothing is checked. */
static void
try_it(void *map)
{
    int root = huge_open();

    if (root < 0)
        return;
    if (!huge_map(root, map, SIZE))
        _exit(1);
    close(root);
    madvise(map, SIZE, MADV_HUGEPAGE);
    for (size_t i = 0; i < SIZE; i++)
        if (((char *)map)[i])
            _exit(2);
    if (in_child(write_ends, map) != 0 || ((char *)map)[0] != 'a'
        || ((char *)map)[SIZE - 1] != 'z')
        _exit(3);
}

static void
shared_and_zero(void **state)
{
    (void)state;
    assert_int_equal(in_child(try_it, reserve()), 0);
}

static void
try_as_nobody(void *map)
{
    if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0))
        _exit(4);
    try_it(map);
}

static void
without_privileges(void **state)
{
    (void)state;
    assert_int_equal(in_child(try_as_nobody, reserve()), 0);
}

/* A tmpfs is a file system: what is in it counts as files. */
static void
try_with_limit(void *unused)
{
    const struct rlimit small = { 4096, 4096 };

    (void)unused;
    if (setrlimit(RLIMIT_FSIZE, &small) != 0 || huge_open() >= 0)
        _exit(1);
}

static void
not_with_limited_files(void **state)
{
    (void)state;
    assert_int_equal(in_child(try_with_limit, NULL), 0);
}

static int
descriptors(void)
{
    int n = 0;

    for (int fd = 0; fd < 200; fd++)
        n += fcntl(fd, F_GETFD) >= 0;
    return n;
}

/* The first large block moves what is not used yet to other memory: what is
 * used must stay, and no descriptor be left. */
static void
small_blocks_stay(void **state)
{
    int before = descriptors();
    char *small = shm_malloc(100), *middle = shm_malloc(3 << 20), *large;

    (void)state;
    memset(small, 's', 100);
    memset(middle, 'm', 3 << 20);
    large = shm_malloc(SIZE);
    assert_non_null(large);
    assert_int_equal(in_child(write_ends, large), 0);
    assert_int_equal(large[0], 'a');
    assert_int_equal(small[99], 's');
    assert_int_equal(middle[0], 'm');
    assert_int_equal(middle[(3 << 20) - 1], 'm');
    assert_int_equal(descriptors(), before);
    shm_free(large);
    large = shm_malloc(SIZE);
    assert_int_equal(large[0], 0);
    shm_free(large);
    shm_free(middle);
    shm_free(small);
    check_heap();
}

/* A child that the program has forked before knows the heap as it was. */
static int
after_a_fork(void)
{
    int there[2], back[2];
    char *block, done = 0;
    pid_t child;

    if (pipe(there) != 0 || pipe(back) != 0 || (child = fork()) < 0)
        return 1;
    if (child == 0) {
        alarm(60);
        if (read(there[0], &block, sizeof block) != sizeof block)
            _exit(1);
        write_ends(block);
        _exit(write(back[1], &done, 1) != 1);
    }
    block = shm_malloc(SIZE);
    if (!block || write(there[1], &block, sizeof block) != sizeof block
        || read(back[0], &done, 1) != 1 || waitpid(child, NULL, 0) != child)
        return 2;
    return block[0] == 'a' && block[SIZE - 1] == 'z' ? 0 : 3;
}

static void
run_forked(void *unused)
{
    (void)unused;
    execl("/proc/self/exe", "huge_test", "forked", (char *)NULL);
    _exit(127);
}

static void
seen_by_earlier_children(void **state)
{
    (void)state;
    assert_int_equal(in_child(run_forked, NULL), 0);
}

int
main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small_blocks_stay), /* first: before any fork */
        cmocka_unit_test(shared_and_zero),
        cmocka_unit_test(without_privileges),
        cmocka_unit_test(not_with_limited_files),
        cmocka_unit_test(seen_by_earlier_children),
    };

    alarm(120);
    if (argc > 1 && strcmp(argv[1], "forked") == 0)
        return after_a_fork();
    return cmocka_run_group_tests_name("huge", tests, NULL, NULL);
}
