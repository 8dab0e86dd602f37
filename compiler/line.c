/* SPDX-License-Identifier: MIT */
/* line.c -- what a # line of the preprocessor's output says. */
#include "lexer.h"

#include <ctype.h>
#include <string.h>

static const char *
skip_blanks(const char *p, const char *end)
{
    while (p < end && (*p == ' ' || (*p >= '\t' && *p <= '\r')))
        p++;
    return p;
}

static bool
is_word_character(char c)
{
    return isalnum((unsigned char)c) || c == '_' || c == '$' || (c & 0x80);
}

/* Steps over the word, if it stands there, and the blanks behind it. */
static bool
take_word(const char **p, const char *end, const char *word)
{
    size_t length = strlen(word);

    if ((size_t)(end - *p) < length || memcmp(*p, word, length) != 0)
        return false;
    const char *behind = *p + length;
    if (behind < end && is_word_character(*behind))
        return false;
    *p = skip_blanks(behind, end);
    return true;
}

/* Saturates. */
static uint32_t
take_number(const char **p, const char *end)
{
    uint32_t n = 0;

    for (; *p < end && isdigit((unsigned char)**p); ++*p)
        n = n > UINT32_MAX / 10 - 1 ? n : n * 10 + (uint32_t)(**p - '0');
    *p = skip_blanks(*p, end);
    return n;
}

/* Behind `#` or `#line`: 12 "f.c" 1 3 4 */
static void
read_marker(struct line *line, const char *p)
{
    line->kind = LINE_MARKER;
    line->number = take_number(&p, line->end);
    if (p == line->end || *p != '"')
        return;
    line->name = ++p;
    while (p < line->end && *p != '"')
        p += *p == '\\' && p + 1 < line->end ? 2 : 1;
    line->name_end = p;
    if (p < line->end)
        p = skip_blanks(p + 1, line->end);
    while (p < line->end && isdigit((unsigned char)*p)) {
        uint32_t flag = take_number(&p, line->end);
        line->enter |= flag == 1;
        line->leave |= flag == 2;
        line->system |= flag == 3;
        line->extern_c |= flag == 4;
    }
}

static void
read_pragma(struct line *line, const char *p)
{
    if (take_word(&p, line->end, "shm"))
        line->kind = LINE_SHM;
    else if (take_word(&p, line->end, "push_macro") ||
             take_word(&p, line->end, "pop_macro"))
        line->kind = LINE_MACRO_STACK;
    line->rest = p;
}

struct line
line_read(const char *hash, const char *limit)
{
    const char *end = memchr(hash, '\n', (size_t)(limit - hash));
    struct line line = { .kind = LINE_OTHER };

    if (!end)
        end = limit;
    while (end > hash + 1 && end[-1] == '\r')
        end--;
    line.end = end;
    const char *p = hash + (*hash == '%' ? 2 : 1); /* %: is # */
    line.rest = p = skip_blanks(p, end);
    if (take_word(&p, end, "pragma"))
        read_pragma(&line, p);
    else if (take_word(&p, end, "define") || take_word(&p, end, "undef"))
        line.kind = LINE_DEFINITION;
    else if ((p < end && isdigit((unsigned char)*p)) ||
             (take_word(&p, end, "line") && p < end &&
              isdigit((unsigned char)*p)))
        read_marker(&line, p);
    return line;
}

/* The value of an escape sequence of a line marker; *p is behind the
 * backslash.  Both compilers write \n for a line end, digits for others. */
static char
take_escape(const char **p, const char *end)
{
    int value = 0, digits = 0;

    while (digits < 3 && *p < end && **p >= '0' && **p <= '7') {
        value = value * 8 + (*(*p)++ - '0');
        digits++;
    }
    if (digits)
        return (char)value;
    return *(*p)++ == 'n' ? '\n' : (*p)[-1];
}

char *
line_name(struct arena *arena, const struct line *line)
{
    const char *p = line->name, *end = line->name_end;
    char *name = arena_strdup(arena, p, (size_t)(end - p));
    char *out = name;

    while (p < end)
        if (*p == '\\' && p + 1 < end) {
            p++;
            *out++ = take_escape(&p, end);
        } else {
            *out++ = *p++;
        }
    *out = 0;
    return name;
}
