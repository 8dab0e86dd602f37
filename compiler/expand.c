/* SPDX-License-Identifier: MIT */
#include "expand.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "diag.h"
#include "lexer.h"
#include "phases.h"

#define MARK "shmrt_mark_"
#define MARK_DIRECTIVE MARK "directive_"
#define RAW "shmrt_raw" /* instead of words that cannot be sent */

enum { MAX_TEXT = 256 << 20 };

/* Built-in macros that tell of the target; one that is not defined is left as
 * it stands and counts as 0.  The order is that of the fields below. */
#define PROBE                                                               \
    "__STDC_VERSION__ , __STRICT_ANSI__ , __GNUC__ , __clang_major__ , "     \
    "__SIZEOF_INT__ , __SIZEOF_LONG__ , __SIZEOF_POINTER__ , "               \
    "__SIZEOF_LONG_DOUBLE__ , __CHAR_UNSIGNED__"
enum probe {
    P_STDC_VERSION, P_STRICT, P_GNUC, P_CLANG, P_INT, P_LONG, P_POINTER,
    P_LONG_DOUBLE, P_CHAR_UNSIGNED, P_COUNT
};

/* ---- there ------------------------------------------------------------ */

/* A macro call that a directive leaves open would swallow what comes after
 * it: such a directive is not expanded, and the parser reports it. */
static bool
is_balanced(const struct word_table *words, const char *text, size_t length)
{
    char *copy = strndup(text, length);
    struct lexer in;
    int kind, depth = 0;
    bool good = true;

    if (!copy)
        diag_fatal("out of memory");
    lexer_init(&in, words, DIALECT_GNU, copy, strlen(copy));
    in.raw = true;
    while (good && (kind = lexer_next(&in)) != TOK_EOF) {
        depth += (kind == TOK_LPAREN) - (kind == TOK_RPAREN);
        good = kind < TOK_COUNT && depth >= 0;
    }
    free(copy);
    return good && depth == 0;
}

/* What the compiler defines by itself, or because of the command line, it
 * defines again in the second run. */
static bool
is_predefined(const struct line *marker)
{
    static const char *const names[] = { "<built-in>", "<command-line>",
                                         "<command line>" };
    size_t length = (size_t)(marker->name_end - marker->name);

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strlen(names[i]) == length &&
            memcmp(names[i], marker->name, length) == 0)
            return true;
    return false;
}

static void
write_line(FILE *out, const struct word_table *words, const char *hash,
           const struct line *line, unsigned *directives)
{
    size_t length = (size_t)(line->end - line->rest);

    if (line->kind == LINE_SHM) {
        fprintf(out, MARK_DIRECTIVE "%u ", ++*directives);
        if (is_balanced(words, line->rest, length))
            fwrite(line->rest, 1, length, out);
        else
            fputs(RAW, out);
    } else {
        fwrite(hash, 1, (size_t)(line->end - hash), out);
    }
    putc('\n', out);
}

char *
scan_expansion_text(const char *text, size_t size)
{
    char *result;
    size_t result_size;
    FILE *out = open_memstream(&result, &result_size);
    struct word_table words;
    struct lexer in;
    bool predefined = false;
    unsigned directives = 0;
    int kind;

    if (!out)
        diag_fatal("out of memory");
    if (size > MAX_TEXT)
        diag_fatal("a unit with directives may have %d MiB at most when it "
                   "is preprocessed; this one has %zu", MAX_TEXT >> 20,
                   (size >> 20) + 1);
    fputs(MARK "runtime\n#include <shmrt.h>\n" MARK "probe " PROBE "\n", out);
    word_table_init(&words, DIALECT_ANY);
    lexer_init(&in, &words, DIALECT_GNU, text, size);
    while ((kind = lexer_next(&in)) != TOK_EOF) {
        if (kind != LEX_LINE)
            continue;
        struct line line = line_read(in.start, in.cursor);
        if (line.kind == LINE_MARKER && line.name)
            predefined = is_predefined(&line);
        else if (line.kind == LINE_SHM || line.kind == LINE_MACRO_STACK ||
                 (line.kind == LINE_DEFINITION && !predefined))
            write_line(out, &words, in.start, &line, &directives);
    }
    fputs(MARK "end\n", out);
    if (fclose(out) != 0)
        diag_fatal("out of memory");
    return result;
}

/* ---- and back --------------------------------------------------------- */

static void
add_words(struct unit *u, struct expansion *x, const char *words)
{
    if (x->nwords == x->room) {
        unsigned room = x->room ? 2 * x->room : 16;
        const char **more = arena_alloc(u->arena, room * sizeof *more);
        if (x->nwords)
            memcpy(more, x->words, x->nwords * sizeof *more);
        x->words = more;
        x->room = room;
    }
    x->words[x->nwords++] = words;
}

static void
read_probe(struct unit *u, const char *text)
{
    long v[P_COUNT] = { 0 };
    const char *p = text;

    for (int i = 0; i < P_COUNT && p; i++) {
        v[i] = strtol(p, NULL, 10); /* 0 for a name */
        p = strchr(p, ',');
        p = p ? p + 1 : NULL;
    }
    /* C23's keywords came with gcc 13 and clang 17, some of them; the draft's
     * number was known before. */
    bool c23 = v[P_STDC_VERSION] >= 202000 &&
               (v[P_CLANG] ? v[P_CLANG] >= 17 : v[P_GNUC] >= 13);
    u->dialect = DIALECT_ANY | (v[P_STRICT] ? 0 : DIALECT_GNU) |
                 (v[P_STDC_VERSION] >= 199901 ? DIALECT_C99 : 0) |
                 (c23 ? DIALECT_C23 : 0) |
                 (v[P_CLANG] ? DIALECT_CLANG : DIALECT_GCC);
    u->int_bits = (int)v[P_INT] * 8;
    u->long_bits = (int)v[P_LONG] * 8;
    u->pointer_bits = (int)v[P_POINTER] * 8;
    u->long_double_bits = (int)v[P_LONG_DOUBLE] * 8;
    u->char_unsigned = v[P_CHAR_UNSIGNED] != 0;
}

/* What stands between a mark and the next: runtime, probe, then directives. */
static void
read_part(struct unit *u, struct expansion *x, unsigned mark, const char *text)
{
    if (mark == 1) {
        u->runtime_text = text;
        u->runtime_size = strlen(text);
    } else if (mark == 2) {
        read_probe(u, text);
    } else {
        add_words(u, x, strstr(text, RAW) ? NULL : text);
    }
}

/* Is it the mark that comes behind so many others, first on its line?  Any
 * other is a word of the user's. */
static bool
is_mark(const struct lexer *in, unsigned before)
{
    size_t length = (size_t)(in->cursor - in->start);
    char name[sizeof MARK_DIRECTIVE + 10];

    if (!in->line_begins || length < sizeof MARK
        || memcmp(in->start, MARK, sizeof MARK - 1) != 0)
        return false;
    if (before < 2)
        strcpy(name, before == 0 ? MARK "runtime" : MARK "probe");
    else
        snprintf(name, sizeof name, MARK_DIRECTIVE "%u", before - 1);
    return length == strlen(name) && memcmp(in->start, name, length) == 0;
}

/* The bytes before the last mark. */
static size_t
without_end(const char *text, size_t size)
{
    static const char end[] = MARK "end";
    const size_t length = sizeof end - 1;

    for (size_t at = size; at >= length; at--)
        if (memcmp(text + at - length, end, length) == 0)
            return at - length;
    return size;
}

void
expansion_read(struct unit *u, const char *expanded, size_t size,
               struct expansion *x)
{
    size_t length = without_end(expanded, size);
    char *text = arena_strdup(u->arena, expanded, length);
    const char *behind = NULL;
    struct word_table words;
    struct lexer in;
    unsigned marks = 0;
    int kind;

    *x = (struct expansion){ 0 };
    /* Until the probe says better: an LP64 machine, GNU C. */
    read_probe(u, "201710 , x , 12 , x , 4 , 8 , 8 , 16 , x");
    u->runtime_text = "";
    word_table_init(&words, DIALECT_ANY);
    lexer_init(&in, &words, DIALECT_GNU, text, length);
    do {
        kind = lexer_next(&in);
        if (kind != TOK_EOF
            && (kind != TOK_IDENTIFIER || !is_mark(&in, marks)))
            continue;
        if (marks > 0) {
            if (in.start > behind) /* a blank is before each mark */
                text[in.start - 1 - text] = 0;
            read_part(u, x, marks, behind);
        }
        marks++;
        behind = in.cursor;
    } while (kind != TOK_EOF);
}

const char *
expansion_words(const struct expansion *x, unsigned number)
{
    return number <= x->nwords ? x->words[number - 1] : NULL;
}
