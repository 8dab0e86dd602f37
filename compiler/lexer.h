/* SPDX-License-Identifier: MIT */
/* lexer.h -- the lexical elements of a C text, one call each.
 *
 * Used for the preprocessor's output, for its expansion of the directives'
 * words, and for the user's own files (before preprocessing).  Blanks and
 * comments are passed over; whatever comes in, every call gets nearer to the
 * end, and nothing is read behind it. */
#ifndef SHMCC_LEXER_H
#define SHMCC_LEXER_H

#include "tokens.h"
#include "unit.h"

/* What lexer_next returns beside token kinds. */
enum lexeme {
    LEX_LINE = TOK_COUNT, /* a # line, from the # to the end of the line */
    LEX_HASH,             /* a # elsewhere, or any in a raw text */
    LEX_STRAY,            /* a character that C does not know */
    LEX_NUL,
    LEX_NEWLINE,          /* in a raw text: the end of a logical line */
    LEX_OPEN_STRING,      /* not terminated: */
    LEX_OPEN_CHARACTER,
    LEX_OPEN_COMMENT
};

struct lexer {
    const struct word_table *words;
    bool raw;            /* not yet preprocessed: # lines are lexed like all
                          * others, and line ends are told */
    bool slash_comments; /* two slashes begin a comment */
    const char *start;   /* the element */
    const char *cursor;  /* behind it */
    const char *limit;   /* *limit is 0 */
    const char *line_start;
    uint32_t newlines;   /* before start */
    bool line_begins;    /* only blanks and comments before, on this line */
};

/* text[size] must be 0. */
void lexer_init(struct lexer *, const struct word_table *, unsigned dialect,
                const char *text, size_t size);
/* TOK_EOF at the end, again and again. */
int lexer_next(struct lexer *);

/* What a # line says. */
enum line_kind {
    LINE_MARKER,     /* # 12 "f.c" 1 3, or #line 12 "f.c" */
    LINE_DEFINITION, /* #define, #undef */
    LINE_SHM,        /* #pragma shm; `rest` is what follows */
    LINE_MACRO_STACK,/* #pragma push_macro, pop_macro */
    LINE_OTHER
};

struct line {
    enum line_kind kind;
    const char *rest, *end;         /* `end`: of the line, without CR */
    uint32_t number;                /* LINE_MARKER */
    const char *name, *name_end;    /* between the quotes; 0: none given */
    bool enter, leave, system;      /* flags 1, 2, 3 */
    bool extern_c;                  /* flag 4 */
};

/* From the # up to the limit, which must be the end of the text or of the
 * line. */
struct line line_read(const char *hash, const char *limit);
/* LINE_MARKER: the file's name, escapes undone. */
char *line_name(struct arena *, const struct line *);

#endif
