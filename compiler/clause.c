/* SPDX-License-Identifier: MIT */
/* clause.c -- the clauses of a directive.
 *
 * One function for each form of argument in directives.def.  Each leaves the
 * reader behind the clause's closing parenthesis, also after a mistake, so
 * that the clauses after it are looked at too. */
#include <string.h>

#include "clause.h"
#include "diag.h"
#include "openmp.h"

/* ---- the table ---------------------------------------------------------- */

enum status { DONE, LATER };

enum form {
    FORM_NONE, FORM_EXPR, FORM_LIST, FORM_WORD, FORM_REDUCTION, FORM_ONFAIL,
    FORM_STRING, FORM_SCHEDULE, FORM_INITIALIZER
};

static const struct clause_entry {
    const char *word;
    enum form form;
    enum status status;
} clauses[C_COUNT] = {
#define DIRECTIVE(id, words, body, status)
#define CLAUSE(id, word, argument, status)                                    \
    [C_##id] = { word, FORM_##argument, status },
#define ALLOW(directive, clause)
#include "directives.def"
#undef DIRECTIVE
#undef CLAUSE
#undef ALLOW
};

static const bool allowed[D_COUNT][C_COUNT] = {
#define DIRECTIVE(id, words, body, status)
#define CLAUSE(id, word, argument, status)
#define ALLOW(directive, clause) [D_##directive][C_##clause] = true,
#include "directives.def"
#undef DIRECTIVE
#undef CLAUSE
#undef ALLOW
};

const char *
clause_word(enum clause_kind kind)
{
    return kind < C_COUNT ? clauses[kind].word : "";
}

/* ---- forms of arguments ------------------------------------------------- */

static bool
is_one_of(const struct reader *r, tokid t, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (token_is(r->p, t, words[i]))
            return true;
    return false;
}

/* A word out of a few, or a message. */
static void
expect_word(struct reader *r, tokid t, const char *const *words, size_t n,
            const char *what)
{
    const struct token *token = token_at(r->p->u, t);
    const char *near;

    if (is_one_of(r, t, words, n))
        return;
    if (!reader_is_word(r, t)) {
        diag_error(r->p->u, t, t, "expected %s after %s, saw %s", what,
                   reader_saw(r, t - 1), reader_saw(r, t));
        return;
    }
    near = diag_nearest(token->text, token->length, words, n);
    if (near)
        diag_error_fixit(r->p->u, t, t, near,
                         "'%s' is not %s; did you mean '%s'?",
                         token_string(r->p, t), what, near);
    else
        diag_error(r->p->u, t, t, "'%s' is not %s", token_string(r->p, t),
                   what);
}
#define EXPECT_WORD(r, t, words, what)                                        \
    expect_word(r, t, words, sizeof words / sizeof *words, what)

/* One expression, without the modifiers that OpenMP has in some clauses. */
static void
read_expression(struct reader *r, struct clause *c, tokid close)
{
    tokid colon = reader_separator(r, TOK_COLON, close);
    tokid comma = reader_separator(r, TOK_COMMA, close);

    if (colon < close && colon == r->at + 1) {
        diag_error(r->p->u, r->at, colon,
                   "OpenMP's '%s:' does not exist here; leave it out",
                   token_string(r->p, r->at));
        r->at = colon + 1;
    }
    if (comma < close)
        diag_error(r->p->u, comma, comma, "expected ')' after %s, saw ','",
                   reader_saw(r, comma - 1));
    c->expr = reader_expression(r, close);
}

/* default(none), default(private) */
static void
read_word(struct reader *r, struct clause *c, tokid close)
{
    static const char *const words[] = { "none", "private" };

    c->word2 = r->at;
    if (token_is(r->p, c->word2, "shared"))
        diag_error(r->p->u, c->word2, c->word2,
                   "'shared' cannot be the default: every worker is a "
                   "process; name what is to be shared in 'shared(...)'");
    else
        EXPECT_WORD(r, c->word2, words, "'none' or 'private'");
    r->at = close + 1;
}

/* reduction([modifier,] operator : list) */
static void
read_reduction(struct reader *r, struct clause *c, tokid close)
{
    if (reader_is_word(r, r->at) && reader_kind(r, r->at + 1) == TOK_COMMA) {
        c->modifier = r->at;
        r->at += 2;
    }
    c->word2 = r->at;
    if (r->at >= close || reader_kind(r, r->at) == TOK_COLON)
        diag_error(r->p->u, r->at, r->at,
                   "expected an operator after %s, saw %s",
                   reader_saw(r, r->at - 1), reader_saw(r, r->at));
    else if (reader_kind(r, r->at + 1) != TOK_COLON)
        diag_error(r->p->u, r->at, r->at,
                   "expected ':' after %s: reduction(operator : list)",
                   reader_saw(r, r->at));
    else {
        r->at += 2;
        c->items = reader_items(r, close);
        return;
    }
    r->at = close + 1;
}

/* schedule([modifier:] kind [, chunk]) */
static void
read_schedule(struct reader *r, struct clause *c, tokid close)
{
    static const char *const kinds[]
        = { "static", "dynamic", "guided", "auto", "runtime" };
    static const char *const modifiers[] = { "monotonic", "nonmonotonic" };
    static const char comma[] = ",";
    enum { KINDS = sizeof kinds / sizeof *kinds };

    if (r->at + 1 < close && reader_kind(r, r->at + 1) == TOK_COLON) {
        c->modifier = r->at;
        r->at += 2;
        if (!is_one_of(r, r->at, kinds, KINDS)
            && is_one_of(r, c->modifier, kinds, KINDS)) {
            diag_error_fixit(r->p->u, r->at - 1, r->at - 1, comma,
                             "the chunk size stands behind a comma: "
                             "schedule(%s, ...)",
                             token_string(r->p, c->modifier));
            r->at = close + 1;
            return;
        }
        EXPECT_WORD(r, c->modifier, modifiers, "a modifier of schedules");
    }
    c->word2 = r->at;
    EXPECT_WORD(r, c->word2, kinds, "a kind of schedule");
    if (r->at < close && reader_kind(r, ++r->at) == TOK_COMMA) {
        r->at++;
        read_expression(r, c, close);
    } else if (r->at < close) {
        diag_error(r->p->u, r->at, r->at, "expected ',' after %s, saw %s",
                   reader_saw(r, r->at - 1), reader_saw(r, r->at));
    }
    r->at = close + 1;
}

/* onfail(abort), onfail(retry(n [, always])), onfail(skip) */
static void
read_onfail(struct reader *r, struct clause *c, tokid close)
{
    static const char *const words[] = { "abort", "retry", "skip" };
    static const char *const always[] = { "always" };
    tokid inner, comma;

    c->word2 = r->at;
    EXPECT_WORD(r, c->word2, words, "'abort', 'retry' or 'skip'");
    r->at++;
    if (token_is(r->p, c->word2, "retry")
        && (inner = reader_open(r, c->word2)) != 0) {
        comma = reader_separator(r, TOK_COMMA, inner);
        c->expr = reader_expression(r, comma);
        if (comma < inner) {
            c->modifier = comma + 1;
            EXPECT_WORD(r, c->modifier, always, "'always'");
        }
        r->at = inner + 1;
    }
    if (r->at < close)
        diag_error(r->p->u, r->at, r->at, "expected ')' after %s, saw %s",
                   reader_saw(r, r->at - 1), reader_saw(r, r->at));
    r->at = close + 1;
}

static void
read_argument(struct reader *r, struct clause *c, tokid close)
{
    switch (clauses[c->kind].form) {
    case FORM_NONE: break;
    case FORM_EXPR: case FORM_STRING:
        read_expression(r, c, close);
        break;
    case FORM_LIST: c->items = reader_items(r, close); break;
    case FORM_WORD: read_word(r, c, close); break;
    case FORM_REDUCTION: read_reduction(r, c, close); break;
    case FORM_ONFAIL: read_onfail(r, c, close); break;
    case FORM_SCHEDULE: read_schedule(r, c, close); break;
    case FORM_INITIALIZER: declared_read_initializer(r, close); break;
    }
}

/* ---- clauses ------------------------------------------------------------ */

static enum clause_kind
find_clause(const struct reader *r, tokid t)
{
    enum clause_kind k = 0;

    if (token_is(r->p, t, "num_threads"))
        return C_NUM_WORKERS;
    while (k < C_COUNT && !token_is(r->p, t, clauses[k].word))
        k++;
    return k;
}

/* What may have been meant: the clauses of this directive, and the words that
 * make it a combined one. */
static const char *
nearest_clause(const struct reader *r, tokid t)
{
    const struct token *token = token_at(r->p->u, t);
    const char *words = directive_words(r->directive->kind);
    const char *names[C_COUNT + D_COUNT + 1];
    size_t n = 0, length = strlen(words);

    for (int i = 0; i < C_COUNT; i++)
        if (allowed[r->directive->kind][i])
            names[n++] = clauses[i].word;
    if (allowed[r->directive->kind][C_NUM_WORKERS])
        names[n++] = "num_threads";
    for (int i = 0; i < D_COUNT; i++) {
        const char *longer = directive_words(i);

        if (strncmp(longer, words, length) == 0 && longer[length] == ' ')
            names[n++] = longer + length + 1;
    }
    return diag_nearest(token->text, token->length, names, n);
}

static void
report_unknown(struct reader *r, tokid t)
{
    const struct token *token = token_at(r->p->u, t);
    const char *word = token_string(r->p, t), *near;
    const char *directive = openmp_directive(token->text, token->length);
    const char *clause = openmp_clause(token->text, token->length);
    tokid nwords;

    if (clause || directive)
        diag_error(r->p->u, t, t,
                   "OpenMP's %s '%s' does not exist here; %s",
                   clause ? "clause" : "directive", word,
                   clause ? clause : directive);
    else if (directive_match(r->p, t, &nwords) != D_COUNT)
        diag_error(r->p->u, t, t,
                   "'%s' and '%s' cannot be combined; write two directives",
                   directive_words(r->directive->kind), word);
    else if ((near = nearest_clause(r, t)) != NULL)
        diag_error_fixit(r->p->u, t, t, near,
                         "unknown clause '%s'; did you mean '%s'?", word,
                         near);
    else
        diag_error(r->p->u, t, t, "unknown clause '%s'", word);
}

/* Passes over a clause that is not understood. */
static void
pass_over(struct reader *r)
{
    r->at++;
    if (r->at < r->end && reader_kind(r, r->at) == TOK_LPAREN) {
        r->at = token_closing(r->p, r->at, r->end);
        r->at += r->at < r->end;
    }
}

/* Whether the clause is one for this directive; if not, says so. */
static bool
is_usable(struct reader *r, enum clause_kind kind)
{
    enum directive_kind d = r->directive->kind;

    if (!allowed[d][kind])
        diag_error(r->p->u, r->at, r->at,
                   "clause '%s' is not valid on directive '%s'",
                   token_string(r->p, r->at), directive_words(d));
    else if (clauses[kind].status == LATER)
        diag_error(r->p->u, r->at, r->at, "clause '%s' is not implemented",
                   token_string(r->p, r->at));
    else
        return true;
    return false;
}

/* NULL when the clause is unknown or not for here; it is passed over then. */
static struct clause *
read_clause(struct reader *r)
{
    enum clause_kind kind = find_clause(r, r->at);
    struct clause *c;
    tokid close;

    if (kind == C_COUNT)
        report_unknown(r, r->at);
    if (kind == C_COUNT || !is_usable(r, kind)) {
        pass_over(r);
        return NULL;
    }
    c = arena_alloc(r->p->u->arena, sizeof *c);
    c->kind = kind;
    c->first = r->at++;
    if (clauses[kind].form != FORM_NONE) {
        close = reader_open(r, c->first);
        if (!close) {
            r->at = r->end; /* what comes next is likely its argument */
            return NULL;
        }
        read_argument(r, c, close);
    } else if (reader_kind(r, r->at) == TOK_LPAREN) {
        diag_error(r->p->u, r->at, r->at, "clause '%s' takes no argument",
                   clauses[kind].word);
        r->at--;
        pass_over(r);
    }
    c->last = r->at - 1;
    return c;
}

/* Clauses are separated by blanks or commas. */
void
clauses_read(struct reader *r)
{
    struct clause **tail = &r->directive->clauses;

    while (r->at < r->end) {
        struct clause *c;

        if (reader_kind(r, r->at) == TOK_COMMA && r->at + 1 < r->end)
            r->at++;
        if (reader_kind(r, r->at) == TOK_LBRACE) {
            diag_error(r->p->u, r->at, r->at,
                       "a directive ends with its line; the '{' belongs on "
                       "the next one");
            return;
        }
        if (!reader_is_word(r, r->at)) {
            diag_error(r->p->u, r->at, r->at,
                       "expected a clause after %s, saw %s",
                       reader_saw(r, r->at - 1), reader_saw(r, r->at));
            return;
        }
        c = read_clause(r);
        if (c) {
            *tail = c;
            tail = &c->next;
        }
    }
}
