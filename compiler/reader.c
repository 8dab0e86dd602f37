/* SPDX-License-Identifier: MIT */
/* reader.c -- reading in a directive: where things end, expressions, and lists
 * of names and array sections.  Each function leaves the reader behind what it
 * has read, also after a mistake. */
#include "clause.h"
#include "diag.h"

/* ---- the reader --------------------------------------------------------- */

unsigned
reader_kind(const struct reader *r, tokid t)
{
    return token_at(r->p->u, t)->kind;
}

bool
reader_is_word(const struct reader *r, tokid t)
{
    char c = token_at(r->p->u, t)->text[0];

    return t < r->end
           && (c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
           && reader_kind(r, t) != TOK_STRING
           && reader_kind(r, t) != TOK_CHARACTER;
}

const char *
reader_saw(const struct reader *r, tokid t)
{
    if (t >= r->end)
        return "the end of the directive";
    return arena_printf(r->p->u->arena, "'%s'", token_string(r->p, t));
}

tokid
reader_open(struct reader *r, tokid word)
{
    tokid close;

    if (reader_kind(r, r->at) != TOK_LPAREN) {
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

tokid
reader_separator(const struct reader *r, unsigned kind, tokid close)
{
    int questions = 0;

    for (tokid t = r->at; t < close; t++)
        switch (reader_kind(r, t)) {
        case TOK_LPAREN: case TOK_LBRACKET: case TOK_LBRACE:
            t = token_closing(r->p, t, close);
            break;
        case TOK_QUESTION: questions++; break;
        case TOK_COLON:
            if (kind == TOK_COLON && questions-- == 0)
                return t;
            break;
        default:
            if (reader_kind(r, t) == kind)
                return t;
        }
    return close;
}

struct node *
reader_expression(struct reader *r, tokid close)
{
    struct node *n = parse_expression(r->p, r->at, close - 1);

    r->at = close + 1;
    return n;
}

/* ---- lists -------------------------------------------------------------- */

/* The part of [low:length] up to `separator`; empty is allowed. */
static struct node *
bound(struct reader *r, tokid separator)
{
    struct range empty = { r->at, r->at - 1 };

    if (r->at == separator) {
        r->at++;
        return node_make(r->p, N_EMPTY, empty);
    }
    return reader_expression(r, separator);
}

/* [low:length], or [index] where a section may still follow. */
static struct node *
read_brackets(struct reader *r, struct node *array, tokid end)
{
    tokid open = r->at++;
    tokid close = token_closing(r->p, open, end);
    tokid colon = reader_separator(r, TOK_COLON, close);
    struct range range = { array->first, close };
    struct node *low, *length, *n;

    if (colon == close) {
        low = reader_expression(r, close);
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

    if (reader_kind(r, r->at) != TOK_IDENTIFIER || r->at == end) {
        diag_error(r->p->u, r->at, r->at, "expected a variable after %s, "
                   "saw %s", reader_saw(r, r->at - 1), reader_saw(r, r->at));
        return NULL;
    }
    item->name = r->at;
    item->expr = identifier_node(r->p, r->at++);
    item->symbol = item->expr->symbol;
    if (!item->symbol) {
        report_undeclared(r, item->name);
        return NULL;
    }
    while (item->expr && r->at < end && reader_kind(r, r->at) == TOK_LBRACKET)
        item->expr = read_brackets(r, item->expr, end);
    if (!item->expr)
        return NULL;
    if (item->expr->kind == N_INDEX)
        diag_error(r->p->u, item->expr->first, item->expr->last,
                   "an element cannot be listed; a section of one is "
                   "written [i:1]");
    if (r->at < end
        && (reader_kind(r, r->at) == TOK_DOT
            || reader_kind(r, r->at) == TOK_ARROW))
        diag_error(r->p->u, item->name, end - 1,
                   "a member cannot be listed; use a variable in its place");
    else if (r->at < end)
        diag_error(r->p->u, r->at, r->at, "expected ',' after %s, saw %s",
                   reader_saw(r, r->at - 1), reader_saw(r, r->at));
    return item;
}

struct item *
reader_items(struct reader *r, tokid close)
{
    struct item *first = NULL, **tail = &first;

    for (;;) {
        tokid comma = reader_separator(r, TOK_COMMA, close);
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
