/* SPDX-License-Identifier: MIT */
/* memory_test.c -- how much memory there is (runtime/memory.c), read from
 * files that look like the kernel's. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "heap.h"
#include "library.h"

static char folder[] = "/tmp/memory_test.XXXXXX";

static const char *
file(const char *name, const char *text)
{
    static char path[16][256];
    static unsigned n;
    char *at = path[n++ % 16];
    FILE *f;

    snprintf(at, sizeof path[0], "%s/%s", folder, name);
    f = fopen(at, "w");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
    return at;
}

static void
make_folders(const char *names)
{
    char command[512];

    snprintf(command, sizeof command, "cd %s && mkdir -p %s", folder, names);
    assert_int_equal(system(command), 0);
}

static void
control_groups(void **state)
{
    struct memory m;
    const char *info, *none, *self;
    char command[64];

    (void)state;
    assert_non_null(mkdtemp(folder));
    make_folders("a/b memory/c");
    info = file("meminfo", "MemTotal:  8000 kB\nMemFree: 1 kB\n"
                           "MemAvailable:    6000 kB\n");
    none = file("none", "");
    m = memory_read(info, none, folder);
    assert_int_equal(m.total, 8000 * 1024);
    assert_int_equal(m.available, 6000 * 1024);

    self = file("self", "0::/a/b\n");
    file("a/memory.max", "4000000\n"); /* version 2, the group above */
    file("a/memory.current", "3000000\n");
    file("a/memory.stat", "anon 5\ninactive_file 500000\n");
    file("a/b/memory.max", "max\n");
    m = memory_read(info, self, folder);
    assert_int_equal(m.total, 4000000);
    assert_int_equal(m.available, 1500000);

    self = file("self", "9:cpu,cpuacct:/x\n4:hugetlb,memory:/c\n0::/\n");
    file("memory/c/memory.limit_in_bytes", "2000000\n"); /* version 1 */
    file("memory/c/memory.usage_in_bytes", "2500000\n");
    m = memory_read(info, self, folder);
    assert_int_equal(m.total, 2000000);
    assert_int_equal(m.available, 0);

    m = memory_read("/nonexistent", "/nonexistent", folder);
    assert_true(m.total == SIZE_MAX && m.available == SIZE_MAX);
    snprintf(command, sizeof command, "rm -r %s", folder);
    assert_int_equal(system(command), 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(control_groups),
    };

    alarm(20);
    return cmocka_run_group_tests_name("memory", tests, NULL, NULL);
}
