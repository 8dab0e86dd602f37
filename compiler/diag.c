/* SPDX-License-Identifier: MIT */
/* diag.c -- collects errors, warnings and notes, counts them, and has them
 * written: at once as text, at the end of the input in the other forms.
 *
 * Messages, counters and settings are the process's: one process translates
 * one command line, and its exit status depends on all of it. */
#include "diag.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "diag_message.h"
#include "source.h"
#include "tokens.h"

static struct diag_settings settings;
static bool set;              /* else diag_defaults are to be copied */
static const char *input;     /* the file that is being compiled, or 0 */
static unsigned errors;
static unsigned promoted;     /* warnings among them */
static bool hidden;           /* the last message: its notes are, too */
static bool held;             /* messages may have to be dropped, */
static bool doubtful;         /* and there are such; nothing is written */
static struct arena *arena;   /* owns what waits */
static struct message *first_message, *last_message;
static struct message *mark;  /* the last one that is not to be dropped */

void
diag_set(const struct diag_settings *s)
{
    settings = *s;
    set = true;
}

static const struct diag_settings *
current(void)
{
    if (!set)
        diag_set(&diag_defaults);
    return &settings;
}

unsigned
diag_errors(void)
{
    return errors;
}

/* ---- writing ---------------------------------------------------------- */

/* One call for all of it, so that the messages of compilers that run side by
 * side do not mix. */
static void
write_all(int fd, const char *text, size_t size)
{
    while (size > 0) {
        ssize_t n = write(fd, text, size);

        if (n < 0 && errno != EINTR)
            return; /* nobody left to tell */
        if (n > 0) {
            text += n;
            size -= (size_t)n;
        }
    }
}

static void
write_form(FILE *out)
{
    switch (current()->format) {
    case DIAG_TEXT:
        diag_write_text(out, first_message, current());
        break;
    case DIAG_JSON:
    case DIAG_JSON_FILE:
        diag_write_json(out, first_message);
        break;
    case DIAG_SARIF:
    case DIAG_SARIF_FILE:
        diag_write_sarif(out, first_message, input ? input : "");
        break;
    }
}

/* What waits goes to standard error. */
static void
flush(void)
{
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);

    if (!out)
        return;
    write_form(out);
    if (fclose(out) == 0)
        write_all(STDERR_FILENO, text, size);
    free(text);
}

static void
forget(void)
{
    first_message = last_message = mark = NULL;
    if (arena)
        arena_free(arena);
    arena = NULL;
}

/* x.c.sarif or x.c.gcc.json, in the folder that the command was given in, as
 * gcc does it. */
static void
write_file(const char *suffix)
{
    const char *slash = strrchr(input, '/');
    char *name;
    FILE *f;
    bool bad;

    if (asprintf(&name, "%s%s", slash ? slash + 1 : input, suffix) < 0)
        return;
    f = fopen(name, "we");
    if (f)
        write_form(f);
    bad = f && ferror(f);
    if (!f || fclose(f) || bad)
        fprintf(stderr, "shmcc: error: cannot write '%s': %s\n", name,
                strerror(errno));
    free(name);
}

void
diag_begin(const char *name)
{
    input = name;
}

void
diag_finish(void)
{
    enum diag_format format = current()->format;

    if (input && format == DIAG_SARIF_FILE)
        write_file(".sarif");
    else if (input && format == DIAG_JSON_FILE)
        write_file(".gcc.json");
    else if (first_message)
        flush();
    forget();
    if (promoted && format == DIAG_TEXT)
        fprintf(stderr, "shmcc: %s warnings being treated as errors\n",
                current()->werror ? "all" : "some");
    promoted = 0;
    input = NULL;
}

/* Text is written as soon as it may be. */
static void
deliver(void)
{
    if (doubtful || current()->format != DIAG_TEXT || !first_message)
        return;
    flush();
    forget();
}

void
diag_hold(void)
{
    held = true;
    mark = last_message;
}

void
diag_drop(void)
{
    held = doubtful = false;
    if (!mark)
        input = NULL; /* the compiler speaks of it, we do not */
    last_message = mark;
    if (mark)
        mark->next = NULL;
    else
        first_message = NULL;
}

void
diag_release(void)
{
    held = doubtful = false;
    deliver();
}

/* Where the message stands in the text: the tokens, first and last. */
struct range {
    struct unit *u;
    tokid first, last;
};

static bool
in_directive(const struct range *at)
{
    const struct token *token = token_at(at->u, at->first);

    return token->directive || token->kind == TOK_PRAGMA_SHM
           || token->kind == TOK_PRAGMA_END;
}

/* The compiler does not see what stands in directives; errors there are ours
 * to tell, but for those behind an error of its own, of which they may be a
 * consequence. */
static void
doubt(const struct range *at, enum severity severity)
{
    if (held && severity != DIAG_NOTE && !(at && in_directive(at)))
        doubtful = true;
    if (!doubtful)
        mark = last_message;
}

/* ---- messages --------------------------------------------------------- */

/* A new message behind the others. */
static struct message *
add(enum severity severity, const char *format, va_list args)
{
    struct message *m;
    char *text;
    int length = vasprintf(&text, format, args);

    if (!arena)
        arena = arena_new();
    m = arena_alloc(arena, sizeof *m);
    m->severity = severity;
    m->text = length < 0 ? format
                         : arena_strdup(arena, text, (size_t)length);
    if (length >= 0)
        free(text);
    if (last_message)
        last_message->next = m;
    else
        first_message = m;
    last_message = m;
    return m;
}

__attribute__((format(printf, 2, 3)))
static void
add_general(enum severity severity, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    add(severity, format, args);
    va_end(args);
}

/* Counts; false: the message is not to be printed. */
static bool
admit(enum severity severity)
{
    unsigned max = current()->max_errors;

    if (severity == DIAG_NOTE)
        return !hidden;
    hidden = severity == DIAG_ERROR && ++errors > max && max;
    if (hidden && errors == max + 1) {
        add_general(DIAG_NOTE, "more than %u errors; -fmax-errors=0 shows "
                    "all of them", max);
        deliver();
    }
    return !hidden;
}

static void
locate(struct message *m, struct unit *u, tokid first, tokid last)
{
    struct place place = source_place(u, first);
    struct place end = last > first ? source_place(u, last) : place;

    m->file = arena_strdup(arena, u->files[u->tokens[first].file].name,
                           strlen(u->files[u->tokens[first].file].name));
    m->line = place.number;
    m->column = place.column;
    m->quote = arena_strdup(arena, place.line, place.length);
    m->quote_length = place.length;
    m->end_column = end.number != place.number
                        ? (uint32_t)place.length + 1
                        : end.column + end.word;
    if (m->end_column <= m->column)
        m->end_column = m->column + 1;
    m->included = diag_inclusion(u, first, arena);
}

static struct message *
report(const struct range *at, enum severity severity, const char *format,
       va_list args)
{
    struct message *m;

    if (!admit(severity))
        return NULL;
    m = add(severity, format, args);
    doubt(at, severity);
    if (at)
        locate(m, at->u, at->first, at->last);
    return m;
}

void
diag_error(struct unit *u, tokid first, tokid last, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    report(&(struct range){ u, first, last }, DIAG_ERROR, format, args);
    va_end(args);
    deliver();
}

/* Is the token written there, and not made by a macro?  Nothing can be put
 * in its place otherwise. */
static bool
is_written(const struct message *m, const struct token *token)
{
    size_t at = m->column - 1;

    return at + token->length <= m->quote_length
           && memcmp(m->quote + at, token->text, token->length) == 0;
}

void
diag_error_fixit(struct unit *u, tokid first, tokid last, const char *fixit,
                 const char *format, ...)
{
    struct message *m;
    va_list args;

    va_start(args, format);
    m = report(&(struct range){ u, first, last }, DIAG_ERROR, format, args);
    va_end(args);
    if (m && is_written(m, token_at(u, first)))
        m->fixit = arena_strdup(arena, fixit, strlen(fixit));
    deliver();
}

/* Is the warning wanted?  *error: as an error. */
static bool
is_wanted(const char *option, bool *error)
{
    const struct diag_settings *s = current();
    int i = diag_warning_index(option, strlen(option));

    *error = s->werror;
    if (i >= 0)
        *error = s->warning[i].error
                 || (s->werror && !s->warning[i].not_error);
    return !s->no_warnings && (i < 0 || !s->warning[i].off);
}

void
diag_warning(struct unit *u, const char *option, tokid first, tokid last,
             const char *format, ...)
{
    struct message *m;
    va_list args;
    bool error;

    hidden = !is_wanted(option, &error)
             || (u->tokens[first].system && !current()->system_headers);
    if (hidden)
        return;
    promoted += error;
    va_start(args, format);
    m = report(&(struct range){ u, first, last },
               error ? DIAG_ERROR : DIAG_WARNING, format, args);
    va_end(args);
    if (m) {
        m->option = option;
        m->promoted = error;
    }
    deliver();
}

void
diag_note(struct unit *u, tokid first, tokid last, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    report(&(struct range){ u, first, last }, DIAG_NOTE, format, args);
    va_end(args);
    deliver();
}

void
diag_general_error(const char *format, ...)
{
    va_list args;

    va_start(args, format);
    report(NULL, DIAG_ERROR, format, args);
    va_end(args);
    deliver();
}

void
diag_general_note(const char *format, ...)
{
    va_list args;

    va_start(args, format);
    report(NULL, DIAG_NOTE, format, args);
    va_end(args);
    deliver();
}

/* The last word is always heard, even when there is no memory to keep it. */
void
diag_fatal(const char *format, ...)
{
    static const char message[] = "shmcc: error: out of memory\n";
    static bool dying;
    va_list args;

    if (dying) {
        write_all(STDERR_FILENO, message, sizeof message - 1);
        _exit(EXIT_FAILURE);
    }
    dying = true;
    diag_release();
    va_start(args, format);
    errors++;
    add(DIAG_ERROR, format, args);
    va_end(args);
    deliver();
    diag_finish();
    exit(EXIT_FAILURE);
}
