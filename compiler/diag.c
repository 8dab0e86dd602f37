/* SPDX-License-Identifier: MIT */
/* diag.c -- errors, warnings and notes, in the compilers' own manner.
 *
 * A message is put together in memory and written with one call, so that the
 * messages of compilers that run side by side do not mix.  Whatever comes
 * from a file is printed so that it cannot steer a terminal: bytes that are
 * no printable UTF-8 appear as \xNN.
 *
 * The counters are the process's: one process translates one command line,
 * and its exit status depends on all of it. */
#include "diag.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "source.h"

enum { QUOTE = 400 /* bytes of a line that are shown at most */ };

static unsigned errors, max_errors = 20;
static bool error_hidden; /* the last message: its notes are hidden, too */
static int color = -1;
static bool held;         /* messages wait: */
static char *waiting;     /* malloc'ed */
static size_t nwaiting;

static const struct {
    const char *word, *color;
} severities[] = {
    [DIAG_ERROR] = { "error: ", "\033[1;31m" },
    [DIAG_WARNING] = { "warning: ", "\033[1;35m" },
    [DIAG_NOTE] = { "note: ", "\033[1;36m" },
};

void
diag_set_max_errors(unsigned n)
{
    max_errors = n;
}

void
diag_set_color(int on)
{
    color = on;
}

unsigned
diag_errors(void)
{
    return errors;
}

static bool
use_color(void)
{
    if (color < 0) {
        const char *term = getenv("TERM"), *no = getenv("NO_COLOR");
        color = isatty(STDERR_FILENO) && term && strcmp(term, "dumb") != 0 &&
                !(no && *no);
    }
    return color;
}

static const char *
paint(const char *sequence)
{
    return use_color() ? sequence : "";
}

/* ---- text ------------------------------------------------------------- */

/* Bytes of the UTF-8 character at p that may be printed; 0: none. */
static size_t
printable(const char *p, const char *end)
{
    unsigned char c = (unsigned char)*p;
    size_t n = c < 0x80 ? 1 : c < 0xc2 ? 0 : c < 0xe0 ? 2
             : c < 0xf0 ? 3 : c < 0xf5 ? 4 : 0;

    if (n == 1)
        return c >= ' ' && c != 0x7f;
    if (n == 0 || (size_t)(end - p) < n)
        return 0;
    for (size_t i = 1; i < n; i++)
        if (((unsigned char)p[i] & 0xc0) != 0x80)
            return 0;
    /* U+0080 to U+009F are controls. */
    return c == 0xc2 && (unsigned char)p[1] < 0xa0 ? 0 : n;
}

/* Prints one character; returns its width on the screen, roughly. */
static int
put_character(FILE *out, const char **p, const char *end)
{
    size_t n = printable(*p, end);

    if (n == 0) {
        fprintf(out, "\\x%02x", (unsigned char)*(*p)++);
        return 4;
    }
    fwrite(*p, 1, n, out);
    *p += n;
    return 1;
}

static void
put_text(FILE *out, const char *text)
{
    const char *end = text + strlen(text);

    while (text < end)
        put_character(out, &text, end);
}

/* ---- quoting the line ------------------------------------------------- */

/* The columns first <= c < end are marked, ^ at the first one. */
static void
put_quote(FILE *out, const struct place *place, uint32_t last)
{
    const char *line = place->line, *end = line + place->length;
    const char *mark = line + place->column - 1, *mark_end = line + last - 1;
    char *marks = NULL;
    size_t size;
    FILE *below = open_memstream(&marks, &size);

    if (!below)
        return;
    if (mark - line > QUOTE / 2 && place->length > QUOTE)
        line = mark - QUOTE / 2;
    if (end - line > QUOTE)
        end = line + QUOTE;
    fprintf(out, "%5u | ", place->number);
    for (const char *p = line; p < end;) {
        char c = p < mark ? ' ' : p == mark ? '^' : p < mark_end ? '~' : 0;
        if (*p == '\t') { /* kept, so that both lines move alike */
            fputc('\t', out);
            if (c)
                fputc(c == ' ' ? '\t' : c, below);
            p++;
            continue;
        }
        for (int w = put_character(out, &p, end); c && w > 0; w--) {
            fputc(c, below);
            c = c == '^' ? '~' : c;
        }
    }
    if (mark >= end)
        fputc('^', below);
    if (fclose(below) == 0)
        fprintf(out, "\n      | %s%s%s\n", paint("\033[1;32m"), marks,
                paint("\033[0m"));
    free(marks);
}

/* ---- messages --------------------------------------------------------- */

static void
put_message(FILE *out, enum severity severity, const char *option,
            const char *format, va_list args)
{
    char *message;

    if (vasprintf(&message, format, args) < 0)
        message = NULL;
    fprintf(out, "%s%s%s", paint(severities[severity].color),
            severities[severity].word, paint("\033[0m"));
    put_text(out, message ? message : format);
    if (option)
        fprintf(out, " [-W%s]", option);
    fputc('\n', out);
    free(message);
}

/* Held back, or written at once. */
static void
write_all(const char *text, size_t size)
{
    while (size > 0) {
        ssize_t n = write(STDERR_FILENO, text, size);
        if (n < 0 && errno != EINTR)
            return; /* nobody left to tell */
        if (n > 0) {
            text += n;
            size -= (size_t)n;
        }
    }
}

/* Writes the message, or keeps it. */
static void
deliver(const char *text, size_t size)
{
    char *more = held ? realloc(waiting, nwaiting + size) : NULL;

    if (!more) {
        write_all(text, size);
        return;
    }
    memcpy(more + nwaiting, text, size);
    waiting = more;
    nwaiting += size;
}

void
diag_hold(void)
{
    held = true;
}

void
diag_drop(void)
{
    free(waiting);
    waiting = NULL;
    nwaiting = 0;
    held = false;
}

void
diag_release(void)
{
    write_all(waiting, nwaiting);
    diag_drop();
}

/* Counts; false: no more are to be printed. */
static bool
admit(enum severity severity)
{
    if (severity == DIAG_NOTE)
        return !error_hidden;
    error_hidden = false;
    if (severity == DIAG_ERROR)
        error_hidden = ++errors > max_errors && max_errors;
    if (error_hidden && errors == max_errors + 1) {
        char text[80];
        int n = snprintf(text, sizeof text, "shmcc: more than %u errors; "
                         "-fmax-errors=0 shows all of them\n", max_errors);
        deliver(text, (size_t)n);
    }
    return !error_hidden;
}

static void
report(struct unit *u, enum severity severity, const char *option,
       tokid first, tokid last, const char *format, va_list args)
{
    char *text = NULL;
    size_t size;
    FILE *out = admit(severity) ? open_memstream(&text, &size) : NULL;

    if (!out)
        return;
    struct place place = source_place(u, first);
    struct place end = last > first ? source_place(u, last) : place;
    fputs(paint("\033[1m"), out);
    put_text(out, u->files[u->tokens[first].file].name);
    fprintf(out, ":%u:%u: ", place.number, place.column);
    put_message(out, severity, option, format, args);
    put_quote(out, &place,
              end.number != place.number ? (uint32_t)place.length + 1
              : end.column + end.word > place.column ? end.column + end.word
                                                     : place.column + 1);
    if (fclose(out) == 0)
        deliver(text, size);
    free(text);
}

/* Without a place. */
static void
report_general(enum severity severity, const char *format, va_list args)
{
    char *text = NULL;
    size_t size;
    FILE *out = admit(severity) ? open_memstream(&text, &size) : NULL;

    if (!out)
        return;
    fprintf(out, "%sshmcc: ", paint("\033[1m"));
    put_message(out, severity, NULL, format, args);
    if (fclose(out) == 0)
        deliver(text, size);
    free(text);
}

void
diag_error(struct unit *u, tokid first, tokid last, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    report(u, DIAG_ERROR, NULL, first, last, format, args);
    va_end(args);
}

void
diag_warning(struct unit *u, const char *option, tokid first, tokid last,
             const char *format, ...)
{
    va_list args;

    va_start(args, format);
    report(u, DIAG_WARNING, option, first, last, format, args);
    va_end(args);
}

void
diag_note(struct unit *u, tokid first, tokid last, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    report(u, DIAG_NOTE, NULL, first, last, format, args);
    va_end(args);
}

void
diag_general_error(const char *format, ...)
{
    va_list args;

    va_start(args, format);
    report_general(DIAG_ERROR, format, args);
    va_end(args);
}

void
diag_general_note(const char *format, ...)
{
    va_list args;

    va_start(args, format);
    report_general(DIAG_NOTE, format, args);
    va_end(args);
}

void
diag_fatal(const char *format, ...)
{
    va_list args;

    diag_release();
    max_errors = 0; /* the last word is always heard */
    va_start(args, format);
    report_general(DIAG_ERROR, format, args);
    va_end(args);
    exit(EXIT_FAILURE);
}

/* ---- did you mean ----------------------------------------------------- */

enum { LONGEST_WORD = 64 };

/* Insertions, deletions, replacements and exchanges of neighbours that lead
 * from a to b. */
static unsigned
distance(const char *a, size_t na, const char *b, size_t nb)
{
    unsigned row[3][LONGEST_WORD + 1];
    unsigned *before = row[0], *above = row[1], *now = row[2];

    for (size_t j = 0; j <= nb; j++)
        above[j] = (unsigned)j;
    for (size_t i = 1; i <= na; i++) {
        now[0] = (unsigned)i;
        for (size_t j = 1; j <= nb; j++) {
            unsigned d = above[j - 1] + (a[i - 1] != b[j - 1]);
            if (above[j] + 1 < d)
                d = above[j] + 1;
            if (now[j - 1] + 1 < d)
                d = now[j - 1] + 1;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
                a[i - 2] == b[j - 1] && before[j - 2] + 1 < d)
                d = before[j - 2] + 1;
            now[j] = d;
        }
        unsigned *spare = before;
        before = above;
        above = now;
        now = spare;
    }
    return above[nb];
}

const char *
diag_nearest(const char *word, size_t length, const char *const *names,
             size_t n)
{
    const char *nearest = NULL;
    unsigned best = (unsigned)(length + 2) / 3 + 1; /* too far */

    for (size_t i = 0; i < n && length <= LONGEST_WORD; i++) {
        size_t name_length = strlen(names[i]);
        if (name_length > LONGEST_WORD)
            continue;
        unsigned d = distance(word, length, names[i], name_length);
        if (d < best) {
            best = d;
            nearest = names[i];
        }
    }
    return nearest;
}
