/* SPDX-License-Identifier: MIT */
/* runtime_settings_test.c -- the environment, the count of processors, and
 * what the runtime says. */
#include "runtime_testing.h"

#include <errno.h>
#include <sys/stat.h>

/* ---- values -------------------------------------------------------------- */

static void
test_counts(void **state)
{
    static const char *const bad[] = { "", "-", "x", "1x", " 4", "4 ", "+4",
                                       "1e9", "0x4", "10", "-1",
                                       "99999999999999999999" };
    long long value = 77;

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(parse_count(bad[i], 0, 9, &value));
    assert_int_equal(value, 77);
    assert_true(parse_count("9", 0, 9, &value) && value == 9);
    assert_true(parse_count("-3", -3, 9, &value) && value == -3);
    assert_true(parse_count("007", 0, 9, &value) && value == 7);
    assert_true(parse_count("9223372036854775807", 0, INT64_MAX, &value));
    assert_false(parse_count("9223372036854775808", 0, INT64_MAX, &value));
}

static void
test_sizes(void **state)
{
    double seconds;
    unsigned long long size = 77;

    (void)state;
    assert_true(parse_size("0", &size) && size == 0);
    assert_true(parse_size("5k", &size) && size == 5 << 10);
    assert_true(parse_size("3M", &size) && size == 3 << 20);
    assert_true(parse_size("2g", &size) && size == 2ull << 30);
    assert_true(parse_size("1T", &size) && size == 1ull << 40);
    assert_true(parse_size("18446744073709551615", &size));
    size = 77;
    assert_false(parse_size("18446744073709551616", &size));
    assert_false(parse_size("99999999999t", &size));
    assert_false(parse_size("1x", &size) || parse_size("1kb", &size)
                 || parse_size("", &size) || parse_size("-1", &size)
                 || parse_size("k", &size));
    assert_int_equal(size, 77);
    assert_true(parse_seconds("2", &seconds) && seconds == 2);
    assert_true(parse_seconds(".5", &seconds) && seconds == 0.5);
    assert_true(parse_seconds("1.25", &seconds) && seconds == 1.25);
    assert_false(parse_seconds("", &seconds) || parse_seconds("0.0", &seconds)
                 || parse_seconds("-1", &seconds)
                 || parse_seconds("1e3", &seconds)
                 || parse_seconds("1.2.3", &seconds)
                 || parse_seconds(".", &seconds)
                 || parse_seconds("inf", &seconds));
    assert_true(seconds == 1.25);
}

static void
test_lists(void **state)
{
    int list[3] = { 0 };
    char *many;

    (void)state;
    assert_int_equal(parse_list("4", 0, 9, list, 3), 1);
    assert_int_equal(parse_list("4,0,2", 0, 9, list, 3), 3);
    assert_true(list[0] == 4 && list[1] == 0 && list[2] == 2);
    assert_int_equal(parse_list("1,2,3,4", 0, 9, list, 3), 3);
    assert_int_equal(parse_list("", 0, 9, list, 3), 0);
    assert_int_equal(parse_list("4,", 0, 9, list, 3), 0);
    assert_int_equal(parse_list(",4", 0, 9, list, 3), 0);
    assert_int_equal(parse_list("4, 5", 0, 9, list, 3), 0);
    assert_int_equal(parse_list("4,10", 0, 9, list, 3), 0);
    many = malloc(1 << 20);
    memset(many, '1', 1 << 20);
    many[(1 << 20) - 1] = '\0';
    assert_int_equal(parse_list(many, 0, 9, list, 3), 0);
    free(many);
}

static void
test_schedules(void **state)
{
    static const char *const bad[] = { "", "Static", "dynamic,", "dynamic,0",
                                       "dynamic,-1", "auto,2", "guided,2,3",
                                       "runtime", "dyn" };
    int kind = 0;
    long long chunk = -1;

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(parse_schedule(bad[i], &kind, &chunk));
    assert_true(parse_schedule("static", &kind, &chunk));
    assert_true(kind == SHMRT_SCHED_STATIC && chunk == 0);
    assert_true(parse_schedule("guided,12", &kind, &chunk));
    assert_true(kind == SHMRT_SCHED_GUIDED && chunk == 12);
    assert_true(parse_schedule("auto", &kind, &chunk));
    assert_int_equal(kind, SHMRT_SCHED_AUTO);
}

/* ---- variables: seen by a program that is executed ----------------------- */

static char *self; /* this program, which run_as_subject runs again */

/* What the program does then: says what holds. */
static int
subject(void)
{
    const struct settings *s = settings();

    printf("%d %d %d %lld %d\n", s->worker_levels, level_next_size(),
           s->schedule, s->chunk, s->max_levels);
    return 0;
}

static void
run_as_subject(void *setting)
{
    char *arguments[] = { self, "subject", NULL };

    unsetenv("SHM_NUM_WORKERS");
    unsetenv("OMP_NUM_THREADS");
    unsetenv("PBS_NUM_PPN");
    unsetenv("SLURM_CPUS_PER_TASK");
    for (char **s = setting; *s; s++)
        putenv(*s);
    execv(self, arguments);
}

static void
expect_setting(char *first, char *second, const char *out, const char *err,
               int status)
{
    char *settings_given[] = { first, second, NULL };
    struct outcome *o = run(run_as_subject, settings_given);

    expect(o, status, err);
    assert_int_equal(lines(o->err), *err != '\0');
    if (*out && strcmp(o->out, out) != 0)
        print_error("%s: %s", first, o->out);
    assert_true(!*out || strcmp(o->out, out) == 0);
}

static void
test_variables(void **state)
{
    (void)state;
    expect_setting("SHM_NUM_WORKERS=5", NULL, "1 5 1 0 1\n", "", 0);
    expect_setting("SHM_NUM_WORKERS=5,2", NULL, "2 5 1 0 1\n", "", 0);
    expect_setting("SHM_NUM_WORKERS=0", NULL, "1 0 1 0 1\n", "", 0);
    expect_setting("OMP_NUM_THREADS=6,3", NULL, "0 6 1 0 1\n", "", 0);
    expect_setting("PBS_NUM_PPN=7", "SLURM_CPUS_PER_TASK=8", "0 7 1 0 1\n",
                   "", 0);
    expect_setting("SLURM_CPUS_PER_TASK=8", NULL, "0 8 1 0 1\n", "", 0);
    expect_setting("OMP_NUM_THREADS=many", "PBS_NUM_PPN=7", "0 7 1 0 1\n",
                   "shm: OMP_NUM_THREADS: 'many' is not understood; "
                   "accepted: a number from 1 to 4096; the default is used\n",
                   0);
    expect_setting("SHM_NUM_WORKERS=x", "PBS_NUM_PPN=7", "0 7 1 0 1\n",
                   "shm: SHM_NUM_WORKERS: 'x' is not understood; accepted: a "
                   "list of numbers from 0 to 4096; the default is used\n",
                   0);
    expect_setting("SHM_NUM_WORKERS=\033[2J%n%s", "PBS_NUM_PPN=7",
                   "0 7 1 0 1\n", "'\\x1b[2J%n%s' is not understood", 0);
    expect_setting("SHM_STRICT=1", "SHM_MAX_LEVELS=9", "",
                   "SHM_MAX_LEVELS: '9' is not understood; accepted: a "
                   "number from 0 to 8\n", 78);
    expect_setting("SHM_SCHEDULE=guided,3", "PBS_NUM_PPN=7", "0 7 3 3 1\n",
                   "", 0);
    expect_setting("SHM_ONFAIL=retry", "PBS_NUM_PPN=7", "0 7 1 0 1\n",
                   "accepted: abort, retry:N or skip; the default is used\n",
                   0);
    expect_setting("SHM_ONFAIL=retry:-1", "PBS_NUM_PPN=7", "0 7 1 0 1\n",
                   "accepted: abort, retry:N or skip; the default is used\n",
                   0);
    expect_setting("SHM_ONFAIL=retry:2", "PBS_NUM_PPN=7", "0 7 1 0 1\n", "",
                   0);
    expect_setting("SHM_ONFAIL=abort", "PBS_NUM_PPN=7", "0 7 1 0 1\n", "", 0);
}

/* ---- control groups ------------------------------------------------------ */

static char root[] = "/tmp/cgroup-XXXXXX";

static void
put(const char *name, const char *text)
{
    char path[256];
    FILE *file;

    snprintf(path, sizeof path, "%s/%s", root, name);
    for (char *slash = path + sizeof root; (slash = strchr(slash, '/'));) {
        *slash = '\0';
        mkdir(path, 0700);
        *slash++ = '/';
    }
    file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void
expect_cpus(const char *cgroup, int cpus)
{
    char path[256];

    put("self", cgroup);
    snprintf(path, sizeof path, "%s/self", root);
    assert_int_equal(cgroup_cpus(path, root), cpus);
}

static void
test_cgroups(void **state)
{
    char path[256], command[300];

    (void)state;
    assert_non_null(mkdtemp(root));
    put("a/b/cpu.max", "max 100000\n");
    put("a/cpu.max", "150000 100000\n");
    put("a/c/cpu.max", "50000 100000\n");
    put("a/c/memory.events", "low 0\nhigh 0\nmax 3\noom 2\noom_kill 2\n");
    put("cpu/job/cpu.cfs_quota_us", "400000\n");
    put("cpu/job/cpu.cfs_period_us", "100000\n");
    put("cpu/free/cpu.cfs_quota_us", "-1\n");
    put("cpu/free/cpu.cfs_period_us", "100000\n");
    expect_cpus("0::/a/b\n", 2); /* the parent's, rounded up */
    expect_cpus("0::/a/c\n", 1);
    expect_cpus("0::/\n", 0);
    expect_cpus("0::/not/here\n", 0);
    expect_cpus("", 0);
    expect_cpus("nonsense\n", 0);
    expect_cpus("9:cpuset:/x\n4:cpu,cpuacct:/job\n0::/\n", 4);
    expect_cpus("4:cpu,cpuacct:/free\n", 0);
    put("self", "0::/a/c\n");
    snprintf(path, sizeof path, "%s/self", root);
    assert_int_equal(cgroup_oom_kills(path, root), 2);
    assert_int_equal(cgroup_oom_kills("/nonexistent", root), 0);
    assert_true(cpus_available() >= 1);
    snprintf(command, sizeof command, "rm -r %s", root);
    assert_int_equal(system(command), 0);
}

/* ---- messages ------------------------------------------------------------ */

static void
odd_names(void *unused)
{
    static const struct shmrt_place odd = { "%n%s\033[2J.c", 7, "for", 0 };
    char long_text[2000];

    (void)unused;
    memset(long_text, 'x', sizeof long_text);
    long_text[sizeof long_text - 1] = '\0';
    report(&odd, "a\nb");
    report(NULL, "%s", long_text);
}

static void
test_messages(void **state)
{
    struct outcome *o = run(odd_names, NULL);

    (void)state;
    expect(o, 0, "shm: %n%s\\x1b[2J.c:7: a\\x0ab\n");
    assert_int_equal(lines(o->err), 2);
    assert_true(strlen(strchr(o->err, '\n') + 1) == 512);
}

int
main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_counts),    cmocka_unit_test(test_sizes),
        cmocka_unit_test(test_lists),     cmocka_unit_test(test_schedules),
        cmocka_unit_test(test_variables), cmocka_unit_test(test_cgroups),
        cmocka_unit_test(test_messages),
    };

    self = argv[0];
    if (argc > 1)
        return subject();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
