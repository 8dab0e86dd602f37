/* SPDX-License-Identifier: MIT */
/* diag_json.c -- messages as JSON, in the form of gcc 12: an array of errors
 * and warnings, each with its notes as children, on one line. */
#include <stdlib.h>
#include <string.h>

#include "diag_message.h"
#include "json.h"

enum { TAB = 8 /* as gcc counts where -ftabstop does not say otherwise */ };

/* The column on the screen of what stands in a column counted in bytes. */
static unsigned
display_column(const struct message *m, uint32_t column)
{
    const char *p = m->quote, *end = m->quote + m->quote_length;
    unsigned display = 1;

    while (p < end && p < m->quote + column - 1) {
        size_t n = diag_printable(p, end);

        display += *p == '\t' ? TAB - (display - 1) % TAB : n ? 1 : 4;
        p += n ? n : 1;
    }
    return display + (unsigned)(m->quote + column - 1 - p);
}

static void
put_point(struct json *j, const char *key, const struct message *m,
          uint32_t column)
{
    json_open(j, key, '{');
    json_string(j, "file", m->file);
    json_number(j, "line", m->line);
    json_number(j, "display-column", display_column(m, column));
    json_number(j, "byte-column", column);
    json_number(j, "column", column);
    json_close(j);
}

static void
put_locations(struct json *j, const struct message *m)
{
    json_open(j, "locations", '[');
    if (m->file) {
        json_open(j, NULL, '{');
        put_point(j, "caret", m, m->column);
        if (m->end_column > m->column + 1)
            put_point(j, "finish", m, m->end_column - 1);
        json_close(j);
    }
    json_close(j);
}

static void
put_fixit(struct json *j, const struct message *m)
{
    if (!m->fixit)
        return;
    json_open(j, "fixits", '[');
    json_open(j, NULL, '{');
    put_point(j, "start", m, m->column);
    put_point(j, "next", m, m->end_column);
    json_string(j, "string", m->fixit);
    json_close(j);
    json_close(j);
}

static void
put_option(struct json *j, const struct message *m)
{
    char *word;

    if (m->option
        && asprintf(&word, "-W%s%s", m->promoted ? "error=" : "",
                    m->option) >= 0) {
        json_string(j, "option", word);
        free(word);
    }
}

/* All but the children; the object stays open. */
static void
begin_message(struct json *j, const struct message *m)
{
    static const char *const kinds[] = { [DIAG_ERROR] = "error",
                                         [DIAG_WARNING] = "warning",
                                         [DIAG_NOTE] = "note" };

    json_open(j, NULL, '{');
    json_string(j, "kind", kinds[m->severity]);
    json_string(j, "message", m->text);
    put_option(j, m);
    json_bool(j, "escape-source", false);
    json_number(j, "column-origin", 1);
    put_locations(j, m);
    put_fixit(j, m);
}

void
diag_write_json(FILE *out, const struct message *m)
{
    struct json j = { .out = out };

    json_open(&j, NULL, '[');
    while (m) {
        begin_message(&j, m);
        json_open(&j, "children", '[');
        for (m = m->next; m && m->severity == DIAG_NOTE; m = m->next) {
            begin_message(&j, m);
            json_close(&j);
        }
        json_close(&j);
        json_close(&j);
    }
    json_close(&j);
    fputc('\n', out);
}
