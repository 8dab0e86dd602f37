/* SPDX-License-Identifier: MIT */
/* scan_test.c -- tokens, directives, and where they stand in user files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "align.h"
#include "diag.h"
#include "phases.h"
#include "source.h"
#include "tokens.h"

/* ---- fixture ---------------------------------------------------------- */

/* What the second run of the preprocessor would have given. */
#define PROBE(version, strict, gnuc, clang) \
    "shmrt_mark_runtime\nint shmrt;\n" \
    "shmrt_mark_probe " version " , " strict " , " gnuc " , " clang \
    " , 4 , 8 , 8 , 16 , __CHAR_UNSIGNED__\n"
#define GNU17 PROBE("201710L", "__STRICT_ANSI__", "12", "__clang_major__")
#define C99 PROBE("199901L", "1", "12", "__clang_major__")
#define C90 PROBE("__STDC_VERSION__", "1", "12", "__clang_major__")
#define C23 PROBE("202311L", "1", "15", "__clang_major__")
#define CLANG PROBE("201710L", "__STRICT_ANSI__", "4", "14")

static void
begin_sized(struct unit *u, const char *text, size_t size,
            const char *expanded)
{
    *u = (struct unit){ .main_file = "f.c", .text = text, .text_size = size,
                        .arena = arena_new() };
    scan(u, expanded, strlen(expanded));
}

static void
begin(struct unit *u, const char *text, const char *expanded)
{
    begin_sized(u, text, strlen(text), expanded);
}

static void
end(struct unit *u)
{
    arena_free(u->arena);
}

/* The spellings of all tokens, with a blank behind each. */
static const char *
spellings(struct unit *u)
{
    char *all = arena_alloc(u->arena, 2 * u->text_size + 4096), *p = all;

    for (tokid t = 1; t < u->ntokens; t++) {
        memcpy(p, u->tokens[t].text, u->tokens[t].length);
        p += u->tokens[t].length;
        *p++ = ' ';
    }
    return all;
}

/* Tokens and gaps must give the text again; gaps hold blanks and # lines. */
static bool
covers(const struct unit *u)
{
    const char *p = u->text;

    for (tokid t = 1; t <= u->ntokens; t++) {
        const struct token *token = &u->tokens[t];
        if (token->directive)
            continue;
        bool line_begins = p == u->text || p[-1] == '\n';
        for (; p < token->text; p++) {
            if (*p == '#' && line_begins)
                p = strchr(p, '\n');
            else if (!strchr(" \t\v\f\r\n", *p))
                return false;
            line_begins = *p == '\n';
        }
        if (p != token->text)
            return false;
        p += token->length;
    }
    return p == u->text + u->text_size;
}

static unsigned
errors_in(const char *text, size_t size)
{
    struct unit u;
    unsigned before = diag_errors();

    diag_hold();
    begin_sized(&u, text, size, GNU17);
    end(&u);
    diag_drop();
    return diag_errors() - before;
}

/* ---- tokens ----------------------------------------------------------- */

static void
test_kinds(void **state)
{
    static const struct {
        const char *text;
        unsigned kind;
    } cases[] = {
#define TOKEN(id, name)
#define PUNCTUATOR(id, spelling) { spelling, TOK_##id },
#define KEYWORD(id, spelling, when)
#define ALTERNATE(id, spelling, when)
#include "tokens.def"
        { "<:", TOK_LBRACKET },     { ":>", TOK_RBRACKET },
        { "<%", TOK_LBRACE },       { "%>", TOK_RBRACE },
        { "0", TOK_INTEGER },       { "0x1fULL", TOK_INTEGER },
        { "0b101", TOK_INTEGER },   { "1'000'000", TOK_INTEGER },
        { "017", TOK_INTEGER },     { "3i", TOK_INTEGER },
        { "0xep", TOK_FLOATING },   { "1.", TOK_FLOATING },
        { ".5f", TOK_FLOATING },    { "1e+10L", TOK_FLOATING },
        { "0x1.8p-3", TOK_FLOATING }, { "1.5DF", TOK_FLOATING },
        { "2.0fj", TOK_FLOATING },  { "0x1e5", TOK_INTEGER },
        { "'a'", TOK_CHARACTER },   { "L'\\''", TOK_CHARACTER },
        { "u8'a'", TOK_CHARACTER }, { "'ab'", TOK_CHARACTER },
        { "\"\"", TOK_STRING },     { "u8\"\\\"\"", TOK_STRING },
        { "L\"\\\\\"", TOK_STRING }, { "U\"a\\\nb\"", TOK_STRING },
        { "u\"/*\"", TOK_STRING },  { "\"\x01\xff\"", TOK_STRING },
        { "R\"x(a\n#pragma shm \")x\"", TOK_STRING },
        { "u8", TOK_IDENTIFIER },   { "$a$", TOK_IDENTIFIER },
        { "\\u00e9t\\U000000e9", TOK_IDENTIFIER },
        { "\xc3\xa9t\xc3\xa9", TOK_IDENTIFIER },
        { "for1", TOK_IDENTIFIER },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct unit u;
        begin(&u, cases[i].text, GNU17);
        if (u.ntokens != 2 || u.tokens[1].kind != cases[i].kind ||
            u.tokens[1].length != strlen(cases[i].text))
            fail_msg("%s: %u tokens, the first is: %s", cases[i].text,
                     u.ntokens, token_kind_name(u.tokens[1].kind));
        end(&u);
    }
}

static void
test_keywords_by_dialect(void **state)
{
    static const struct {
        const char *probe;
        unsigned dialect;
    } probes[] = {
        { GNU17, DIALECT_ANY | DIALECT_GNU | DIALECT_C99 | DIALECT_GCC },
        { C99, DIALECT_ANY | DIALECT_C99 | DIALECT_GCC },
        { C90, DIALECT_ANY | DIALECT_GCC },
        { C23, DIALECT_ANY | DIALECT_C99 | DIALECT_C23 | DIALECT_GCC },
        { CLANG, DIALECT_ANY | DIALECT_GNU | DIALECT_C99 | DIALECT_CLANG },
    };
    static const struct {
        const char *text;
        unsigned when, kind;
    } words[] = {
#define TOKEN(id, name)
#define PUNCTUATOR(id, spelling)
#define KEYWORD(id, spelling, when) { spelling, when, TOK_##id },
#define ALTERNATE(id, spelling, when) { spelling, when, TOK_##id },
#include "tokens.def"
    };

    (void)state;
    for (size_t i = 0; i < sizeof probes / sizeof *probes; i++)
        for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
            struct unit u;
            begin(&u, words[k].text, probes[i].probe);
            assert_int_equal(u.dialect, probes[i].dialect);
            bool reserved = (words[k].when & u.dialect) != 0;
            if (u.tokens[1].kind !=
                (reserved ? words[k].kind : TOK_IDENTIFIER))
                fail_msg("%s: %s", words[k].text,
                         token_kind_name(u.tokens[1].kind));
            end(&u);
        }
}

static void
test_cutting(void **state)
{
    static const char *const cases[][2] = {
        { "a+++++b", "a ++ ++ + b " },
        { "a<<=b>>=c->d...", "a <<= b >>= c -> d ... " },
        { "x<::>%:", "x <: :> " }, /* and a stray # */
        { "1.2.3 0xe+1 ..1", "1.2.3 0xe+1 . .1 " },
        { "asm(\"\"::\"r\"(x))", "asm ( \"\" : : \"r\" ( x ) ) " },
        { "a/**/b// c \\\n d\ne", "a b e " },
        { "a\r\n\f\v\tb", "a b " },
        { "L 'a'u\"b\"", "L 'a' u\"b\" " },
    };

    (void)state;
    diag_hold();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct unit u;
        begin(&u, cases[i][0], GNU17);
        assert_string_equal(spellings(&u), cases[i][1]);
        end(&u);
    }
    diag_drop();
    struct unit u;
    begin(&u, "a//b\n", C90);
    assert_string_equal(spellings(&u), "a / / b ");
    end(&u);
}

static void
test_attribute_bracket(void **state)
{
    struct unit u;

    (void)state;
    begin(&u, "[[a]] b[c[0]]", C23);
    assert_int_equal(u.tokens[1].kind, TOK_LATTRIBUTE);
    assert_int_equal(u.tokens[2].kind, TOK_LBRACKET);
    assert_int_equal(u.tokens[4].kind, TOK_RBRACKET);
    assert_int_equal(u.tokens[7].kind, TOK_LBRACKET);
    end(&u);
}

static void
test_errors(void **state)
{
    static const char *const bad[] = { "\"abc\nd", "'abc", "/* abc\nx\n",
                                       "a @ b", "`", "a # b", "\\",
                                       "R\"(abc", "L\"\\" };
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(errors_in(bad[i], strlen(bad[i])), 1);
    assert_int_equal(errors_in("a\0b", 3), 1);
    assert_int_equal(errors_in("\"a\0b\"", 5), 0);
    assert_int_equal(errors_in("", 0), 0);
    assert_int_equal(errors_in("#", 1), 0);
    assert_int_equal(errors_in("# 1 \"", 5), 0);
}

/* Anything may come in; the sanitizers watch. */
static void
test_noise(void **state)
{
    static const char pieces[] = "#\"'\\\n\r/*()[]{}<:%>RuUL8 .eEpP+-09ax_$"
                                 "\0\xc3\xff\n# 1 \"f\" 1\n#pragma shm a(";
    char text[400];
    unsigned seed = 1;

    (void)state;
    for (int round = 0; round < 3000; round++) {
        size_t size = round % sizeof text;
        for (size_t i = 0; i < size; i++) {
            seed = seed * 1664525 + 1013904223;
            text[i] = pieces[(seed >> 10) % sizeof pieces];
        }
        text[size] = 0;
        errors_in(text, size);
        free(scan_expansion_text(text, size));
        scan_has_directives(text, size);
    }
}

/* ---- lines ------------------------------------------------------------ */

static void
test_line_markers(void **state)
{
    struct unit u;

    (void)state;
    begin(&u, "# 0 \"f.c\"\n# 1 \"<built-in>\"\n#define X 1\n# 7 \"f.c\"\n"
              "a\n\n  b\n# 1 \"d\\\\e\\\"\\101.h\" 1 3 4\nc\n"
              "# 9 \"f.c\" 2\nd\n#line 50\ne\n#ident \"x\"\nf", GNU17);
    static const struct {
        const char *file;
        uint32_t line, column;
        bool main, system;
    } places[] = { { "f.c", 7, 1, true, false },
                   { "f.c", 9, 3, true, false },
                   { "d\\e\"A.h", 1, 1, false, true },
                   { "f.c", 9, 1, true, false },
                   { "f.c", 50, 1, true, false },
                   { "f.c", 52, 1, true, false } };
    assert_int_equal(u.ntokens, 7);
    for (tokid t = 1; t < u.ntokens; t++) {
        const struct file *file = &u.files[u.tokens[t].file];
        assert_string_equal(file->name, places[t - 1].file);
        assert_int_equal(u.tokens[t].line, places[t - 1].line);
        assert_int_equal(u.tokens[t].column, places[t - 1].column);
        assert_int_equal(file->is_main, places[t - 1].main);
        assert_int_equal(u.tokens[t].system, places[t - 1].system);
    }
    end(&u);
}

static void
test_has_directives(void **state)
{
#define HAS(text) scan_has_directives(text, sizeof text - 1)
    (void)state;
    assert_true(HAS("#pragma shm barrier"));
    assert_true(HAS("a;\n#  pragma\t shm  x\n"));
    assert_true(HAS("#pragma shm\n"));
    assert_false(HAS(""));
    assert_false(HAS("#pragma shmx\n#pragma omp shm\n"));
    assert_false(HAS("a = \"#pragma shm\";\n"));
    assert_false(HAS("a = R\"(\n#pragma shm x\n)\";\n"));
    assert_false(HAS("/*\n#pragma shm x\n*/\n"));
    assert_false(HAS("a #pragma shm\n"));
#undef HAS
}

/* ---- directives ------------------------------------------------------- */

static void
test_expansion_text(void **state)
{
    static const char text[] =
        "# 1 \"f.c\"\n# 1 \"<built-in>\" 1\n#define __GNUC__ 12\n"
        "# 1 \"<command-line>\"\n#define D 1\n# 1 \"f.c\" 2\n#define N 8\n"
        "#pragma omp x\n#pragma shm for schedule(static, N) \r\n#undef N\n"
        "#pragma shm if(F(\n#pragma push_macro(\"N\")\n"
        "#pragma shm label(\"x)\n";
    char *out = scan_expansion_text(text, sizeof text - 1);
    const char *behind = strstr(out, "__CHAR_UNSIGNED__\n");

    (void)state;
    assert_non_null(strstr(out, "#include <shmrt.h>\nshmrt_mark_probe "));
    assert_non_null(behind);
    assert_string_equal(
        strchr(behind, '\n') + 1,
        "#define N 8\n"
        "shmrt_mark_directive_1 for schedule(static, N) \n"
        "#undef N\nshmrt_mark_directive_2 shmrt_raw\n"
        "#pragma push_macro(\"N\")\nshmrt_mark_directive_3 shmrt_raw\n"
        "shmrt_mark_end\n");
    free(out);
}

static void
test_directive_words(void **state)
{
    struct unit u;

    (void)state;
    begin(&u, "a;\n  #pragma shm P for num_workers(N) if(x)\nb;\n"
              "#pragma shm raw(\n", GNU17
              "shmrt_mark_directive_1 parallel for num_workers(4 + 4) if(x)\n"
              "shmrt_mark_directive_2 shmrt_raw\nshmrt_mark_end\n");
    assert_string_equal(u.runtime_text, "\nint shmrt;");
    assert_int_equal(u.tokens[3].kind, TOK_PRAGMA_SHM);
    assert_int_equal(u.tokens[3].column, 3);
    assert_memory_equal(u.tokens[3].text, "#pragma shm P for", 17);
    static const struct {
        const char *word;
        unsigned kind, column;
    } words[] = {
        { "parallel", TOK_IDENTIFIER, 15 }, { "for", TOK_FOR, 17 },
        { "num_workers", TOK_IDENTIFIER, 21 }, { "(", TOK_LPAREN, 32 },
        { "4", TOK_INTEGER, 33 }, { "+", TOK_PLUS, 33 },
        { "4", TOK_INTEGER, 33 }, { ")", TOK_RPAREN, 34 },
        { "if", TOK_IF, 36 }, { "(", TOK_LPAREN, 38 },
        { "x", TOK_IDENTIFIER, 39 }, { ")", TOK_RPAREN, 40 },
    };
    const size_t n = sizeof words / sizeof *words;
    for (size_t i = 0; i < n; i++) {
        const struct token *t = &u.tokens[4 + i];
        assert_int_equal(t->length, strlen(words[i].word));
        assert_memory_equal(t->text, words[i].word, t->length);
        assert_int_equal(t->kind, words[i].kind);
        assert_int_equal(t->column, words[i].column);
        assert_int_equal(t->line, 2);
        assert_true(t->directive);
    }
    assert_int_equal(u.tokens[4 + n].kind, TOK_PRAGMA_END);
    assert_int_equal(u.tokens[4 + n].length, 0);
    assert_int_equal(*u.tokens[4 + n].text, '\n');
    assert_memory_equal(u.tokens[8 + n].text, "raw", 3);
    assert_true(covers(&u));
    end(&u);
}

static void
test_probe(void **state)
{
    struct unit u;

    (void)state;
    begin(&u, "", "shmrt_mark_runtime\nshmrt_mark_probe 201112L , 1 , 12 , "
                  "x , 4 , 4 , 4 , 12 , 1\nshmrt_mark_end");
    assert_int_equal(u.int_bits, 32);
    assert_int_equal(u.long_bits, 32);
    assert_int_equal(u.pointer_bits, 32);
    assert_int_equal(u.long_double_bits, 96);
    assert_true(u.char_unsigned);
    end(&u);
}

static void
test_align(void **state)
{
#define W(s) { s, sizeof s - 1 }
    static const struct spelling
        written[] = { W("y"), W("="), W("F"), W("("), W("a"), W(")"), W("+"),
                      W("N"), W(";") },
        expanded[] = { W("y"), W("="), W("("), W("a"), W("*"), W("a"),
                       W(")"), W("+"), W("8"), W(";") };
    static const struct match expected[] = {
        { 0, true }, { 1, true }, { 3, true }, { 4, true }, { 5, false },
        { 5, false }, { 5, true }, { 6, true }, { 7, false }, { 8, true } };
    struct match match[10];

    (void)state;
    align(written, 9, expanded, 10, match);
    for (int i = 0; i < 10; i++) {
        assert_int_equal(match[i].exact, expected[i].exact);
        if (match[i].exact)
            assert_int_equal(match[i].index, expected[i].index);
    }
    assert_int_equal(match[8].index, 7);
    align(written, 0, expanded, 10, match);
    assert_false(match[9].exact);
#undef W
}

/* ---- places in files -------------------------------------------------- */

/* Writes the user's file and the preprocessor's text of it. */
static void
begin_file(struct unit *u, char *name, const char *file, const char *text)
{
    int fd = mkstemp(name);

    assert_true(fd >= 0);
    assert_int_equal(write(fd, file, strlen(file)), strlen(file));
    close(fd);
    *u = (struct unit){ .main_file = name, .arena = arena_new() };
    u->text = arena_printf(u->arena, "# 1 \"%s\"\n%s", name, text);
    u->text_size = strlen(u->text);
    scan(u, "", 0);
}

static void
assert_place(struct unit *u, tokid t, uint32_t line, uint32_t column)
{
    struct place place = source_place(u, t);

    if (place.number != line || place.column != column)
        fail_msg("token %u '%.*s': %u:%u, not %u:%u", t,
                 (int)u->tokens[t].length, u->tokens[t].text, place.number,
                 place.column, line, column);
}

static void
test_places(void **state)
{
    char name[] = "/tmp/scan-test-XXXXXX";
    struct unit u;

    (void)state;
    begin_file(&u, name,
               "int\tx; /* x */ int x;\n" /* x twice, and in a comment */
               "x = M(x,\n      x);\n"     /* a macro over two lines */
               "#pragma shm f(x) \\\n  g(x)\n"
               "O;\n",
               "int x; int x;\nx = ((x)+(x))\n   ;\n"
               "#pragma shm f(x) g(x)\n\n1 + 2;\n");
    assert_place(&u, 2, 1, 5);
    assert_place(&u, 5, 1, 20);
    assert_place(&u, 7, 2, 1);
    assert_place(&u, 11, 2, 7);           /* x, the first argument */
    assert_place(&u, 15, 3, 7);           /* x, the second one */
    assert_null(source_word_of(&u, 11));  /* not at our disposal */
    assert_int_equal(source_word_of(&u, 5)->offset, 19);
    assert_place(&u, 19, 4, 1);           /* # */
    assert_place(&u, 22, 4, 15);          /* x */
    assert_place(&u, 26, 5, 5);           /* x on the second line */
    assert_place(&u, 28, 5, 7);           /* the end */
    assert_place(&u, 30, 6, 1);           /* + out of O */
    end(&u);
    unlink(name);
}

static void
test_place_without_file(void **state)
{
    struct unit u;

    (void)state;
    begin(&u, "# 3 \"no/such/file.c\"\na;\n  #pragma shm f(x)\n", GNU17);
    struct place place = source_place(&u, 6);
    assert_int_equal(place.number, 4);
    assert_int_equal(place.column, 17);
    assert_memory_equal(place.line, "  #pragma shm f(x)", place.length);
    assert_int_equal(place.length, 18);
    end(&u);
}

/* ---- real headers ----------------------------------------------------- */

static void
check_header(const char *compiler, const char *header)
{
    static char text[1 << 23];
    char command[200];
    struct unit u;

    snprintf(command, sizeof command,
             "echo '#include <%s>' | %s -D_GNU_SOURCE -E -dD -x c - "
             "2>/dev/null", header, compiler);
    FILE *in = popen(command, "r");
    assert_non_null(in);
    size_t size = fread(text, 1, sizeof text - 1, in);
    text[size] = 0;
    if (pclose(in) != 0)
        return; /* no such compiler, no such header */
    unsigned before = diag_errors();
    begin_sized(&u, text, size, GNU17);
    assert_int_equal(diag_errors(), before);
    assert_true(covers(&u));
    end(&u);
}

static void
test_headers(void **state)
{
    static const char *const headers[] = {
        "complex.h", "math.h", "pthread.h", "signal.h", "stdatomic.h",
        "stdio.h", "stdlib.h", "string.h", "sys/socket.h", "tgmath.h",
        "threads.h", "unistd.h", "wchar.h", "immintrin.h", "linux/fs.h" };

    (void)state;
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++) {
        check_header("gcc", headers[i]);
        check_header("clang", headers[i]);
    }
}

/* ---- equality --------------------------------------------------------- */

static void
test_tokens_equal(void **state)
{
    static const struct {
        const char *a, *b;
        bool equal;
    } cases[] = {
        { "a b", "# 1 \"x\"\n a\n\nb\n", true },
        { "a+b", "a + /* c */ b", true },
        { "ab", "a b", false },
        { "a", "a b", false },
        { "#pragma  pack( 1 )\na", "#pragma pack(1)\na", true },
        { "#pragma pack(1)\na", "a", false },
        { "#define X\na", "a", true },
        { "# 1 \"shmrt.h\" 1 3\nz\n# 1 \"f\" 2\na",
          "# 1 \"/i/shmrt.h\" 1\ny\n# 9 \"f\" 2\na", true },
        { "# 1 \"myshmrt.h\" 1 3\nz\n# 1 \"f\" 2\na", "a", false },
    };
    const char *where;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(tokens_equal(cases[i].a, strlen(cases[i].a),
                                      cases[i].b, strlen(cases[i].b), &where),
                         cases[i].equal);
    assert_false(tokens_equal("a b c", 5, "a d c", 5, &where));
    assert_int_equal(*where, 'b');
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kinds),
        cmocka_unit_test(test_keywords_by_dialect),
        cmocka_unit_test(test_cutting),
        cmocka_unit_test(test_attribute_bracket),
        cmocka_unit_test(test_errors),
        cmocka_unit_test(test_noise),
        cmocka_unit_test(test_line_markers),
        cmocka_unit_test(test_has_directives),
        cmocka_unit_test(test_expansion_text),
        cmocka_unit_test(test_directive_words),
        cmocka_unit_test(test_probe),
        cmocka_unit_test(test_align),
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_place_without_file),
        cmocka_unit_test(test_headers),
        cmocka_unit_test(test_tokens_equal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
