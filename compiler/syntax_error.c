/* SPDX-License-Identifier: MIT */
/* syntax_error.c -- what is said about a syntax error, and where parsing goes
 * on behind it.
 *
 * A declaration without directives that the grammar does not know is no
 * error: nothing in it is ours to change.  It is skipped as a whole, unless
 * unit.parse_all asks for the error. */
#include "diag.h"
#include "parse.h"

static unsigned
kind_at(const struct parser *p, tokid t)
{
    return token_at(p->u, t)->kind;
}

/* ---- extents ------------------------------------------------------------- */

/* Is the brace at t the body of a function, not of a struct or an
 * initializer?  `aggregate`: the last struct, union or enum before it. */
static bool
is_function_body(const struct parser *p, tokid t, tokid aggregate)
{
    if (kind_at(p, t - 1) == TOK_ASSIGN)
        return false;
    if (!aggregate)
        return true;
    for (tokid at = aggregate + 1; at < t; at++)
        if (kind_at(p, at) == TOK_ATTRIBUTE)
            at = token_closing(p, at + 1, t);
        else if (kind_at(p, at) == TOK_LPAREN)
            return true;
    return false;
}

/* By brackets only: up to a semicolon, or the closing brace of a function's
 * body. */
tokid
external_end(const struct parser *p, tokid t)
{
    tokid end = p->u->ntokens, aggregate = 0, close;

    for (; t < end; t++)
        switch (kind_at(p, t)) {
        case TOK_SEMICOLON: return t;
        case TOK_STRUCT: case TOK_UNION: case TOK_ENUM: aggregate = t; break;
        case TOK_LPAREN: case TOK_LBRACKET: case TOK_LATTRIBUTE:
            t = token_closing(p, t, end);
            break;
        case TOK_RBRACE: return t;
        case TOK_LBRACE:
            close = token_closing(p, t, end);
            if (is_function_body(p, t, aggregate))
                return close < end ? close : end - 1;
            t = close;
            aggregate = 0;
            break;
        default: break;
        }
    return end - 1;
}

/* Is the error in something that must parse? */
static bool
is_ours(const struct parser *p)
{
    tokid last;

    if (p->expression || p->u->parse_all)
        return true;
    last = external_end(p, p->external);
    for (tokid t = p->external; t <= last; t++)
        if (kind_at(p, t) == TOK_PRAGMA_SHM)
            return true;
    return false;
}

/* ---- messages ------------------------------------------------------------ */

static const struct directive *
directive_at(const struct parser *p, tokid first)
{
    const struct directive *d = p->u->directives;

    while (d && d->first != first)
        d = d->next;
    return d;
}

/* The directive in front of the token, or 0. */
static const struct directive *
directive_before(const struct parser *p, tokid t)
{
    if (kind_at(p, t - 1) != TOK_PRAGMA_END)
        return NULL;
    while (t > 1 && kind_at(p, t) != TOK_PRAGMA_SHM)
        t--;
    return directive_at(p, t);
}

/* A token in a message. */
static const char *
quoted(const struct parser *p, tokid t)
{
    switch (kind_at(p, t)) {
    case TOK_NONE: return "the beginning of the file";
    case TOK_EOF: return "the end of the file";
    case TOK_PRAGMA_END: return "the end of the directive";
    case TOK_PRAGMA_SHM: return "'#pragma shm'";
    default:
        return arena_printf(p->u->arena, "'%.*s'",
                            (int)token_at(p->u, t)->length,
                            token_at(p->u, t)->text);
    }
}

/* The most telling of what could have stood there, or NULL: a list of all
 * operators helps nobody. */
static const char *
wanted(const struct parser *p, const struct expectation *e)
{
    if (e->end && p->expression)
        return quoted(p, p->end);
    if (e->only)
        return arena_printf(p->u->arena, "'%s'", e->only);
    return e->statement    ? "a statement"
           : e->expression ? "an expression"
           : e->semicolon  ? "';'"
           : e->closing
               ? arena_printf(p->u->arena, "'%s'", e->closing)
           : e->type ? "a declaration"
           : e->name ? "a name"
                     : NULL;
}

/* A directive without its statement is reported at the directive. */
static void
report(struct parser *p, tokid t, const struct expectation *e)
{
    const struct directive *before = directive_before(p, t);
    const char *what = wanted(p, e);
    tokid last;

    if (before && e->statement)
        diag_error(p->u, before->word, before->last - 1,
                   "expected a statement after '#pragma shm %s', saw %s",
                   directive_words(before->kind), quoted(p, t));
    else if (kind_at(p, t) == TOK_PRAGMA_SHM)
        diag_error(p->u, t + 1, t + 1,
                   "'#pragma shm %s' cannot stand here",
                   directive_words(directive_recognize(p, t, &last)));
    else if (what)
        diag_error(p->u, t, t, "expected %s after %s, saw %s", what,
                   quoted(p, t - 1), quoted(p, t));
    else
        diag_error(p->u, t, t, "%s cannot stand after %s", quoted(p, t),
                   quoted(p, t - 1));
}

void
syntax_error(struct parser *p, tokid t, const struct expectation *e)
{
    p->bad = t;
    if (p->stop)
        return;
    p->abandon = !is_ours(p);
    if (!p->abandon)
        report(p, t, e);
}

void
syntax_too_deep(struct parser *p, tokid t)
{
    p->bad = t;
    p->abandon = true;
    if (p->stop || !is_ours(p))
        return;
    diag_error(p->u, t, t, "nested too deeply");
    p->stop = true;
}

/* What stands where the grammar does not look, among the words of an
 * attribute say, is not passed over in silence. */
void
syntax_missed(struct parser *p)
{
    const struct directive *d = p->u->directives;

    for (tokid t = 1; t < p->u->ntokens; t++) {
        if (kind_at(p, t) != TOK_PRAGMA_SHM)
            continue;
        if (d && d->first == t)
            d = d->next;
        else
            diag_error(p->u, t + 1, t + 1, "'#pragma shm' cannot stand here");
    }
}

/* ---- going on ------------------------------------------------------------ */

/* Behind the statement that the token belongs to, or in front of the } that
 * ends the block, or of a directive. */
static tokid
statement_end(const struct parser *p, tokid t)
{
    tokid bad = t;

    for (; t < p->end; t++)
        switch (kind_at(p, t)) {
        case TOK_SEMICOLON: return t + 1;
        case TOK_RBRACE: return t;
        case TOK_LBRACE: return token_closing(p, t, p->end - 1) + 1;
        case TOK_PRAGMA_SHM:
            if (t > bad)
                return t;
            break;
        default: break;
        }
    return p->end;
}

static unsigned
open_brackets(const struct parser *p, tokid first, tokid end)
{
    unsigned depth = 0;

    for (tokid t = first; t < end; t++)
        switch (kind_at(p, t)) {
        case TOK_LPAREN: case TOK_LBRACKET: case TOK_LBRACE: depth++; break;
        case TOK_RPAREN: case TOK_RBRACKET: case TOK_RBRACE:
            depth -= depth > 0;
            break;
        default: break;
        }
    return depth;
}

/* The scope is that of the block again: names of inner blocks that were left
 * by the error are gone.  What follows a directive without a statement is
 * tried once more as an item of the block, as it is most often one. */
bool
syntax_recover(struct parser *p, struct node *block)
{
    tokid bad = p->bad;

    if (p->stop || p->abandon || p->expression)
        return false;
    p->scope = block->scope;
    if (directive_before(p, bad) && p->retried != bad)
        p->next = p->retried = bad; /* a directive without a statement */
    else
        p->next = statement_end(p, bad);
    p->nesting = open_brackets(p, p->external, p->next);
    return p->next < p->end;
}
