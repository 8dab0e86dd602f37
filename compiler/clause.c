/* SPDX-License-Identifier: MIT */
/* clause.c -- the clauses of a directive.
 *
 * One function for each form of argument in directives.def.  Each leaves the
 * reader behind the clause's closing parenthesis, also after a mistake, so
 * that the clauses after it are looked at too. */
#include <string.h>

#include "clause.h"
#include "diag.h"

/* ---- the table ----------------------------------------------------------- */

enum status { DONE, LATER };

enum form {
    FORM_NONE, FORM_EXPR, FORM_LIST, FORM_WORD, FORM_REDUCTION, FORM_ONFAIL,
    FORM_STRING, FORM_SCHEDULE
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

/* ---- the reader ---------------------------------------------------------- */

static unsigned
kind_at(const struct reader *r, tokid t)
{
    return token_at(r->p->u, t)->kind;
}

bool
reader_is_word(const struct reader *r, tokid t)
{
    char c = token_at(r->p->u, t)->text[0];

    return t < r->end
           && (c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
           && kind_at(r, t) != TOK_STRING && kind_at(r, t) != TOK_CHARACTER;
}

/* 'x', or what is said of the directive's end. */
static const char *
saw(const struct reader *r, tokid t)
{
    if (t >= r->end)
        return "the end of the directive";
    return arena_printf(r->p->u->arena, "'%s'", token_string(r->p, t));
}

tokid
reader_open(struct reader *r, tokid word)
{
    tokid close;

    if (kind_at(r, r->at) != TOK_LPAREN) {
        diag_error(r->p->u, word, word, "expected '(' after '%s'",
                   token_string(r->p, word));
        return 0;
    }
    close = token_closing(r->p, r->at, r->end);
    if (close == r->end) {
        diag_error(r->p->u, r->at, r->at,
                   "expected ')' to match this '(' of '%s'",
                   token_string(r->p, word));
        r->at = r->end;
        return 0;
    }
    r->at++;
    return close;
}

/* The first comma or colon between here and `close` that stands in no
 * brackets and belongs to no ?: operator; or `close`. */
static tokid
find_separator(const struct reader *r, unsigned kind, tokid close)
{
    int questions = 0;

    for (tokid t = r->at; t < close; t++)
        switch (kind_at(r, t)) {
        case TOK_LPAREN: case TOK_LBRACKET: case TOK_LBRACE:
            t = token_closing(r->p, t, close);
            break;
        case TOK_QUESTION: questions++; break;
        case TOK_COLON:
            if (kind == TOK_COLON && questions-- == 0)
                return t;
            break;
        default:
            if (kind_at(r, t) == kind)
                return t;
        }
    return close;
}

/* From here up to `close`, which is passed over; NULL after a message. */
static struct node *
read_expression(struct reader *r, tokid close)
{
    struct node *n = parse_expression(r->p, r->at, close - 1);

    r->at = close + 1;
    return n;
}

/* ---- lists --------------------------------------------------------------- */

/* The part of [low:length] up to `separator`; empty is allowed. */
static struct node *
bound(struct reader *r, tokid separator)
{
    struct range empty = { r->at, r->at - 1 };

    if (r->at == separator) {
        r->at++;
        return node_make(r->p, N_EMPTY, empty);
    }
    return read_expression(r, separator);
}

/* [low:length], or [index] where a section may still follow. */
static struct node *
read_brackets(struct reader *r, struct node *array, tokid end)
{
    tokid open = r->at++;
    tokid close = token_closing(r->p, open, end);
    tokid colon = find_separator(r, TOK_COLON, close);
    struct range range = { array->first, close };
    struct node *low, *length, *n;

    if (colon == close) {
        low = read_expression(r, close);
        if (low && array->kind != N_SECTION)
            return index_node(r->p, range, array, low);
        if (low)
            diag_error(r->p->u, open, close,
                       "expected ':' in an array section: [low:length]");
        return NULL;
    }
    low = bound(r, colon);
    length = bound(r, close);
    if (!low || !length)
        return NULL;
    n = node_with(r->p, N_SECTION, range, array, low, length, NULL);
    if (array->type
        && (array->type->kind == T_ARRAY || array->type->kind == T_POINTER)
        && array->type->of->kind != T_UNKNOWN)
        n->type = array->type->of;
    return n;
}

static void
report_undeclared(struct reader *r, tokid name)
{
    const char *near = scope_nearest(r->p, name);

    if (near)
        diag_error_fixit(r->p->u, name, name, near,
                         "'%s' is not declared; did you mean '%s'?",
                         token_string(r->p, name), near);
    else
        diag_error(r->p->u, name, name, "'%s' is not declared",
                   token_string(r->p, name));
}

/* One element, up to `end`; NULL after a message. */
static struct item *
read_item(struct reader *r, tokid end)
{
    struct item *item = arena_alloc(r->p->u->arena, sizeof *item);

    if (kind_at(r, r->at) != TOK_IDENTIFIER || r->at == end) {
        diag_error(r->p->u, r->at, r->at, "expected a variable after %s, "
                   "saw %s", saw(r, r->at - 1), saw(r, r->at));
        return NULL;
    }
    item->name = r->at;
    item->expr = identifier_node(r->p, r->at++);
    item->symbol = item->expr->symbol;
    if (!item->symbol) {
        report_undeclared(r, item->name);
        return NULL;
    }
    while (item->expr && r->at < end && kind_at(r, r->at) == TOK_LBRACKET)
        item->expr = read_brackets(r, item->expr, end);
    if (!item->expr)
        return NULL;
    if (item->expr->kind == N_INDEX)
        diag_error(r->p->u, item->expr->first, item->expr->last,
                   "an element cannot be listed; a section of one is "
                   "written [i:1]");
    if (r->at < end)
        diag_error(r->p->u, r->at, r->at, "expected ',' after %s, saw %s",
                   saw(r, r->at - 1), saw(r, r->at));
    return item;
}

struct item *
reader_items(struct reader *r, tokid close)
{
    struct item *first = NULL, **tail = &first;

    for (;;) {
        tokid comma = find_separator(r, TOK_COMMA, close);
        struct item *item = read_item(r, comma);

        if (item) {
            *tail = item;
            tail = &item->next;
        }
        r->at = comma + 1;
        if (comma == close)
            return first;
    }
}

/* ---- forms of arguments -------------------------------------------------- */

/* A word out of a few, or a message. */
static void
expect_word(struct reader *r, tokid t, const char *const *words, size_t n,
            const char *what)
{
    const struct token *token = token_at(r->p->u, t);
    const char *near;

    for (size_t i = 0; i < n; i++)
        if (token_is(r->p, t, words[i]))
            return;
    if (!reader_is_word(r, t)) {
        diag_error(r->p->u, t, t, "expected %s after %s, saw %s", what,
                   saw(r, t - 1), saw(r, t));
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

/* default(none), default(private) */
static void
read_word(struct reader *r, struct clause *c, tokid close)
{
    static const char *const words[] = { "none", "private" };

    c->word2 = r->at;
    EXPECT_WORD(r, c->word2, words, "'none' or 'private'");
    r->at = close + 1;
}

/* reduction([modifier,] operator : list) */
static void
read_reduction(struct reader *r, struct clause *c, tokid close)
{
    if (reader_is_word(r, r->at) && kind_at(r, r->at + 1) == TOK_COMMA) {
        c->modifier = r->at;
        r->at += 2;
    }
    c->word2 = r->at;
    if (r->at >= close || kind_at(r, r->at) == TOK_COLON)
        diag_error(r->p->u, r->at, r->at,
                   "expected an operator after %s, saw %s",
                   saw(r, r->at - 1), saw(r, r->at));
    else if (kind_at(r, r->at + 1) != TOK_COLON)
        diag_error(r->p->u, r->at, r->at,
                   "expected ':' after %s: reduction(operator : list)",
                   saw(r, r->at));
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

    if (r->at + 1 < close && kind_at(r, r->at + 1) == TOK_COLON) {
        c->modifier = r->at;
        EXPECT_WORD(r, c->modifier, modifiers, "a modifier of schedules");
        r->at += 2;
    }
    c->word2 = r->at;
    EXPECT_WORD(r, c->word2, kinds, "a kind of schedule");
    if (r->at < close && kind_at(r, ++r->at) == TOK_COMMA) {
        r->at++;
        c->expr = read_expression(r, close);
    } else if (r->at < close) {
        diag_error(r->p->u, r->at, r->at, "expected ',' after %s, saw %s",
                   saw(r, r->at - 1), saw(r, r->at));
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
        comma = find_separator(r, TOK_COMMA, inner);
        c->expr = read_expression(r, comma);
        if (comma < inner) {
            c->modifier = comma + 1;
            EXPECT_WORD(r, c->modifier, always, "'always'");
        }
        r->at = inner + 1;
    }
    if (r->at < close)
        diag_error(r->p->u, r->at, r->at, "expected ')' after %s, saw %s",
                   saw(r, r->at - 1), saw(r, r->at));
    r->at = close + 1;
}

static void
read_argument(struct reader *r, struct clause *c, tokid close)
{
    switch (clauses[c->kind].form) {
    case FORM_NONE: break;
    case FORM_EXPR: case FORM_STRING:
        c->expr = read_expression(r, close);
        break;
    case FORM_LIST: c->items = reader_items(r, close); break;
    case FORM_WORD: read_word(r, c, close); break;
    case FORM_REDUCTION: read_reduction(r, c, close); break;
    case FORM_ONFAIL: read_onfail(r, c, close); break;
    case FORM_SCHEDULE: read_schedule(r, c, close); break;
    }
}

/* ---- clauses ------------------------------------------------------------- */

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

static void
report_unknown(struct reader *r, tokid t)
{
    const struct token *token = token_at(r->p->u, t);
    const char *names[C_COUNT], *near;

    for (int i = 0; i < C_COUNT; i++)
        names[i] = clauses[i].word;
    near = diag_nearest(token->text, token->length, names, C_COUNT);
    if (near)
        diag_error_fixit(r->p->u, t, t, near,
                         "unknown clause '%s'; did you mean '%s'?",
                         token_string(r->p, t), near);
    else
        diag_error(r->p->u, t, t, "unknown clause '%s'",
                   token_string(r->p, t));
}

/* Passes over a clause that is not understood. */
static void
pass_over(struct reader *r)
{
    r->at++;
    if (r->at < r->end && kind_at(r, r->at) == TOK_LPAREN) {
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
        if (!close)
            return NULL;
        read_argument(r, c, close);
    } else if (kind_at(r, r->at) == TOK_LPAREN) {
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

        if (kind_at(r, r->at) == TOK_COMMA && r->at + 1 < r->end)
            r->at++;
        if (!reader_is_word(r, r->at)) {
            diag_error(r->p->u, r->at, r->at,
                       "expected a clause after %s, saw %s",
                       saw(r, r->at - 1), saw(r, r->at));
            return;
        }
        c = read_clause(r);
        if (c) {
            *tail = c;
            tail = &c->next;
        }
    }
}
