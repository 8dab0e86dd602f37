/* SPDX-License-Identifier: MIT */
/* check_lost_remedy.c -- which reduction does what an assignment does.
 *
 * Beside the operators that say it (x += a) the usual ways to write the
 * others: x = x + a, if (a > x) x = a, x = a > x ? a : x, x = fmax(x, a). */
#include "check_lost.h"

/* Is it the object, or an element of it? */
static bool
is_object(struct node *n, const struct symbol *s)
{
    const struct node *name = object_named(n);

    return name && name->symbol == s;
}

/* Does the comparison hold when the other operand is the larger one (1) or
 * the smaller one (-1)?  0: it is no such comparison with the object. */
static int
sense(struct node *n, const struct symbol *s)
{
    struct node *compare = node_unparen(n);
    int larger;

    if (compare->kind != N_BINARY)
        return 0;
    switch (compare->op) {
    case TOK_LESS: case TOK_LESS_EQUAL: larger = 1; break;
    case TOK_GREATER: case TOK_GREATER_EQUAL: larger = -1; break;
    default: return 0;
    }
    if (is_object(node_child(compare, 0), s))
        return larger;
    return is_object(node_child(compare, 1), s) ? -larger : 0;
}

static const char *
extreme(int larger)
{
    return larger > 0 ? "max" : larger < 0 ? "min" : NULL;
}

/* if (a > x) x = a; */
static const char *
of_guard(const struct node *write, const struct symbol *s)
{
    const struct node *n = write->parent;

    while (n && (n->kind == N_PAREN || n->kind == N_EXPRESSION_STATEMENT
                 || n->kind == N_COMPOUND))
        n = n->parent;
    return n && n->kind == N_IF && !node_child(n, 2)
               ? extreme(sense(node_child(n, 0), s))
               : NULL;
}

/* x = fmax(x, a) */
static const char *
of_call(const struct unit *u, const struct node *call, const struct symbol *s)
{
    static const char *const names[][2] = {
        { "fmax", "max" }, { "fmaxf", "max" }, { "fmaxl", "max" },
        { "fmin", "min" }, { "fminf", "min" }, { "fminl", "min" },
    };
    const struct node *function = node_unparen(node_child(call, 0));

    if (is_object(node_child(call, 1), s) || is_object(node_child(call, 2), s))
        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
            if (word_is(u, function->first, names[i][0]))
                return names[i][1];
    return NULL;
}

static const char *
of_operator(int op)
{
    switch (op) {
    case TOK_INCREMENT: case TOK_DECREMENT:
    case TOK_PLUS_ASSIGN: case TOK_MINUS_ASSIGN: case TOK_PLUS: return "+";
    case TOK_STAR_ASSIGN: case TOK_STAR: return "*";
    case TOK_AMPERSAND_ASSIGN: case TOK_AMPERSAND: return "&";
    case TOK_BAR_ASSIGN: case TOK_BAR: return "|";
    case TOK_CARET_ASSIGN: case TOK_CARET: return "^";
    default: return NULL;
    }
}

/* What the value of x = ... makes of x. */
static const char *
of_value(const struct unit *u, struct node *value, const struct symbol *s)
{
    int larger;

    value = node_unparen(value);
    if (value->kind == N_CALL && node_child(value, 2))
        return of_call(u, value, s);
    if (value->kind == N_BINARY
        && (is_object(node_child(value, 0), s)
            || is_object(node_child(value, 1), s)))
        return of_operator(value->op);
    if (value->kind != N_CONDITIONAL)
        return NULL;
    larger = sense(node_child(value, 0), s);
    return extreme(is_object(node_child(value, 1), s)   ? -larger
                   : is_object(node_child(value, 2), s) ? larger
                                                        : 0);
}

const char *
reduction_of(const struct unit *u, const struct node *write,
             const struct symbol *s)
{
    const char *op;

    if (write->op != TOK_ASSIGN)
        return of_operator(write->op);
    op = of_value(u, node_child(write, 1), s);
    return op ? op : of_guard(write, s);
}
