/* SPDX-License-Identifier: MIT */
/* scan_unit.c -- cuts the preprocessor's output into tokens.
 *
 * In comes the text of cc -E -dD and what the preprocessor made of the
 * directives' words (expand.c); out go unit.tokens and unit.files. */
#include <string.h>

#include "align.h"
#include "diag.h"
#include "expand.h"
#include "lexer.h"
#include "phases.h"

enum { MAX_TOKEN_LENGTH = 1 << 20, MAX_TOKENS = 100000000, BUCKETS = 1024 };

struct scanner {
    struct unit *u;
    struct lexer in;
    struct word_table words;
    struct expansion expansion;
    tokid room;       /* of unit.tokens */
    unsigned directives;
    uint32_t file;    /* where we are, by the last line marker */
    bool system;
    bool marker_seen;
    uint32_t line_offset; /* line in that file minus newlines */

    /* Files by name: heads of lists, then for each file the next one. */
    uint32_t bucket[BUCKETS], *next_file, file_room;
};

static struct token *
token_add(struct scanner *s, int kind, const char *text, size_t length,
          size_t column)
{
    struct unit *u = s->u;

    if (++u->ntokens >= s->room) {
        if (u->ntokens > MAX_TOKENS)
            diag_fatal("%s: more than %d tokens", u->main_file, MAX_TOKENS);
        struct token *more = arena_alloc(u->arena,
                                         2 * (size_t)s->room * sizeof *more);
        memcpy(more, u->tokens, s->room * sizeof *more);
        u->tokens = more;
        s->room *= 2;
    }
    struct token *t = &u->tokens[u->ntokens];
    *t = (struct token){
        .kind = (uint16_t)kind,
        .system = s->system,
        .file = s->file,
        .line = s->in.newlines + s->line_offset,
        .column = (uint32_t)column,
        .length = (uint32_t)length,
        .text = text,
    };
    if (length > MAX_TOKEN_LENGTH) {
        t->length = MAX_TOKEN_LENGTH;
        diag_error(u, u->ntokens, u->ntokens, "token longer than %d bytes",
                   MAX_TOKEN_LENGTH);
        t->length = (uint32_t)length;
    }
    return t;
}

/* Says what is wrong with the last token. */
static void
report(struct unit *u, int lexeme)
{
    tokid t = u->ntokens;

    switch (lexeme) {
    case LEX_OPEN_STRING:
        diag_error(u, t, t, "missing terminating '\"' character");
        break;
    case LEX_OPEN_CHARACTER:
        diag_error(u, t, t, "missing terminating ' character");
        break;
    case LEX_OPEN_COMMENT:
        diag_error(u, t, t, "unterminated comment");
        break;
    case LEX_NUL:
        diag_error(u, t, t, "null character in program");
        break;
    default:
        diag_error(u, t, t, "stray '%c' in program", *u->tokens[t].text);
    }
}

/* One element of the text, or of the words of a directive. */
static void
element_add(struct scanner *s, int lexeme, const struct lexer *in,
            size_t column, bool directive)
{
    bool open_comment = lexeme == LEX_OPEN_COMMENT;
    size_t length = open_comment ? 2 : (size_t)(in->cursor - in->start);
    int kind = lexeme < TOK_COUNT              ? lexeme
               : lexeme == LEX_OPEN_STRING    ? TOK_STRING
               : lexeme == LEX_OPEN_CHARACTER ? TOK_CHARACTER
                                              : TOK_NONE;
    struct token *t = token_add(s, kind, in->start, length, column);

    t->directive = directive;
    if (kind == TOK_LBRACKET && t[-1].kind == TOK_LBRACKET)
        t[-1].kind = TOK_LATTRIBUTE;
    if (lexeme > TOK_COUNT)
        report(s->u, lexeme);
    if (kind == TOK_NONE)
        s->u->ntokens--; /* was there for the message only */
}

static uint32_t
file_hash(const char *name, size_t length)
{
    uint32_t h = 0;

    for (size_t i = 0; i < length; i++)
        h = h * 31 + (unsigned char)name[i];
    return h % BUCKETS;
}

/* The file's index in unit.files; the first one with this name counts. */
static uint32_t
file_index(struct scanner *s, const char *name, size_t length)
{
    struct unit *u = s->u;
    uint32_t *head = &s->bucket[file_hash(name, length)];

    for (uint32_t f = *head; f; f = s->next_file[f - 1])
        if (strncmp(u->files[f - 1].name, name, length) == 0 &&
            !u->files[f - 1].name[length])
            return f - 1;
    if (u->nfiles == s->file_room) {
        uint32_t room = s->file_room * 2;
        struct file *files = arena_alloc(u->arena, room * sizeof *files);
        uint32_t *next = arena_alloc(u->arena, room * sizeof *next);
        memcpy(files, u->files, u->nfiles * sizeof *files);
        memcpy(next, s->next_file, u->nfiles * sizeof *next);
        u->files = files;
        s->next_file = next;
        s->file_room = room;
    }
    u->files[u->nfiles].name = arena_strdup(u->arena, name, length);
    s->next_file[u->nfiles] = *head;
    return (*head = ++u->nfiles) - 1;
}

static void
marker(struct scanner *s, const struct line *line)
{
    struct unit *u = s->u;

    s->line_offset = line->number - (s->in.newlines + 1);
    if (!line->name)
        return;
    char *name = line_name(u->arena, line);
    s->file = file_index(s, name, strlen(name));
    s->system = line->system;
    if (!s->marker_seen)
        u->files[s->file].is_main = true;
    s->marker_seen = true;
}

/* The columns of a directive's words are those of the #pragma line; a word
 * that a macro produced gets the column of the macro's name.  `column` is
 * that of the raw words' begin. */
static void
words_place(struct unit *u, tokid first, const char *raw, uint32_t column)
{
    size_t n = u->ntokens + 1 - first;
    struct spelling *a, *b = arena_alloc(u->arena, n * sizeof *b + 1);
    size_t na = spellings_read(u, raw, &a);
    struct match *match = arena_alloc(u->arena, n * sizeof *match + 1);

    for (size_t i = 0; i < n; i++)
        b[i] = spelling_of(&u->tokens[first + i]);
    align(a, na, b, n, match);
    for (size_t i = 0; i < n; i++)
        if (match[i].index < na)
            u->tokens[first + i].column =
                column + (uint32_t)(a[match[i].index].text - raw);
}

/* #pragma shm: the bracket, the expanded words, the bracket. */
static void
directive(struct scanner *s, const struct line *line)
{
    struct unit *u = s->u;
    const char *hash = s->in.start;
    size_t column = (size_t)(hash - s->in.line_start) + 1;
    char *raw = arena_strdup(u->arena, line->rest,
                             (size_t)(line->end - line->rest));
    const char *text = expansion_words(&s->expansion, ++s->directives);
    struct lexer words;

    if (!text)
        text = raw;
    token_add(s, TOK_PRAGMA_SHM, hash, (size_t)(line->end - hash), column);
    tokid first = u->ntokens + 1;
    lexer_init(&words, &s->words, u->dialect, text, strlen(text));
    for (int kind; (kind = lexer_next(&words)) != TOK_EOF;)
        if (kind != LEX_LINE)
            element_add(s, kind, &words, column, true);
    words_place(u, first, raw,
                (uint32_t)(column + (size_t)(line->rest - hash)));
    token_add(s, TOK_PRAGMA_END, line->end, 0,
              column + (size_t)(line->end - hash));
}

static void
hash_line(struct scanner *s)
{
    struct line line = line_read(s->in.start, s->in.cursor);

    if (line.kind == LINE_MARKER)
        marker(s, &line);
    else if (line.kind == LINE_SHM)
        directive(s, &line);
}

static void
scanner_init(struct scanner *s, struct unit *u, const char *expanded,
             size_t size)
{
    *s = (struct scanner){ .u = u, .line_offset = 1, .file_room = 16 };
    expansion_read(u, expanded, size, &s->expansion);
    word_table_init(&s->words, u->dialect);
    lexer_init(&s->in, &s->words, u->dialect, u->text, u->text_size);
    /* Most texts have more than six bytes a token; the rest grows. */
    s->room = (tokid)(u->text_size / 6 + 64);
    if (s->room > MAX_TOKENS)
        s->room = MAX_TOKENS;
    u->tokens = arena_alloc(u->arena, s->room * sizeof *u->tokens);
    u->ntokens = 0;
    u->files = arena_alloc(u->arena, s->file_room * sizeof *u->files);
    s->next_file = arena_alloc(u->arena, s->file_room * sizeof *s->next_file);
    u->nfiles = 0;
    s->file = file_index(s, u->main_file, strlen(u->main_file));
    u->files[s->file].is_main = true;
}

void
scan(struct unit *u, const char *expanded, size_t size)
{
    struct scanner s;
    int kind;

    scanner_init(&s, u, expanded, size);
    while ((kind = lexer_next(&s.in)) != TOK_EOF)
        if (kind == LEX_LINE)
            hash_line(&s);
        else
            element_add(&s, kind, &s.in,
                        (size_t)(s.in.start - s.in.line_start) + 1, false);
    token_add(&s, TOK_EOF, s.in.start, 0,
              (size_t)(s.in.start - s.in.line_start) + 1);
}
