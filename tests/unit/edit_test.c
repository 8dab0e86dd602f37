/* SPDX-License-Identifier: MIT */
/* edit_test.c -- edits, and the preprocessed form that comes of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "diag.h"
#include "directive.h"
#include "phases.h"
#include "tokens.h"

struct fixture {
    struct unit u;
    struct edits *e;
    char *output;
};

/* The text is that of the file f.c; directives stay unexpanded. */
static struct fixture *
begin(const char *text)
{
    static const char expanded[] =
        "shmrt_mark_runtime\nint shmrt;\nshmrt_mark_end\n";
    static struct directive some; /* without any, shmrt.h is not put in */
    struct fixture *f = test_malloc(sizeof *f);

    *f = (struct fixture){ .u = { .main_file = "f.c", .text = text,
                                  .text_size = strlen(text),
                                  .directives = &some } };
    f->u.arena = arena_new();
    scan(&f->u, expanded, sizeof expanded - 1);
    assert_int_equal(diag_errors(), 0);
    f->e = edits_new(&f->u);
    return f;
}

static void
end(struct fixture *f)
{
    edits_free(f->e);
    arena_free(f->u.arena);
    free(f->output);
    test_free(f);
}

static const char *
emitted(struct fixture *f)
{
    size_t size;
    free(f->output);
    FILE *out = open_memstream(&f->output, &size);

    assert_non_null(out);
    emit_preprocessed(&f->u, f->e, out);
    fclose(out);
    return f->output;
}

/* Everything behind the runtime's text. */
static const char *
body(struct fixture *f)
{
    static const char back[] = "# 1 \"f.c\" 2\n";
    const char *p = strstr(emitted(f), back);

    assert_non_null(p);
    return p + sizeof back - 1;
}

/* The n-th token of this spelling. */
static tokid
find(const struct fixture *f, const char *word, int n)
{
    for (tokid t = 1; t <= f->u.ntokens; t++)
        if (f->u.tokens[t].length == strlen(word) &&
            memcmp(f->u.tokens[t].text, word, strlen(word)) == 0 && n-- == 0)
            return t;
    fail_msg("no token %s", word);
    return 0;
}

static tokid
find_kind(const struct fixture *f, unsigned kind)
{
    for (tokid t = 1; t <= f->u.ntokens; t++)
        if (f->u.tokens[t].kind == kind)
            return t;
    fail_msg("no token of this kind");
    return 0;
}

static void
test_unchanged(void **state)
{
    const char *text = "int a;\n\n  int b; /* c */\n# 7 \"g.h\" 1\nint c;\n"
                       "# 4 \"f.c\" 2\n#pragma pack(1)\nint d;\n";
    struct fixture *f = begin(text);

    (void)state;
    assert_string_equal(emitted(f),
                        "# 1 \"f.c\"\n# 1 \"shmrt.h\" 1 3\n\nint shmrt;\n"
                        "# 1 \"f.c\" 2\n"
                        "int a;\n\n  int b; /* c */\n# 7 \"g.h\" 1\nint c;\n"
                        "# 4 \"f.c\" 2\n#pragma pack(1)\nint d;\n");
    end(f);
}

static void
test_definitions_become_empty_lines(void **state)
{
    struct fixture *f = begin("# 1 \"f.c\"\n#define N 1\nint a;\n"
                             "#undef N\nint b");

    (void)state;
    assert_string_equal(body(f), "\nint a;\n\nint b");
    end(f);
}

static void
test_order_at_one_token(void **state)
{
    struct fixture *f = begin("# 1 \"f.c\"\na;\n");
    tokid a = find(f, "a", 0);

    (void)state;
    edit_before(f->e, a, "<1");
    edit_after(f->e, a, "1>");
    edit_before(f->e, a, "<2");
    edit_after(f->e, a, "2>");
    assert_string_equal(body(f), "\n# 1 \"f.c\" 3\n<1 <2\n# 1 \"f.c\"\na"
                                  "\n# 1 \"f.c\" 3\n2> 1>\n# 1 \"f.c\"\n ;\n");
    end(f);
}

static void
test_user_keeps_line_and_column(void **state)
{
    struct fixture *f = begin("# 10 \"h.h\" 1 3\n  x = y + z;\n");

    (void)state;
    edit_before(f->e, find(f, "y", 0), "g\nh");
    assert_non_null(strstr(emitted(f), "  x = \n# 10 \"h.h\" 3\ng"
                           "\n# 10 \"h.h\" 3\nh\n# 10 \"h.h\" 3\n"
                           "      y + z;\n"));
    end(f);
}

static void
test_use_stays_on_its_line(void **state)
{
    struct fixture *f = begin("# 1 \"f.c\"\nx = x + 1;\n");

    (void)state;
    edit_use(f->e, find(f, "x", 1), find(f, "x", 1), "(*x_%d)", 1);
    assert_string_equal(body(f), "x = (*x_1) + 1;\n");
    end(f);
}

static void
test_directive(void **state)
{
    struct fixture *f = begin("# 1 \"f.c\"\n{\n#pragma shm x \"*/\"\nb;\n}\n");
    tokid p = find_kind(f, TOK_PRAGMA_SHM);

    (void)state;
    assert_string_equal(body(f),
                        "{\n/* #pragma shm x \"* /\" */\nb;\n}\n");
    edit_replace(f->e, p, find_kind(f, TOK_PRAGMA_END), "call();");
    assert_string_equal(body(f),
                        "{\n/* #pragma shm x \"* /\" */\n# 2 \"f.c\" 3\n"
                        "call();\n# 3 \"f.c\"\nb;\n}\n");
    end(f);
}

static void
test_replacement_over_files_keeps_the_nesting(void **state)
{
    struct fixture *f = begin("# 1 \"f.c\"\na = {\n# 1 \"g.h\" 1\n1,\n"
                             "# 3 \"f.c\" 2\n2 };\nb;\n");

    (void)state;
    edit_replace(f->e, find(f, "{", 0), find(f, "}", 0), "0");
    assert_string_equal(body(f),
                        "a = \n# 1 \"f.c\" 3\n0\n# 1 \"g.h\" 1\n"
                        "\n# 3 \"f.c\" 2\n\n# 3 \"f.c\"\n   ;\nb;\n");
    end(f);
}

static void
test_outer_replacement_wins(void **state)
{
    struct fixture *f = begin("# 1 \"f.c\"\na b c;\n");
    tokid a = find(f, "a", 0), b = find(f, "b", 0), c = find(f, "c", 0);

    (void)state;
    edit_replace(f->e, a, a, "inner");
    edit_replace(f->e, b, b, "inner");
    edit_before(f->e, b, "inner");
    edit_replace(f->e, a, c, "outer");
    assert_string_equal(body(f), "\n# 1 \"f.c\" 3\nouter\n# 1 \"f.c\"\n"
                                  "     ;\n");
    end(f);
}

static void
test_text(void **state)
{
    struct fixture *f = begin("# 1 \"f.c\"\nf(x,\n  y +\n# 9 \"g.c\"\nx);\n");
    tokid first = find(f, "f", 0), last = find(f, ")", 0);

    (void)state;
    assert_string_equal(edit_text(f->e, first, last), "f(x, y + x)");
    edit_use(f->e, find(f, "x", 1), find(f, "x", 1), "(*x_1)");
    assert_string_equal(edit_text(f->e, first, last), "f(x, y + (*x_1))");
    edit_replace(f->e, find(f, "x", 0), find(f, "y", 0), "1");
    assert_string_equal(edit_text(f->e, first, last), "f(1 + (*x_1))");
    end(f);
}

static void
test_text_of_directive_words(void **state)
{
    struct fixture *f = begin("# 1 \"f.c\"\n#pragma shm a(n * (m+1))\n;\n");

    (void)state;
    assert_string_equal(edit_text(f->e, find(f, "n", 0), find(f, "1", 0) + 1),
                        "n * (m+1)");
    end(f);
}

static void
test_block(void **state)
{
    struct fixture *f = begin("# 1 \"f.c\"\na;\n{\n  x;\n}\nb;\n");
    tokid open = find(f, "{", 0), close = find(f, "}", 0);
    tokid x = find(f, "x", 0);

    (void)state;
    edit_replace(f->e, open, close, "begin %s end",
                 edit_block(f->e, open, close));
    edit_use(f->e, x, x, "y");
    edit_after(f->e, close, "outside");
    assert_string_equal(body(f),
                        "a;\n\n# 2 \"f.c\" 3\nbegin \n# 2 \"f.c\"\n"
                        "{\n  y;\n}"
                        "\n# 4 \"f.c\" 3\noutside\n# 5 \"f.c\"\n"
                        "\n# 2 \"f.c\" 3\n end outside\n# 5 \"f.c\"\nb;\n");
    end(f);
}

/* Older texts at a block's ends belong to a construct around it. */
static void
test_block_leaves_out_older_texts(void **state)
{
    struct fixture *f = begin("# 1 \"f.c\"\n{ x; }\nb;\n");
    tokid open = find(f, "{", 0), close = find(f, "}", 0);

    (void)state;
    edit_before(f->e, open, "older");
    const char *copy = edit_block(f->e, open, close);
    edit_after(f->e, find(f, "b", 0), "%s", copy);
    assert_non_null(strstr(body(f), "b\n# 2 \"f.c\" 3\n\n# 1 \"f.c\"\n"
                                     "{ x; }\n# 2 \"f.c\" 3\n"));
    end(f);
}

static void
test_block_leaves_out_what_is_around(void **state)
{
    struct fixture *f = begin("# 1 \"f.c\"\n{ x; }\nb;\n");
    tokid open = find(f, "{", 0), close = find(f, "}", 0);

    (void)state;
    edit_after(f->e, find(f, "b", 0), "%s", edit_block(f->e, open, close));
    edit_before(f->e, open, "around {");
    edit_after(f->e, close, "} around");
    edit_after(f->e, close, "inside");
    assert_non_null(strstr(body(f), "b\n# 2 \"f.c\" 3\n\n# 1 \"f.c\"\n{ x; }"
                                    "\n# 1 \"f.c\" 3\ninside\n# 2 \"f.c\""));
    end(f);
}

static void
test_nested_blocks(void **state)
{
    struct fixture *f = begin("# 1 \"f.c\"\n{ a; { b; } }\nc;\n");
    tokid c = find(f, "c", 0);

    (void)state;
    const char *outer = edit_block(f->e, find(f, "{", 0), find(f, "}", 1));
    const char *inner = edit_block(f->e, find(f, "{", 1), find(f, "}", 0));
    edit_replace(f->e, find(f, "{", 1), find(f, "}", 0), "[%s]", inner);
    edit_replace(f->e, c, c, "<%s>", outer);
    const char *text = body(f);
    int n = 0;
    for (const char *p = text; (p = strstr(p, "{ b; }")) != NULL; p++)
        n++;
    assert_int_equal(n, 2);
    assert_null(strchr(text, 1));
    end(f);
}

static void
test_mark_in_user_text(void **state)
{
    struct fixture *f = begin("# 1 \"f.c\"\n\"\001\" \"\0017\001\";\n");

    (void)state;
    tokid s = find_kind(f, TOK_STRING);
    edit_before(f->e, s, "%s", edit_text(f->e, s, s + 1));
    assert_non_null(strstr(body(f), "3\n\"\001\" \"\0017\001\"\n#"));
    end(f);
}

static void
test_many(void **state)
{
    enum { N = 100000 };
    char *text = malloc(3 * N + 1);

    (void)state;
    assert_non_null(text);
    for (int i = 0; i < N; i++)
        memcpy(text + 3 * i, "a;\n", 4);
    struct fixture *f = begin(text);
    for (tokid t = 1; t < 2 * N; t += 2) {
        edit_use(f->e, t, t, "b");
        edit_after(f->e, t + 1, "%s", edit_text(f->e, t, t));
        edit_before(f->e, 1, "x");
    }
    assert_true(strlen(emitted(f)) > 10 * N);
    end(f);
    free(text);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_unchanged),
        cmocka_unit_test(test_definitions_become_empty_lines),
        cmocka_unit_test(test_order_at_one_token),
        cmocka_unit_test(test_user_keeps_line_and_column),
        cmocka_unit_test(test_use_stays_on_its_line),
        cmocka_unit_test(test_directive),
        cmocka_unit_test(test_replacement_over_files_keeps_the_nesting),
        cmocka_unit_test(test_outer_replacement_wins),
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_text_of_directive_words),
        cmocka_unit_test(test_block),
        cmocka_unit_test(test_block_leaves_out_older_texts),
        cmocka_unit_test(test_block_leaves_out_what_is_around),
        cmocka_unit_test(test_nested_blocks),
        cmocka_unit_test(test_mark_in_user_text),
        cmocka_unit_test(test_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
