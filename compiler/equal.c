/* SPDX-License-Identifier: MIT */
/* equal.c -- do two preprocessed texts mean the same?
 *
 * The proof of a translation in source form: preprocessed once more, it must
 * give token for token what is compiled (the preprocessed form). */
#include <string.h>

#include "lexer.h"
#include "phases.h"

struct stream {
    struct lexer in;
    bool in_runtime; /* in shmrt.h, which stands at different places */
};

static void
marker(struct stream *s, const struct line *line)
{
    static const char runtime[] = "shmrt.h";
    const size_t n = sizeof runtime - 1;
    size_t length = (size_t)(line->name_end - line->name);

    if (line->name)
        s->in_runtime = length >= n &&
                        memcmp(line->name_end - n, runtime, n) == 0 &&
                        (length == n || line->name_end[-(int)n - 1] == '/');
}

/* The next token or pragma. */
static int
next(struct stream *s)
{
    for (;;) {
        int kind = lexer_next(&s->in);
        if (kind == LEX_LINE) {
            struct line line = line_read(s->in.start, s->in.cursor);
            if (line.kind == LINE_MARKER)
                marker(s, &line);
            if (line.kind == LINE_MARKER || line.kind == LINE_DEFINITION)
                continue;
        }
        if (kind == TOK_EOF || !s->in_runtime)
            return kind;
    }
}

static const char *
skip_blanks(const char *p, const char *end)
{
    while (p < end && (*p == ' ' || *p == '\t' || *p == '\r'))
        p++;
    return p;
}

/* The elements, letter by letter; blanks in # lines do not count. */
static bool
same_text(const struct lexer *a, const struct lexer *b, int kind)
{
    const char *p = a->start, *q = b->start;

    if (kind != LEX_LINE)
        return a->cursor - p == b->cursor - q &&
               memcmp(p, q, (size_t)(a->cursor - p)) == 0;
    for (;;) {
        p = skip_blanks(p, a->cursor);
        q = skip_blanks(q, b->cursor);
        if (p == a->cursor || q == b->cursor)
            return p == a->cursor && q == b->cursor;
        if (*p++ != *q++)
            return false;
    }
}

bool
tokens_equal(const char *a, size_t na, const char *b, size_t nb,
             const char **where)
{
    struct word_table words;
    struct stream s = { .in_runtime = false }, t = { .in_runtime = false };
    int kind;

    word_table_init(&words, DIALECT_ANY);
    lexer_init(&s.in, &words, DIALECT_GNU, a, na);
    lexer_init(&t.in, &words, DIALECT_GNU, b, nb);
    do {
        kind = next(&s);
        if (kind != next(&t) || !same_text(&s.in, &t.in, kind)) {
            *where = s.in.start;
            return false;
        }
    } while (kind != TOK_EOF);
    return true;
}
