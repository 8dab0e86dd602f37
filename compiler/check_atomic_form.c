/* SPDX-License-Identifier: MIT */
/* check_atomic_form.c -- which form of `atomic` a statement is.
 *
 * In: the statement under the directive and its clauses.  Out: struct atomic,
 * all but the promise that its types and operands will do (check_atomic.c
 * looks at these).  The forms are those of OpenMP 5.2, section 15.8.4. */
#include "check_atomic_form.h"

#include "check.h"

/* Operators of an update, and which operands they take. */
static const struct {
    uint16_t op, assign;
    bool integers;
} operators[] = {
    { TOK_PLUS, TOK_PLUS_ASSIGN, false },
    { TOK_MINUS, TOK_MINUS_ASSIGN, false },
    { TOK_STAR, TOK_STAR_ASSIGN, false },
    { TOK_SLASH, TOK_SLASH_ASSIGN, false },
    { TOK_AMPERSAND, TOK_AMPERSAND_ASSIGN, true },
    { TOK_BAR, TOK_BAR_ASSIGN, true },
    { TOK_CARET, TOK_CARET_ASSIGN, true },
    { TOK_SHIFT_LEFT, TOK_SHIFT_LEFT_ASSIGN, true },
    { TOK_SHIFT_RIGHT, TOK_SHIFT_RIGHT_ASSIGN, true }
};

bool
atomic_needs_integers(const struct atomic *a)
{
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++)
        if (a->op == operators[i].op)
            return operators[i].integers;
    return false;
}

struct reader {
    struct unit *u;
    struct atomic *atomic;
    bool compare; /* the clause is there */
};

/* ---- small questions ---------------------------------------------------- */

/* By their text: two ways to write one object are taken for two objects,
 * which is an error message too many and never one too few. */
static bool
same(const struct reader *r, struct node *a, struct node *b)
{
    return node_same_text(r->u, node_unparen(a), node_unparen(b));
}

/* The expression of an expression statement, or NULL. */
static struct node *
expression_of(struct node *statement)
{
    if (!statement || statement->kind != N_EXPRESSION_STATEMENT
        || !statement->child)
        return NULL;
    return node_unparen(statement->child);
}

/* The same for a statement that may stand in braces by itself. */
static struct node *
braced_expression(struct node *statement)
{
    if (statement && statement->kind == N_COMPOUND)
        statement = statement->child && !statement->child->next
                        ? statement->child
                        : NULL;
    return expression_of(statement);
}

static bool
is_assignment(const struct node *n)
{
    return n && n->kind == N_ASSIGN && n->op == TOK_ASSIGN;
}

/* ---- update ------------------------------------------------------------- */

/* False: an operator that no machine and no rule knows, as % or &&. */
static bool
set_operator(struct atomic *a, uint16_t op, bool assign)
{
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++)
        if (op == (assign ? operators[i].assign : operators[i].op)) {
            a->op = operators[i].op;
            return true;
        }
    return false;
}

/* x++ and its like, x op= e, x = x op e, x = e op x. In x = x + a + b the
 * left operand is x + a, so it is none of these: without the parentheses x
 * + (a + b) it is another sum, in floating point and at an overflow. */
static bool
read_update(struct reader *r, struct node *n)
{
    struct atomic *a = r->atomic;
    struct node *value;

    a->form = ATOMIC_UPDATE;
    a->object = n->child;
    if (n->kind == N_UNARY || n->kind == N_POSTFIX) {
        a->op = n->op == TOK_INCREMENT ? TOK_PLUS : TOK_MINUS;
        return n->op == TOK_INCREMENT || n->op == TOK_DECREMENT;
    }
    if (n->kind != N_ASSIGN)
        return false;
    a->value = node_child(n, 1);
    if (n->op != TOK_ASSIGN)
        return set_operator(a, n->op, true);
    value = node_unparen(a->value);
    if (value->kind != N_BINARY || !set_operator(a, value->op, false))
        return false;
    a->value = node_child(value, 1);
    if (same(r, value->child, a->object))
        return true;
    a->value = value->child;
    a->reversed = true;
    return same(r, node_child(value, 1), a->object);
}

/* ---- compare ------------------------------------------------------------ */

/* x < e, x > e, e < x, e > x, and x == e.  `object` is x. */
static bool
read_condition(struct reader *r, struct node *n, struct node *object)
{
    struct atomic *a = r->atomic;

    n = node_unparen(n);
    if (n->kind != N_BINARY
        || (n->op != TOK_LESS && n->op != TOK_GREATER && n->op != TOK_EQUAL))
        return false;
    a->form = ATOMIC_COMPARE;
    a->object = object;
    a->op = n->op;
    a->operand = node_child(n, 1);
    if (same(r, n->child, object))
        return true;
    a->operand = n->child;
    a->reversed = true;
    return n->op != TOK_EQUAL && same(r, node_child(n, 1), object);
}

/* What is assigned if so: what it was compared with; behind == anything. */
static bool
read_new_value(struct reader *r, struct node *value)
{
    r->atomic->value = value;
    return r->atomic->op == TOK_EQUAL || same(r, value, r->atomic->operand);
}

/* x = x < e ? e : x */
static bool
read_conditional(struct reader *r, struct node *n)
{
    struct node *value;

    if (!is_assignment(n))
        return false;
    value = node_unparen(node_child(n, 1));
    return value->kind == N_CONDITIONAL
           && same(r, node_child(value, 2), n->child)
           && read_condition(r, value->child, n->child)
           && read_new_value(r, node_child(value, 1));
}

/* else v = x; */
static bool
read_else(struct reader *r, struct node *n)
{
    struct node *capture = braced_expression(n);

    if (!is_assignment(capture)
        || !same(r, node_child(capture, 1), r->atomic->object))
        return false;
    r->atomic->capture = capture->child;
    r->atomic->captures_old = true;
    r->atomic->only_otherwise = true;
    return true;
}

/* if (x < e) x = e; and, with an else, if (x == e) x = d; else v = x;
 * `result` stands for the condition in { r = x == e; if (r) ... } */
static bool
read_if(struct reader *r, struct node *n, struct node *result)
{
    struct node *then = braced_expression(node_child(n, 1));
    struct node *otherwise = node_child(n, 2);

    if (!is_assignment(then))
        return false;
    if (result ? !same(r, n->child, result)
                     || !same(r, then->child, r->atomic->object)
               : !read_condition(r, n->child, then->child))
        return false;
    if (!read_new_value(r, node_child(then, 1)))
        return false;
    return !otherwise
           || (r->atomic->op == TOK_EQUAL && read_else(r, otherwise));
}

/* { r = x == e; if (r) x = d; } */
static bool
read_result(struct reader *r, struct node *first, struct node *second)
{
    struct node *condition;

    if (!is_assignment(first) || second->kind != N_IF)
        return false;
    condition = node_unparen(node_child(first, 1));
    if (condition->kind != N_BINARY || condition->op != TOK_EQUAL
        || !read_condition(r, condition, condition->child))
        return false;
    r->atomic->result = first->child;
    return read_if(r, second, first->child);
}

/* ---- capture ------------------------------------------------------------ */

/* What changes x: an update, or with `compare` a comparison.  In a pair it
 * may be a plain assignment too, if it comes second. */
static bool
read_change(struct reader *r, struct node *statement)
{
    struct node *n = expression_of(statement);

    if (r->compare)
        return statement->kind == N_IF
                   ? !node_child(statement, 2) && read_if(r, statement, NULL)
                   : read_conditional(r, n);
    return n && read_update(r, n);
}

static bool
read_write(struct reader *r, struct node *n)
{
    if (!is_assignment(n))
        return false;
    *r->atomic = (struct atomic){ .form = ATOMIC_WRITE, .object = n->child,
                                  .value = node_child(n, 1) };
    return true;
}

/* { v = x; change } and { change v = x; } */
static bool
read_pair(struct reader *r, struct node *first, struct node *second)
{
    struct atomic *a = r->atomic;
    struct node *v = expression_of(first);

    if (is_assignment(v)
        && (read_change(r, second)
            || (!r->compare && read_write(r, expression_of(second))))
        && same(r, node_child(v, 1), a->object)) {
        a->captures_old = true;
    } else {
        *a = (struct atomic){ 0 };
        v = expression_of(second);
        if (!is_assignment(v) || !read_change(r, first)
            || !same(r, node_child(v, 1), a->object))
            return false;
    }
    a->capture = v->child;
    return true;
}

/* v = x++; v = x op= e; v = x = x < e ? e : x; */
static bool
read_one(struct reader *r, struct node *n)
{
    struct node *change;

    if (!is_assignment(n))
        return false;
    change = node_unparen(node_child(n, 1));
    r->atomic->capture = n->child;
    r->atomic->captures_old = change->kind == N_POSTFIX;
    return r->compare ? read_conditional(r, change)
                      : read_update(r, change);
}

static bool
read_capture(struct reader *r, struct node *n)
{
    struct node *first = n->child;

    if (n->kind == N_IF)
        return r->compare && node_child(n, 2) && read_if(r, n, NULL);
    if (n->kind != N_COMPOUND)
        return read_one(r, expression_of(n));
    if (!first || !first->next || first->next->next)
        return false;
    if (r->compare && read_result(r, expression_of(first), first->next))
        return true;
    *r->atomic = (struct atomic){ 0 };
    return read_pair(r, first, first->next);
}

/* ---- which of them ------------------------------------------------------ */

/* read and write are plain assignments; they differ in the side on which
 * the object stands. */
static bool
read_plain(struct reader *r, struct node *n, bool write)
{
    if (!read_write(r, n))
        return false;
    if (!write) {
        r->atomic->form = ATOMIC_READ;
        r->atomic->other = r->atomic->object;
        r->atomic->object = r->atomic->value;
        r->atomic->value = NULL;
    }
    return true;
}

const char *
atomic_read_form(struct unit *u, const struct directive *d, struct atomic *a)
{
    struct reader r = { u, a, directive_clause(d, C_COMPARE) != NULL };
    struct node *n = expression_of(d->body);
    const char *form;
    bool fits;

    if (directive_clause(d, C_READ)) {
        fits = read_plain(&r, n, false);
        form = " read' must be v = x;";
    } else if (directive_clause(d, C_WRITE)) {
        fits = read_plain(&r, n, true);
        form = " write' must be x = value;";
    } else if (directive_clause(d, C_CAPTURE)) {
        fits = read_capture(&r, d->body);
        form = r.compare
                   ? " compare capture' must be v = x = x < e ? e : x; "
                     "{ v = x; if (x < e) x = e; } { if (x < e) x = e; v = "
                     "x; } if (x == e) x = d; else v = x; or { r = x == e; "
                     "if (r) x = d; }"
                   : " capture' must be v = x++; v = ++x; v = x += e; v = x "
                     "= x + (e); { v = x; x += e; } { x += e; v = x; } or "
                     "{ v = x; x = e; }";
    } else if (r.compare) {
        fits = read_change(&r, d->body);
        form = " compare' must be if (x < e) x = e; if (x > e) x = e; if (x "
               "== e) x = d; or x = x < e ? e : x;";
    } else {
        fits = n && read_update(&r, n);
        form = "' must be x++; x--; x += e; x = x + (e); or x = (e) + x;";
    }
    return fits && node_is_lvalue(a->object) ? NULL : form;
}
