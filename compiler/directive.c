/* SPDX-License-Identifier: MIT */
/* directive.c -- the words of a directive, and what stands behind them.
 *
 * Inside a directive C's keywords are words like all others, so directives
 * are read here, by hand, and not by the grammar: yylex calls
 * directive_recognize to learn how the directive is used, and the grammar,
 * once the names before it are declared, calls directive_read.  Clauses are
 * read by clause.c. */
#include <string.h>

#include "clause.h"
#include "diag.h"
#include "openmp.h"

/* ---- the table ----------------------------------------------------------- */

enum status { DONE, LATER };

static const struct directive_entry {
    const char *words;
    enum status status;
} directives[D_COUNT] = {
#define DIRECTIVE(id, words, body, status) [D_##id] = { words, status },
#define CLAUSE(id, word, argument, status)
#define ALLOW(directive, clause)
#include "directives.def"
#undef DIRECTIVE
#undef CLAUSE
#undef ALLOW
};

/* Other spellings. */
static const struct alias {
    const char *word;
    enum directive_kind kind;
} aliases[] = {
    { "master", D_MASKED },
    { "threadprivate", D_PRIVATE },
};

enum { ALIASES = sizeof aliases / sizeof *aliases };

const char *
directive_words(enum directive_kind kind)
{
    return kind < D_COUNT ? directives[kind].words : "";
}

bool
items_name(const struct item *items, const struct symbol *s)
{
    for (const struct item *i = items; i; i = i->next)
        if (i->symbol == s)
            return true;
    return false;
}

struct clause *
directive_clause(const struct directive *d, enum clause_kind kind)
{
    struct clause *c = d->clauses;

    while (c && c->kind != kind)
        c = c->next;
    return c;
}

/* ---- recognizing --------------------------------------------------------- */

/* How many tokens at t are the words, which blanks separate; 0: they are
 * not there. */
static tokid
match_words(const struct parser *p, tokid t, const char *words)
{
    tokid n = 0;

    for (;;) {
        size_t length = strcspn(words, " ");
        const struct token *token = token_at(p->u, t + n);

        if (token->length != length || memcmp(token->text, words, length))
            return 0;
        n++;
        if (!words[length])
            return n;
        words += length + 1;
    }
}

enum directive_kind
directive_match(const struct parser *p, tokid t, tokid *nwords)
{
    enum directive_kind best = D_COUNT;

    *nwords = 0;
    for (enum directive_kind k = 0; k < D_COUNT; k++) {
        tokid n = match_words(p, t, directives[k].words);

        if (n > *nwords) {
            best = k;
            *nwords = n;
        }
    }
    for (size_t i = 0; i < ALIASES && best == D_COUNT; i++)
        if ((*nwords = match_words(p, t, aliases[i].word)) > 0)
            best = aliases[i].kind;
    return best;
}

static void
report_unknown(struct parser *p, tokid t)
{
    const struct token *token = token_at(p->u, t);
    const char *names[D_COUNT + ALIASES], *near;
    const char *instead = openmp_directive(token->text, token->length);

    if (token->kind == TOK_PRAGMA_END) {
        diag_error(p->u, t - 1, t - 1,
                   "expected a directive after '#pragma shm'");
        return;
    }
    for (int i = 0; i < D_COUNT; i++)
        names[i] = directives[i].words;
    for (int i = 0; i < ALIASES; i++)
        names[D_COUNT + i] = aliases[i].word;
    near = diag_nearest(token->text, token->length, names,
                        D_COUNT + ALIASES);
    if (instead)
        diag_error(p->u, t, t, "OpenMP's directive '%s' does not exist here; "
                   "%s", token_string(p, t), instead);
    else if (near)
        diag_error_fixit(p->u, t, t, near,
                         "unknown directive '%s'; did you mean '%s'?",
                         token_string(p, t), near);
    else
        diag_error(p->u, t, t, "unknown directive '%s'", token_string(p, t));
}

enum directive_kind
directive_recognize(struct parser *p, tokid first, tokid *last)
{
    tokid nwords;
    enum directive_kind kind = directive_match(p, first + 1, &nwords);

    for (*last = first; token_at(p->u, *last)->kind != TOK_PRAGMA_END;)
        ++*last;
    if (kind == D_COUNT)
        report_unknown(p, first + 1);
    return kind;
}

/* ---- reading ------------------------------------------------------------- */

/* critical (name) */
static void
read_name(struct reader *r, struct directive *d)
{
    tokid close;

    if (token_at(r->p->u, r->at)->kind != TOK_LPAREN)
        return;
    close = reader_open(r, d->word);
    if (!close)
        return;
    if (!reader_is_word(r, r->at) || r->at + 1 != close)
        diag_error(r->p->u, r->at, r->at,
                   "expected a name after '(', and nothing else");
    d->name = r->at;
    r->at = close + 1;
}

/* cancel parallel, cancellation point for */
static void
read_construct(struct reader *r, struct directive *d)
{
    static const char *const words[] = { "parallel", "for", "sections" };
    enum { WORDS = sizeof words / sizeof *words };
    const struct token *token = token_at(r->p->u, r->at);
    const char *near;

    for (int i = 0; i < WORDS; i++)
        if (token_is(r->p, r->at, words[i])) {
            d->name = r->at++;
            return;
        }
    near = diag_nearest(token->text, token->length, words, WORDS);
    if (near)
        diag_error_fixit(r->p->u, r->at, r->at, near,
                         "'%s' cannot be cancelled; did you mean '%s'?",
                         token_string(r->p, r->at), near);
    else
        diag_error(r->p->u, d->word, r->at - 1,
                   "expected 'parallel', 'for' or 'sections' after '%s'",
                   directive_words(d->kind));
    if (reader_is_word(r, r->at) && !token_is(r->p, r->at, "if"))
        r->at++;
}

/* (list); where it may be left out, `optional`. */
static void
read_list(struct reader *r, struct directive *d, bool optional)
{
    tokid close;

    if (optional && token_at(r->p->u, r->at)->kind != TOK_LPAREN)
        return;
    close = reader_open(r, r->at - 1);
    if (close)
        d->items = reader_items(r, close);
    else
        r->at = r->end;
}

static void
read_argument(struct reader *r, struct directive *d)
{
    switch (d->kind) {
    case D_CANCEL: case D_CANCELLATION_POINT: read_construct(r, d); break;
    case D_CRITICAL: read_name(r, d); break;
    case D_DECLARE_REDUCTION: declared_read(r); break;
    case D_FLUSH: read_list(r, d, true); break;
    case D_REDUCE: case D_SHARED: case D_PRIVATE:
        read_list(r, d, false);
        break;
    default: break;
    }
}

static struct directive *
new_directive(struct parser *p, struct range range)
{
    struct directive *d = arena_alloc(p->u->arena, sizeof *d);

    d->first = range.first;
    d->last = range.last;
    d->word = range.first + 1;
    d->scope = p->scope;
    d->number = ++p->directives;
    *p->tail = d;
    p->tail = &d->next;
    return d;
}

/* Called when all names in front of the directive are declared and none
 * behind it. */
struct node *
directive_read(struct parser *p, struct range range)
{
    struct directive *d = new_directive(p, range);
    struct reader r = { .p = p, .directive = d, .end = range.last };
    tokid nwords;

    d->kind = directive_match(p, d->word, &nwords);
    d->node = node_make(p, N_DIRECTIVE, range);
    d->node->directive = d;
    r.at = d->word + nwords;
    if (directives[d->kind].status == LATER) {
        diag_error(p->u, d->word, r.at - 1,
                   "directive '%s' is not implemented",
                   directives[d->kind].words);
        return d->node;
    }
    read_argument(&r, d);
    clauses_read(&r);
    return d->node;
}

struct node *
directive_body(struct node *n, struct node *statement)
{
    n->directive->body = statement;
    return node_append(n, statement);
}

/* At file scope only declarative directives may stand. */
struct node *
directive_misplaced(struct parser *p, struct node *n)
{
    struct directive *d = n->directive;

    diag_error(p->u, d->word, d->last - 1,
               "'#pragma shm %s' stands outside a function",
               directive_words(d->kind));
    return n;
}
