/* SPDX-License-Identifier: MIT */
/* check_loop.c -- OpenMP's canonical form of a loop (5.2, section 4.4.1).
 *
 * In: the `for` under a directive, as parsed.  Out: struct loop, or messages
 * that stand at the part of the header that is wrong.  Each part is read by
 * one function, which fills its fields of struct loop and returns false
 * after it has reported.  What the body does to the variable and the bounds
 * is looked at in check_loop_body.c. */
#include "check.h"

struct reader {
    struct unit *u;
    const struct directive *directive;
    struct loop *loop;
};

static const char *
variable_name(const struct reader *r)
{
    return r->loop->var->name;
}

/* ---- the first part: int i = lower, or i = lower ----------------------- */

/* for (int i = 0; ... */
static bool
read_declaration(struct reader *r, struct node *declaration)
{
    struct loop *loop = r->loop;
    struct node *specifiers = NULL, *declarator = NULL, *value = NULL;

    for (struct node *n = declaration->child; n; n = n->next) {
        if (n->kind == N_SPECIFIERS)
            specifiers = n;
        if (n->kind == N_DECLARATOR && declarator) {
            diag_error(r->u, n->first, n->end,
                       "the loop's first part must declare its variable and "
                       "nothing else; declare the others before the loop");
            return false;
        }
        if (n->kind == N_DECLARATOR)
            declarator = n;
    }
    for (struct node *n = declarator ? declarator->child : NULL; n;
         n = n->next)
        if (n->kind == N_INITIALIZER)
            value = n;
    if (!specifiers || !value || !value->child || !declarator->symbol) {
        diag_error(r->u, declaration->first, declaration->last,
                   "the loop's variable needs its first value here: "
                   "for (int i = 0; ...");
        return false;
    }
    loop->declared_in_header = true;
    loop->specifiers_first = specifiers->first;
    loop->specifiers_last = specifiers->last;
    loop->declarator_first = declarator->first;
    loop->declarator_last = declarator->last;
    loop->var = declarator->symbol;
    loop->var_token = declarator->name;
    loop->lower = value->child;
    return true;
}

/* for (i = 0; ... */
static bool
read_assignment(struct reader *r, struct node *init)
{
    struct node *name;

    init = node_unparen(init);
    if (init->kind != N_ASSIGN || init->op != TOK_ASSIGN) {
        diag_error(r->u, init->first, init->last,
                   init->kind == N_COMMA
                       ? "the loop's first part must set its variable and "
                         "nothing else"
                       : "the loop's first part must set its variable: "
                         "for (i = 0; ...");
        return false;
    }
    name = node_unparen(init->child);
    if (name->kind != N_IDENTIFIER) {
        diag_error(r->u, name->first, name->last,
                   "the loop's variable must be a plain variable, not an "
                   "element or a member");
        return false;
    }
    if (!name->symbol) {
        diag_error(r->u, name->first, name->last, "'%s' is not declared",
                   word_at(r->u, name->first));
        return false;
    }
    r->loop->var = name->symbol;
    r->loop->var_token = name->first;
    r->loop->lower = node_child(init, 1);
    return true;
}

/* A type that is not understood is taken for right; the compiler sees the
 * generated code. */
static bool
read_variable_type(struct reader *r)
{
    struct loop *loop = r->loop;
    const struct type *type = loop->var->type;

    loop->type = type;
    if (!symbol_is_object(loop->var)) {
        diag_error(r->u, loop->var_token, loop->var_token,
                   "'%s' is %s; the loop needs a variable",
                   variable_name(r), symbol_kind_name(loop->var));
        return false;
    }
    if (!type || type->kind == T_UNKNOWN)
        return true;
    loop->pointer = type->kind == T_POINTER;
    if (loop->pointer || type_is_integer(type))
        return true;
    diag_error(r->u, loop->var_token, loop->var_token,
               "the loop's variable '%s' has type '%s'; it must be an integer "
               "or a pointer",
               variable_name(r), type_name(r->u, type));
    return false;
}

static bool
read_first(struct reader *r)
{
    struct node *init = r->loop->for_node->child;
    bool ok;

    if (init->kind == N_EXPRESSION_STATEMENT && init->child)
        init = init->child;
    if (init->kind == N_DECLARATION)
        ok = read_declaration(r, init);
    else if (init->kind != N_EMPTY)
        ok = read_assignment(r, init);
    else {
        diag_error(r->u, init->first, init->first,
                   "the loop must set its variable here: for (i = 0; ...");
        return false;
    }
    return ok && read_variable_type(r);
}

/* ---- the second part: i < upper, or upper > i -------------------------- */

static const struct {
    uint16_t relation, mirrored;
    bool downward;
} relations[] = {
    { TOK_LESS, TOK_GREATER, false },
    { TOK_LESS_EQUAL, TOK_GREATER_EQUAL, false },
    { TOK_GREATER, TOK_LESS, true },
    { TOK_GREATER_EQUAL, TOK_LESS_EQUAL, true },
    { TOK_NOT_EQUAL, TOK_NOT_EQUAL, false }
};

/* For n > i the row is found by the mirrored relation. */
static bool
set_relation(struct loop *loop, uint16_t op, bool mirrored)
{
    for (size_t i = 0; i < sizeof relations / sizeof *relations; i++)
        if (op == (mirrored ? relations[i].mirrored : relations[i].relation)) {
            loop->relation = relations[i].relation;
            loop->downward = relations[i].downward;
            return true;
        }
    return false;
}

/* Exactly one side is the variable; the other one is the end. */
static bool
read_test(struct reader *r)
{
    struct loop *loop = r->loop;
    struct node *test = node_unparen(node_child(loop->for_node, 1));
    const char *name = variable_name(r);

    if (test->kind == N_EMPTY) {
        diag_error(r->u, test->first, test->first,
                   "the loop has no test; it must compare '%s' with its "
                   "end: %s < n", name, name);
        return false;
    }
    if (test->kind == N_BINARY) {
        struct node *left = test->child, *right = node_child(test, 1);
        bool mirrored = !node_is_symbol(left, loop->var);

        loop->upper = mirrored ? left : right;
        if (node_is_symbol(mirrored ? right : left, loop->var)
            && set_relation(loop, test->op, mirrored))
            return true;
    }
    diag_error(r->u, test->first, test->last,
               "the loop's test must compare '%s' by <, <=, >, >= or != with "
               "a value that stays the same, and do nothing else", name);
    return false;
}

/* ---- the third part: ++i, i += step, i = i - step ... ------------------ */

/* The form alone says whether the step is added or subtracted; its value,
 * which may be negative too, is looked at in read_step_value. */
static bool
read_step_form(struct loop *loop, struct node *n)
{
    struct node *left = n->child, *sum;

    switch (n->kind) {
    case N_UNARY:
    case N_POSTFIX:
        loop->step_negative = n->op == TOK_DECREMENT;
        loop->step_known = loop->step_is_one = true;
        loop->step_value = loop->step_negative ? -1 : 1;
        return (n->op == TOK_INCREMENT || n->op == TOK_DECREMENT)
               && node_is_symbol(left, loop->var);
    case N_ASSIGN:
        if (!node_is_symbol(left, loop->var))
            return false;
        loop->step = node_child(n, 1);
        loop->step_negative = n->op == TOK_MINUS_ASSIGN;
        if (n->op != TOK_ASSIGN)
            return n->op == TOK_PLUS_ASSIGN || n->op == TOK_MINUS_ASSIGN;
        sum = node_unparen(loop->step);
        if (sum->kind != N_BINARY
            || (sum->op != TOK_PLUS && sum->op != TOK_MINUS))
            return false;
        loop->step_negative = sum->op == TOK_MINUS;
        loop->step = node_child(sum, 1);
        if (node_is_symbol(sum->child, loop->var))
            return true;
        loop->step = sum->child;
        return sum->op == TOK_PLUS
               && node_is_symbol(node_child(sum, 1), loop->var);
    default:
        return false;
    }
}

/* i -= -2 steps by 2. */
static void
read_step_value(struct reader *r)
{
    struct loop *loop = r->loop;
    long long value;

    if (!loop->step || !constant_value(r->u, loop->step, &value))
        return;
    if (loop->step_negative && __builtin_sub_overflow(0LL, value, &value))
        return;
    loop->step_known = true;
    loop->step_value = value;
    loop->step_is_one = value == 1 || value == -1;
}

static bool
read_step(struct reader *r)
{
    struct loop *loop = r->loop;
    struct node *step = node_unparen(node_child(loop->for_node, 2));
    const char *name = variable_name(r);

    if (step->kind == N_EMPTY) {
        diag_error(r->u, step->first, step->first,
                   "the loop has no step; it must change '%s' here: %s++",
                   name, name);
        return false;
    }
    if (!read_step_form(loop, step)) {
        diag_error(r->u, step->first, step->last,
                   "the loop's step must be %s++, %s--, %s += c, %s -= c, "
                   "%s = %s + c or %s = %s - c, and do nothing else",
                   name, name, name, name, name, name, name, name);
        return false;
    }
    read_step_value(r);
    return true;
}

/* ---- the parts together ------------------------------------------------- */

/* A step whose sign is not known is taken to fit the test. */
static bool
check_direction(struct reader *r)
{
    struct loop *loop = r->loop;
    struct node *step = node_child(loop->for_node, 2);
    struct node *test = node_child(loop->for_node, 1);
    const char *name = variable_name(r);

    if (loop->step_known && loop->step_value == 0) {
        diag_error(r->u, step->first, step->last,
                   "the loop's step is 0; the loop would never end");
        return false;
    }
    if (loop->relation == TOK_NOT_EQUAL && !loop->step_is_one) {
        diag_error(r->u, test->first, test->last,
                   "a loop that ends by != must step by 1 or -1; use < or > "
                   "for other steps");
        return false;
    }
    if (loop->relation == TOK_NOT_EQUAL)
        loop->downward = loop->step_value < 0;
    if (!loop->step_known || loop->downward == (loop->step_value < 0))
        return true;
    diag_error(r->u, step->first, step->last,
               "the step takes '%s' %s, away from the end that the test "
               "gives", name, loop->downward ? "up" : "down");
    diag_note(r->u, test->first, test->last, "the test is here");
    return false;
}

/* A bound or a step: computed once, before the loop. */
static bool
check_value(struct reader *r, struct node *n, const char *what)
{
    struct loop *loop = r->loop;
    struct node *use = n ? node_naming(n, loop->var) : NULL;

    if (use) {
        diag_error(r->u, use->first, use->last,
                   "the loop's %s must not depend on its variable '%s'; it "
                   "is computed once, before the loop", what,
                   variable_name(r));
        return false;
    }
    if (n && n->type && !loop->pointer && type_is_arithmetic(n->type)
        && !type_is_integer(n->type)) {
        diag_error(r->u, n->first, n->last,
                   "the loop's %s has type '%s'; it must be an integer", what,
                   type_name(r->u, n->type));
        return false;
    }
    return true;
}

/* One loop, without its body. Test and step are both read, so that both
 * are reported. */
static struct loop *
read_loop(struct unit *u, const struct directive *d, struct node *for_node)
{
    struct loop *loop = arena_alloc(u->arena, sizeof *loop);
    struct reader r = { u, d, loop };
    bool ok;

    loop->for_node = for_node;
    loop->body = for_node->last_child;
    if (!read_first(&r))
        return NULL;
    ok = read_test(&r);
    ok = read_step(&r) && ok;
    if (!ok || !check_direction(&r))
        return NULL;
    ok = check_value(&r, loop->lower, "first value");
    ok = check_value(&r, loop->upper, "end") && ok;
    ok = check_value(&r, loop->step, "step") && ok;
    return ok ? loop : NULL;
}

/* ---- collapse ----------------------------------------------------------- */

/* The one statement in braces, however many; what else stands there is
 * given back as *other. */
static struct node *
only_statement(struct node *n, struct node **other)
{
    while (n->kind == N_COMPOUND && n->child && !n->child->next)
        n = n->child;
    *other = n;
    if (n->kind == N_COMPOUND && n->child) {
        *other = n->child->kind == N_FOR ? n->child->next : n->child;
        return NULL;
    }
    return n->kind == N_FOR ? n : NULL;
}

enum { COLLAPSE_MOST = 100 }; /* of so many no compiler has heard */

/* How many loops belong together: 1 without the clause. */
static long long
collapse_depth(struct unit *u, const struct directive *d)
{
    struct clause *c = directive_clause(d, C_COLLAPSE);
    long long depth;

    /* what is no positive constant, check_clause.c has reported */
    return c && constant_value(u, c->expr, &depth) && depth > 0 ? depth : 1;
}

/* Reads the loop directly inside `outer`. */
static struct loop *
read_inner(struct unit *u, const struct directive *d, struct loop *outer,
           long long depth)
{
    struct clause *c = directive_clause(d, C_COLLAPSE);
    struct node *other, *n = only_statement(outer->body, &other);
    struct loop *loop;

    if (!n) {
        diag_error(u, outer->for_node->first, outer->for_node->first,
                   "collapse(%lld) needs %lld loops nested directly in each "
                   "other; there is no loop alone in the body of this one",
                   depth, depth);
        diag_note(u, other->first, other->first, "this stands there");
        diag_note(u, c->first, c->last, "the clause is here");
        return NULL;
    }
    loop = read_loop(u, d, n);
    if (loop)
        loop->depth = outer->depth + 1;
    return loop;
}

struct loop *
loop_analyse(struct unit *u, const struct directive *d)
{
    long long depth = collapse_depth(u, d);
    struct loop *outermost, *loop;

    if (depth > COLLAPSE_MOST) {
        const struct node *e = directive_clause(d, C_COLLAPSE)->expr;

        diag_error(u, e->first, e->last,
                   "collapse takes up to %d loops", COLLAPSE_MOST);
        return NULL;
    }
    if (!d->body || d->body->kind != N_FOR) {
        diag_error(u, d->word, d->last - 1,
                   "'%s' must be followed by a for loop",
                   directive_words(d->kind));
        return NULL;
    }
    loop = outermost = read_loop(u, d, d->body);
    while (loop && loop->depth + 1 < depth) {
        loop->inner = read_inner(u, d, loop, depth);
        loop = loop->inner;
        if (loop && !check_nest(u, outermost, loop))
            return NULL;
    }
    if (!loop)
        return NULL;
    for (loop = outermost; loop; loop = loop->inner)
        if (!check_loop_body(u, loop))
            return NULL;
    return outermost;
}
