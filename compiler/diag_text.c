/* SPDX-License-Identifier: MIT */
/* diag_text.c -- messages as text for a terminal, in gcc's manner.
 *
 * Whatever comes from a file is printed so that it cannot steer the terminal:
 * bytes that are no printable UTF-8 appear as \xNN. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "diag_message.h"

enum { QUOTE = 400 /* bytes of a line that are shown at most */ };

/* ---- colour ----------------------------------------------------------- */

/* What is painted, and gcc's colours for it; GCC_COLORS has others. */
enum paint { PAINT_ERROR, PAINT_WARNING, PAINT_NOTE, PAINT_LOCUS,
             PAINT_QUOTE, PAINT_FIXIT, PAINTS };
static const struct {
    const char *name, *color;
} paints[PAINTS] = {
    [PAINT_ERROR] = { "error", "01;31" },
    [PAINT_WARNING] = { "warning", "01;35" },
    [PAINT_NOTE] = { "note", "01;36" },
    [PAINT_LOCUS] = { "locus", "01" },
    [PAINT_QUOTE] = { "quote", "01" },
    [PAINT_FIXIT] = { "fixit-insert", "32" },
};

struct text {
    FILE *out;
    const struct diag_settings *settings;
    const char *colors; /* of GCC_COLORS, or ""; 0: no colour at all */
};

/* An empty GCC_COLORS means none, even if colours are asked for. */
static const char *
find_colors(const struct diag_settings *s)
{
    const char *term = getenv("TERM"), *no = getenv("NO_COLOR");
    const char *colors = getenv("GCC_COLORS");

    if (s->color == 0 || (colors && !*colors))
        return NULL;
    if (s->color < 0
        && (!isatty(STDERR_FILENO) || !term || strcmp(term, "dumb") == 0
            || (no && *no)))
        return NULL;
    return colors ? colors : "";
}

/* Begins to paint: NAME=COLOR of GCC_COLORS, where it is digits and
 * semicolons. */
static void
begin(const struct text *t, enum paint paint)
{
    const char *color = paints[paint].color;
    size_t length = strlen(color), n = strlen(paints[paint].name);

    if (!t->colors)
        return;
    for (const char *p = t->colors; *p; p += *p == ':') {
        if (strncmp(p, paints[paint].name, n) == 0 && p[n] == '=') {
            color = p + n + 1;
            length = strspn(color, "0123456789;");
        }
        p += strcspn(p, ":");
    }
    fprintf(t->out, "\033[%.*sm\033[K", (int)length, color);
}

static void
end(const struct text *t)
{
    if (t->colors)
        fputs("\033[m\033[K", t->out);
}

static enum paint
severity_paint(const struct message *m)
{
    return m->severity == DIAG_ERROR     ? PAINT_ERROR
           : m->severity == DIAG_WARNING ? PAINT_WARNING
                                         : PAINT_NOTE;
}

/* ---- text ------------------------------------------------------------- */

size_t
diag_printable(const char *p, const char *limit)
{
    unsigned char c = (unsigned char)*p;
    size_t n = c < 0x80 ? 1 : c < 0xc2 ? 0 : c < 0xe0 ? 2
             : c < 0xf0 ? 3 : c < 0xf5 ? 4 : 0;

    if (n == 1)
        return c >= ' ' && c != 0x7f;
    if (n == 0 || (size_t)(limit - p) < n)
        return 0;
    for (size_t i = 1; i < n; i++)
        if (((unsigned char)p[i] & 0xc0) != 0x80)
            return 0;
    if (c == 0xe0 || c == 0xf0) /* a longer form than needed */
        return (unsigned char)p[1] < (c == 0xe0 ? 0xa0 : 0x90) ? 0 : n;
    if (c == 0xed || c == 0xf4) /* surrogates; beyond U+10FFFF */
        return (unsigned char)p[1] >= (c == 0xed ? 0xa0 : 0x90) ? 0 : n;
    /* U+0080 to U+009F are controls. */
    return c == 0xc2 && (unsigned char)p[1] < 0xa0 ? 0 : n;
}

/* Prints one character; returns its width on the screen, roughly. */
static int
put_character(FILE *out, const char **p, const char *limit)
{
    size_t n = diag_printable(*p, limit);

    if (n == 0) {
        fprintf(out, "\\x%02x", (unsigned char)*(*p)++);
        return 4;
    }
    fwrite(*p, 1, n, out);
    *p += n;
    return 1;
}

static void
put_text(FILE *out, const char *text, size_t length)
{
    const char *limit = text + length;

    while (text < limit)
        put_character(out, &text, limit);
}

/* The message, with what is in quotes painted.  An apostrophe inside a word
 * begins no quotation. */
static void
put_message(const struct text *t, const char *text)
{
    const char *limit = text + strlen(text), *close = NULL;

    for (const char *p = text; p < limit;) {
        if (p == close) {
            end(t);
            close = NULL;
            fputc(*p++, t->out);
        } else if (*p == '\'' && (p == text || strchr(" (", p[-1]))
                   && (close = strchr(p + 1, '\''))) {
            fputc(*p++, t->out);
            begin(t, PAINT_QUOTE);
        } else {
            put_character(t->out, &p, limit);
        }
    }
}

/* ---- quoting the line ------------------------------------------------- */

/* The part of the line that is shown. */
struct quote {
    const char *begin, *end;
    const char *mark, *mark_end; /* what is meant */
};

static struct quote
quote_of(const struct message *m)
{
    struct quote q = { m->quote, m->quote + m->quote_length,
                       m->quote + m->column - 1,
                       m->quote + m->end_column - 1 };

    if (q.mark - q.begin > QUOTE / 2 && m->quote_length > QUOTE)
        q.begin = q.mark - QUOTE / 2;
    if (q.end - q.begin > QUOTE)
        q.end = q.begin + QUOTE;
    return q;
}

static void
put_line(const struct text *t, const struct message *m,
         const struct quote *q)
{
    for (const char *p = q->begin; p < q->end;) {
        if (p == q->mark)
            begin(t, severity_paint(m));
        if (p == q->mark_end)
            end(t);
        if (*p == '\t') /* kept, so that all lines move alike */
            fputc(*p++, t->out);
        else
            put_character(t->out, &p, q->end);
    }
    if (q->mark_end >= q->end)
        end(t);
}

/* The blanks below what stands before the mark. */
static void
put_margin(FILE *out, const struct quote *q)
{
    char *unseen = NULL;
    size_t size;
    FILE *line = open_memstream(&unseen, &size);

    if (!line)
        return;
    for (const char *p = q->begin; p < q->end && p < q->mark;) {
        if (*p == '\t') {
            fputc('\t', out);
            p++;
            continue;
        }
        fprintf(out, "%*s", put_character(line, &p, q->end), "");
    }
    fclose(line);
    free(unseen);
}

/* ^~~~ */
static void
put_marks(FILE *out, const struct quote *q)
{
    char *unseen = NULL, mark = '^';
    size_t size;
    FILE *line = open_memstream(&unseen, &size);

    if (!line)
        return;
    for (const char *p = q->mark; p < q->end && p < q->mark_end;) {
        if (*p == '\t') {
            fputc('\t', out);
            p++;
            continue;
        }
        for (int w = put_character(line, &p, q->end); w > 0; w--) {
            fputc(mark, out);
            mark = '~';
        }
    }
    if (q->mark >= q->end)
        fputc('^', out);
    fclose(line);
    free(unseen);
}

static void
put_quote(const struct text *t, const struct message *m)
{
    struct quote q = quote_of(m);

    fprintf(t->out, "%5u | ", m->line);
    put_line(t, m, &q);
    fputs("\n      | ", t->out);
    put_margin(t->out, &q);
    begin(t, severity_paint(m));
    put_marks(t->out, &q);
    end(t);
    fputc('\n', t->out);
    if (!m->fixit)
        return;
    fputs("      | ", t->out);
    put_margin(t->out, &q);
    begin(t, PAINT_FIXIT);
    put_text(t->out, m->fixit, strlen(m->fixit));
    end(t);
    fputc('\n', t->out);
}

/* ---- messages --------------------------------------------------------- */

static void
put_inclusions(const struct text *t, const struct message *m)
{
    const char *words = "In file included from ";

    for (const struct inclusion *i = m->included; i; i = i->next) {
        fputs(words, t->out);
        begin(t, PAINT_LOCUS);
        put_text(t->out, i->file, strlen(i->file));
        if (i->line)
            fprintf(t->out, ":%u", i->line);
        end(t);
        fputs(i->next ? ",\n" : ":\n", t->out);
        words = "                 from ";
    }
}

static void
put(const struct text *t, const struct message *m)
{
    static const char *const words[] = { [DIAG_ERROR] = "error: ",
                                         [DIAG_WARNING] = "warning: ",
                                         [DIAG_NOTE] = "note: " };

    begin(t, PAINT_LOCUS);
    if (m->file) {
        put_text(t->out, m->file, strlen(m->file));
        fprintf(t->out, ":%u:%u:", m->line, m->column);
    } else {
        fputs("shmcc:", t->out);
    }
    end(t);
    fputc(' ', t->out);
    begin(t, severity_paint(m));
    fputs(words[m->severity], t->out);
    end(t);
    put_message(t, m->text);
    if (m->option && t->settings->show_option) {
        fputs(" [", t->out);
        begin(t, severity_paint(m));
        fprintf(t->out, "-W%s%s", m->promoted ? "error=" : "", m->option);
        end(t);
        fputc(']', t->out);
    }
    fputc('\n', t->out);
    if (m->file && t->settings->show_caret)
        put_quote(t, m);
}

/* How the file was reached is said once for messages in a row.  Text is
 * written message by message, so it is remembered between the calls. */
static void
put_way(const struct text *t, const struct message *m)
{
    static char *before;
    char *way = NULL;
    size_t size;
    FILE *out = open_memstream(&way, &size);

    if (!out)
        return;
    put_inclusions(&(struct text){ out, t->settings, t->colors }, m);
    fclose(out);
    if (way && (!before || strcmp(way, before) != 0))
        fputs(way, t->out);
    free(before);
    before = way;
}

void
diag_write_text(FILE *out, const struct message *m,
                const struct diag_settings *s)
{
    struct text t = { out, s, find_colors(s) };

    for (; m; m = m->next) {
        put_way(&t, m);
        put(&t, m);
    }
}
