/* SPDX-License-Identifier: MIT */
#include "source.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "align.h"
#include "lexer.h"

/* The tokens and the words of one group of lines, aligned: the last ones
 * that somebody asked for, since the next question is often about them too. */
struct alignment {
    const struct source *source;
    tokid first, last;     /* all tokens of the lines */
    tokid ntokens;         /* of the unit, when this was made */
    struct match *match;   /* for each token first..last */
    uint32_t *word;        /* words that take part, by match.index */
    uint32_t nwords;
};

struct sources {
    struct source *list;
    struct alignment last;
};

/* ---- reading ---------------------------------------------------------- */

static bool
read_all(int fd, char *buffer, size_t size)
{
    for (size_t done = 0; done < size;) {
        ssize_t n = read(fd, buffer + done, size - done);
        if (n <= 0)
            return false;
        done += (size_t)n;
    }
    return true;
}

/* Only regular files: anything else cannot be read a second time.  A line
 * marker may name a pipe that nobody writes to: it is not waited for. */
static void
read_file(struct unit *u, struct source *s)
{
    int fd = open(u->files[s->file].name,
                  O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    struct stat st;

    if (fd < 0)
        return;
    if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) &&
        (uintmax_t)st.st_size < UINT32_MAX / 2) {
        char *buffer = arena_alloc(u->arena, (size_t)st.st_size + 1);
        s->size = (size_t)st.st_size;
        if (read_all(fd, buffer, s->size))
            s->text = buffer;
    }
    close(fd);
}

static void
find_lines(struct unit *u, struct source *s)
{
    uint32_t n = 1;

    for (const char *p = s->text; (p = strchr(p, '\n')) != NULL; p++)
        n++;
    s->line_offset = arena_alloc(u->arena, (n + 2) * sizeof(uint32_t));
    s->group = arena_alloc(u->arena, (n + 2) * sizeof(uint32_t));
    s->nlines = n;
    const char *p = s->text;
    for (uint32_t line = 1; line <= n; line++) {
        const char *end = memchr(p, '\n', s->size - (size_t)(p - s->text));
        s->line_offset[line] = (uint32_t)(p - s->text);
        p = end ? end + 1 : s->text + s->size;
    }
    s->line_offset[n + 1] = (uint32_t)s->size;
}

/* Brackets that are open, while the words of a file pass by.  Both branches
 * of an #if may open the same one, so #else goes back to the depth at #if. */
struct depth {
    int now;
    int at_if[64], ifs;
};

static void
conditional(struct depth *d, const char *word, size_t length)
{
    const int max = sizeof d->at_if / sizeof *d->at_if;

    if (length >= 2 && memcmp(word, "if", 2) == 0) {
        if (d->ifs < max)
            d->at_if[d->ifs] = d->now;
        d->ifs++;
    } else if (length >= 4 && memcmp(word, "el", 2) == 0) {
        if (d->ifs > 0 && d->ifs <= max)
            d->now = d->at_if[d->ifs - 1];
    } else if (length == 5 && memcmp(word, "endif", 5) == 0 && d->ifs > 0) {
        d->ifs--;
    }
}

static void
line_ends(struct source *s, uint32_t from, uint32_t to, int depth)
{
    uint32_t group = depth > 0 && from > 1 ? s->group[from - 1] : from;

    for (; from <= to; from++)
        s->group[from] = group;
}

/* Cuts the file into words and finds the groups. */
static void
find_words(struct unit *u, struct source *s)
{
    struct word_table table;
    struct lexer in;
    struct depth depth = { 0 };
    uint32_t from = 1, hash = 0; /* first line of this one; word behind # */
    int kind, begin = 0;         /* depth where the line began */
    bool directive = false;

    s->words = arena_alloc(u->arena, (s->size + 1) * sizeof *s->words);
    word_table_init(&table, u->dialect);
    lexer_init(&in, &table, u->dialect, s->text, s->size);
    in.raw = true;
    do {
        kind = lexer_next(&in);
        if (kind == LEX_NEWLINE || kind == TOK_EOF) {
            line_ends(s, from, in.newlines + 1, begin);
            from = in.newlines + 2;
            begin = depth.now;
            directive = false;
            continue;
        }
        size_t length = (size_t)(in.cursor - in.start);
        if (kind == LEX_HASH && in.line_begins) {
            directive = true;
            hash = s->nwords + 1;
        } else if (directive && s->nwords == hash) {
            conditional(&depth, in.start, length);
        } else if (!directive) {
            depth.now += (kind == TOK_LPAREN) - (kind == TOK_RPAREN);
            if (depth.now < 0)
                depth.now = 0;
        }
        s->words[s->nwords++] = (struct source_word){
            (uint32_t)(in.start - s->text), (uint32_t)length, in.newlines + 1,
            directive };
    } while (kind != TOK_EOF);
}

const struct source *
source_read(struct unit *u, uint32_t file)
{
    struct source *s;

    if (!u->sources)
        u->sources = arena_alloc(u->arena, sizeof *u->sources);
    for (s = u->sources->list; s; s = s->next)
        if (s->file == file)
            return s;
    s = arena_alloc(u->arena, sizeof *s);
    s->file = file;
    s->next = u->sources->list;
    u->sources->list = s;
    read_file(u, s);
    /* A file with NULs is not worth the trouble. */
    if (s->text && strlen(s->text) != s->size)
        s->text = NULL;
    if (s->text) {
        find_lines(u, s);
        find_words(u, s);
    }
    return s;
}

uint32_t
source_group_end(const struct source *s, uint32_t line)
{
    uint32_t first = s->group[line];

    while (line < s->nlines && s->group[line + 1] == first)
        line++;
    return line;
}

uint32_t
source_first_word(const struct source *s, uint32_t line)
{
    uint32_t low = 0, high = s->nwords;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (s->words[middle].line < line)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* ---- aligning --------------------------------------------------------- */

static struct spelling
spelling_at(const struct source *s, uint32_t word)
{
    return (struct spelling){ s->text + s->words[word].offset,
                              s->words[word].length };
}

static bool
word_is(const struct source *s, uint32_t word, const char *text)
{
    return word < s->nwords && s->words[word].length == strlen(text) &&
           memcmp(s->text + s->words[word].offset, text, strlen(text)) == 0;
}

/* What a directive consists of has its own line; it takes no part. */
static bool
is_plain(const struct token *t)
{
    return !t->directive && t->kind != TOK_PRAGMA_SHM &&
           t->kind != TOK_PRAGMA_END;
}

/* The run of tokens around t that the lines from..to of its file gave. */
static void
find_tokens(const struct unit *u, tokid t, uint32_t from, uint32_t to,
            struct alignment *a)
{
    uint32_t file = u->tokens[t].file;

#define INSIDE(t)                                                           \
    (u->tokens[t].file == file && u->tokens[t].line >= from &&               \
     u->tokens[t].line <= to)
    for (a->first = t; a->first > 1 && INSIDE(a->first - 1);)
        a->first--;
    for (a->last = t; a->last < u->ntokens && INSIDE(a->last + 1);)
        a->last++;
#undef INSIDE
}

/* A word that no token is equal to is the name of a macro; what stands in
 * the brackets behind it are its arguments.  Tokens from there may look like
 * the user's words, but are not at the user's disposal. */
static void
exclude_arguments(const struct source *s, struct alignment *a)
{
    bool *used = calloc(a->nwords + 1, sizeof *used);
    bool *argument = calloc(a->nwords + 1, sizeof *argument);
    tokid n = a->last - a->first + 1;

    for (tokid i = 0; used && i < n; i++)
        if (a->match[i].exact)
            used[a->match[i].index] = true;
    for (uint32_t w = 0; used && argument && w + 1 < a->nwords; w++) {
        if (used[w] || argument[w] || !word_is(s, a->word[w + 1], "("))
            continue;
        int depth = 0;
        for (uint32_t k = w + 1; k < a->nwords; k++) {
            argument[k] = true;
            depth += word_is(s, a->word[k], "(") - word_is(s, a->word[k], ")");
            if (depth == 0)
                break;
        }
    }
    for (tokid i = 0; i < n; i++)
        if (!argument || argument[a->match[i].index])
            a->match[i].exact = false;
    free(used);
    free(argument);
}

static void
alignment_make(struct unit *u, tokid t, const struct source *s,
               struct alignment *a)
{
    uint32_t line = u->tokens[t].line;
    uint32_t from = s->group[line], to = source_group_end(s, line);
    uint32_t word = source_first_word(s, from);
    uint32_t end = source_first_word(s, to + 1), n = 0;

    *a = (struct alignment){ .source = s, .ntokens = u->ntokens };
    find_tokens(u, t, from, to, a);
    tokid count = a->last - a->first + 1;
    struct spelling *written = arena_alloc(
        u->arena, (end - word + 1) * sizeof *written);
    struct spelling *expanded = arena_alloc(u->arena,
                                            count * sizeof *expanded);
    struct match *match = arena_alloc(u->arena, count * sizeof *match);
    a->match = arena_alloc(u->arena, count * sizeof *a->match);
    a->word = arena_alloc(u->arena, (end - word + 1) * sizeof *a->word);
    for (; word < end; word++)
        if (!s->words[word].directive) {
            a->word[a->nwords] = word;
            written[a->nwords++] = spelling_at(s, word);
        }
    for (tokid i = a->first; i <= a->last; i++)
        if (is_plain(&u->tokens[i]))
            expanded[n++] = spelling_of(&u->tokens[i]);
    align(written, a->nwords, expanded, n, match);
    n = 0;
    for (tokid i = a->first; i <= a->last; i++) {
        bool plain = is_plain(&u->tokens[i]);
        a->match[i - a->first] = plain ? match[n] : (struct match){ 0 };
        n += plain;
    }
    exclude_arguments(s, a);
}

/* The match of a token that is no part of a directive, or 0. */
static const struct match *
match_of(struct unit *u, tokid t, const struct source *s,
         const struct alignment **alignment)
{
    struct alignment *a = &u->sources->last;

    if (!s->text || u->tokens[t].line < 1 || u->tokens[t].line > s->nlines)
        return NULL;
    if (a->source != s || t < a->first || t > a->last ||
        a->ntokens != u->ntokens)
        alignment_make(u, t, s, a);
    *alignment = a;
    return a->nwords ? &a->match[t - a->first] : NULL;
}

/* The word # of the #pragma line on which a directive's tokens are, or
 * nwords. */
static uint32_t
pragma_word(const struct source *s, const struct token *t)
{
    if (!s->text || t->line < 1 || t->line > s->nlines)
        return s->nwords;
    uint32_t w = source_first_word(s, t->line);
    if (w < s->nwords && s->words[w].line == t->line &&
        s->words[w].directive && word_is(s, w + 1, "pragma") &&
        word_is(s, w + 2, "shm"))
        return w;
    return s->nwords;
}

/* The word from which a word of a directive comes. */
static uint32_t
directive_word(struct unit *u, tokid t, const struct source *s)
{
    uint32_t hash = pragma_word(s, &u->tokens[t]);
    tokid first = t, last = t;

    if (hash == s->nwords || !u->tokens[t].directive)
        return hash;
    while (u->tokens[first - 1].directive)
        first--;
    while (last < u->ntokens && u->tokens[last + 1].directive)
        last++;
    uint32_t word = hash + 3, end = word;
    while (end < s->nwords && s->words[end].directive &&
           !(word_is(s, end, "#") && word_is(s, end + 1, "pragma")))
        end++;
    struct spelling *written = arena_alloc(
        u->arena, (end - word + 1) * sizeof *written);
    struct spelling *expanded = arena_alloc(
        u->arena, (last - first + 1) * sizeof *expanded);
    struct match *match = arena_alloc(u->arena,
                                      (last - first + 1) * sizeof *match);
    for (uint32_t w = word; w < end; w++)
        written[w - word] = spelling_at(s, w);
    for (tokid i = first; i <= last; i++)
        expanded[i - first] = spelling_of(&u->tokens[i]);
    align(written, end - word, expanded, last - first + 1, match);
    word += match[t - first].index;
    return word < end ? word : hash;
}

/* ---- answers ---------------------------------------------------------- */

/* A directive without a #pragma line: _Pragma or the macro that has it. */
static uint32_t
macro_word(const struct source *s, uint32_t line)
{
    uint32_t first = source_first_word(s, line), w = first;

    for (; w < s->nwords && s->words[w].line == line; w++)
        if (word_is(s, w, "_Pragma"))
            return w;
    return first;
}

/* The word to point at, or nwords. */
static uint32_t
nearest_word(struct unit *u, tokid t, const struct source *s)
{
    const struct token *token = &u->tokens[t];
    const struct alignment *a;

    if (!s->text || token->line < 1 || token->line > s->nlines)
        return s->nwords;
    if (!is_plain(token)) {
        uint32_t w = directive_word(u, t, s);
        return w < s->nwords ? w : macro_word(s, token->line);
    }
    const struct match *m = match_of(u, t, s, &a);
    return m ? a->word[m->index] : s->nwords;
}

/* Without the file: the line of the preprocessor's text. */
static struct place
place_in_text(const struct unit *u, tokid t)
{
    const struct token *token = &u->tokens[t], *at = token;

    while (at->directive)
        at--;
    const char *line = at->text - (at->column - 1);
    size_t left = u->text_size - (size_t)(line - u->text);
    const char *end = memchr(line, '\n', left);

    return (struct place){ line, end ? (size_t)(end - line) : left,
                           token->line, token->column, token->length };
}

struct place
source_place(struct unit *u, tokid t)
{
    if (u->tokens[t].kind == TOK_PRAGMA_END) { /* behind the last word */
        struct place place = source_place(u, t - 1);
        place.column += place.word;
        place.word = 1;
        return place;
    }
    const struct source *s = source_read(u, u->tokens[t].file);
    uint32_t w = nearest_word(u, t, s);

    if (w >= s->nwords)
        return place_in_text(u, t);
    const struct source_word *word = &s->words[w];
    const char *line = s->text + s->line_offset[word->line];
    const char *end = s->text + s->line_offset[word->line + 1];
    if (end > line && end[-1] == '\n')
        end--;
    if (end > line && end[-1] == '\r')
        end--;
    return (struct place){ line, (size_t)(end - line), word->line,
                           word->offset - s->line_offset[word->line] + 1,
                           word->length };
}

const struct source_word *
source_word_of(struct unit *u, tokid t)
{
    const struct source *s = source_read(u, u->tokens[t].file);
    const struct alignment *a;

    if (u->tokens[t].kind == TOK_PRAGMA_SHM ||
        u->tokens[t].kind == TOK_PRAGMA_END) {
        uint32_t w = pragma_word(s, &u->tokens[t]);
        return w < s->nwords ? &s->words[w] : NULL;
    }
    const struct match *m = match_of(u, t, s, &a);
    return m && m->exact ? &s->words[a->word[m->index]] : NULL;
}
