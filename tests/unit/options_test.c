/* SPDX-License-Identifier: MIT */
/* options_test.c -- the option table and the reading of command lines. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "options.h"

enum { MAX_ARGUMENTS = 64 };

/* Reads a command whose words are parted by blanks. */
static struct options
parse(const char *line)
{
    static char words[4096];
    char *argv[MAX_ARGUMENTS + 1];
    struct options o;
    int argc = 0;

    unsetenv("SHMCC_DEPTH");
    snprintf(words, sizeof words, "%s", line);
    for (char *p = strtok(words, " "); p && argc < MAX_ARGUMENTS;
         p = strtok(NULL, " "))
        argv[argc++] = p;
    argv[argc] = NULL;
    options_parse(&o, argc, argv);
    return o;
}

/* The words with one of the roles, parted by blanks. */
static const char *
with_role(const struct options *o, unsigned roles)
{
    const char *text = "";

    for (int i = 1; i < o->argc; i++)
        if (o->role[i] & roles)
            text = arena_printf(o->arena, "%s%s%s", text, *text ? " " : "",
                                o->argv[i]);
    return text;
}

static void
assert_role(const char *line, unsigned roles, const char *words)
{
    struct options o = parse(line);

    assert_string_equal(with_role(&o, roles), words);
    options_free(&o);
}

static void
assert_mode(const char *line, enum mode mode)
{
    struct options o = parse(line);

    assert_int_equal(o.mode, mode);
    options_free(&o);
}

static void
table_is_sorted(void **state)
{
    (void)state;
    for (size_t i = 1; i < option_count; i++)
        if (strcmp(option_table[i - 1].name, option_table[i].name) >= 0)
            fail_msg("%s before %s", option_table[i - 1].name,
                     option_table[i].name);
}

static void
every_option_is_found(void **state)
{
    (void)state;
    for (size_t i = 0; i < option_count; i++) {
        const struct option_entry *e = &option_table[i];
        char word[80];

        snprintf(word, sizeof word, "%s%s", e->name,
                 e->argument == ARGUMENT_JOINED ? "?" : "");
        assert_ptr_equal(option_find(word), e);
        snprintf(word, sizeof word, "%s?", e->name);
        if (e->argument == ARGUMENT_NONE || e->argument == ARGUMENT_SEPARATE)
            assert_ptr_not_equal(option_find(word), e);
        else
            assert_ptr_equal(option_find(word), e);
    }
    assert_null(option_find("-fno-such-thing"));
    assert_null(option_find("-O2"));
    assert_null(option_find("-"));
}

static void
longest_name_counts(void **state)
{
    (void)state;
    assert_string_equal(option_find("-includex.h")->name, "-include");
    assert_string_equal(option_find("-include-pch")->name, "-include-pch");
    assert_string_equal(option_find("-Ifolder")->name, "-I");
    assert_string_equal(option_find("-isysroot")->name, "-isysroot");
    assert_string_equal(option_find("-Wp,-MD,f")->name, "-Wp,-M");
    assert_string_equal(option_find("-Wp,-DX")->name, "-Wp,");
    assert_string_equal(option_find("-openmp")->name, "-o");
    assert_string_equal(option_find("-dumpbase")->name, "-dumpbase");
    assert_string_equal(option_find("-dP")->name, "-d");
}

static void
modes(void **state)
{
    (void)state;
    assert_mode("shmcc a.c", MODE_LINK);
    assert_mode("shmcc -c a.c", MODE_COMPILE);
    assert_mode("shmcc -S -c a.c", MODE_ASSEMBLE);
    assert_mode("shmcc -fsyntax-only -S a.c", MODE_CHECK);
    assert_mode("shmcc -E -c a.c", MODE_PASS);
    assert_mode("shmcc -c -M a.c", MODE_PASS);
    assert_mode("shmcc -c -MM -MG a.c", MODE_PASS);
    assert_mode("shmcc -c -MD a.c", MODE_COMPILE);
    assert_mode("shmcc --version", MODE_PASS);
    assert_mode("shmcc a.o b.a -o p", MODE_PASS);
    assert_mode("shmcc -c a.cc", MODE_PASS);
    assert_mode("shmcc -x c++ -c a.c", MODE_PASS);
    assert_mode("shmcc -x c++ b.x -x none -c a.c", MODE_COMPILE);
    assert_mode("shmcc -c -", MODE_PASS);
    assert_mode("shmcc -xc -c -", MODE_COMPILE);
    assert_mode("shmcc -c a.c -###", MODE_PASS);
    assert_mode("shmcc --shm-translate a.c -o b.c", MODE_TRANSLATE);
}

static void
inputs(void **state)
{
    struct options o = parse("shmcc -o p a.c -x c b.t -x none c.o -include "
                             "h.h -MF d -x cpp-output d.x -T e.ld -- -e.c");

    (void)state;
    assert_int_equal(o.ninputs, 5);
    assert_string_equal(o.inputs[0].name, "a.c");
    assert_true(o.inputs[0].is_c && !o.inputs[0].language);
    assert_string_equal(o.inputs[1].name, "b.t");
    assert_true(o.inputs[1].is_c && !o.inputs[1].preprocessed);
    assert_string_equal(o.inputs[2].name, "c.o");
    assert_false(o.inputs[2].is_c);
    assert_string_equal(o.inputs[3].name, "d.x");
    assert_true(o.inputs[3].is_c && o.inputs[3].preprocessed);
    assert_string_equal(o.inputs[4].name, "./-e.c");
    assert_string_equal(o.output, "p");
    options_free(&o);
}

static void
roles(void **state)
{
    (void)state;
    assert_role("shmcc -c -O2 -I i -DX a.c -o a.o -lm -Wall -MD",
                ROLE_PREPROCESS, "-O2 -I i -DX -Wall");
    assert_role("shmcc -c -O2 -I i -DX a.c -o a.o -lm -Wall -MD",
                ROLE_COMPILE | ROLE_LINK, "-c -O2 -o a.o -lm -Wall");
    assert_role("shmcc -MD -MF f -MTt -Wp,-DX,-MMD,g,-DY -c a.c", ROLE_DEPEND,
                "-MD -MF f -MTt -Wp,-MMD,g");
    assert_role("shmcc -Wp,-DX,-MMD,g,-DY -c a.c", ROLE_PREPROCESS,
                "-Wp,-DX -Wp,-DY");
    assert_role("shmcc -Xpreprocessor -MD -Xpreprocessor f -Xpreprocessor "
                "-DX -c a.c",
                ROLE_DEPEND, "-Xpreprocessor -MD -Xpreprocessor f");
    assert_role("shmcc -C -P -dD -x c -c a.c", ROLE_PREPROCESS, "");
    assert_role("shmcc -include h -imacros m -Wundef -DX -c a.c", ROLE_UNIT,
                "-include h -imacros m -Wundef");
    assert_role("shmcc -munknown --param x=1 -c a.c", ROLE_COMPILE,
                "-munknown --param x=1 -c");
}

static void
runtime_is_linked(void **state)
{
    static const char *const without[] = {
        "shmcc -c a.c",
        "shmcc -r a.o",
        "shmcc -Wl,-r a.o",
        "shmcc -Wl,-x,--relocatable a.o",
        "shmcc -Xlinker -r a.o",
        "shmcc -nostdlib a.c",
        "shmcc -E a.c",
        "shmcc -lm",
        "shmcc",
        "shmcc -ffreestanding -nostartfiles a.c",
        "shmcc h.h",
        "shmcc -x c-header h -o h.gch",
    };
    static const char *const with[] = {
        "shmcc a.c",
        "shmcc a.o -o p",
        "shmcc -shared -fPIC a.o",
        "shmcc -ffreestanding a.c",
        "shmcc -Wl,--real-thing a.c",
    };

    (void)state;
    for (size_t i = 0; i < sizeof without / sizeof *without; i++) {
        struct options o = parse(without[i]);

        if (!o.no_runtime)
            fail_msg("%s", without[i]);
        options_free(&o);
    }
    for (size_t i = 0; i < sizeof with / sizeof *with; i++) {
        struct options o = parse(with[i]);

        if (o.no_runtime)
            fail_msg("%s", with[i]);
        options_free(&o);
    }
}

static void
passed_on(void **state)
{
    struct options o = parse("shmcc --shm-force -c a.c -DX --shm-prefix=/x");

    (void)state;
    assert_string_equal(o.pass[0], "-c");
    assert_string_equal(o.pass[1], "a.c");
    assert_string_equal(o.pass[2], "-DX");
    assert_null(o.pass[3]);
    assert_true(o.force);
    options_free(&o);
}

static void
response_files(void **state)
{
    char name[] = "/tmp/options-test-XXXXXX";
    char line[100];
    int fd = mkstemp(name);
    FILE *f = fd < 0 ? NULL : fdopen(fd, "w");
    struct options o;

    (void)state;
    assert_non_null(f);
    fputs("-D'A B' \"-DC=\\\"d\\\"\"\n\t-De\\ f '' -c\r\na.c", f);
    assert_int_equal(fclose(f), 0);
    snprintf(line, sizeof line, "shmcc @%s @/no/such/file", name);
    o = parse(line);
    unlink(name);
    assert_int_equal(o.argc, 8);
    assert_string_equal(o.argv[1], "-DA B");
    assert_string_equal(o.argv[2], "-DC=\"d\"");
    assert_string_equal(o.argv[3], "-De f");
    assert_string_equal(o.argv[4], "");
    assert_string_equal(o.argv[5], "-c");
    assert_string_equal(o.argv[6], "a.c");
    assert_string_equal(o.argv[7], "@/no/such/file");
    assert_int_equal(o.pass[0][0], '@');
    options_free(&o);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(table_is_sorted),
        cmocka_unit_test(every_option_is_found),
        cmocka_unit_test(longest_name_counts),
        cmocka_unit_test(modes),
        cmocka_unit_test(inputs),
        cmocka_unit_test(roles),
        cmocka_unit_test(runtime_is_linked),
        cmocka_unit_test(passed_on),
        cmocka_unit_test(response_files),
    };

    return cmocka_run_group_tests_name("options", tests, NULL, NULL);
}
