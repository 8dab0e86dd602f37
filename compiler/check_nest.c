/* SPDX-License-Identifier: MIT */
/* check_nest.c -- the loops of a collapsed nest against each other: a bound
 * may be a sum of multiples of outer variables, a step must not name them.
 *
 * Out: loop.inner_depends_on_outer. */
#include "check.h"

/* How an expression depends on the variables of the outer loops. */
enum degree { CONSTANT, AFFINE, OTHER };

struct nest {
    const struct loop *outermost, *loop; /* the loop that is looked at */
};

/* The first use of a variable of a loop further out, or NULL. */
static struct node *
outer_use(const struct nest *nest, struct node *n)
{
    struct node *use = NULL;

    for (const struct loop *o = nest->outermost; o != nest->loop && !use;
         o = o->inner)
        use = node_naming(n, o->var);
    return use;
}

/* Sums are left-deep: the walk goes down the left side. */
static enum degree
degree_of(const struct nest *nest, struct node *n)
{
    enum degree worst = CONSTANT;

    for (;;) {
        n = node_unparen(n);
        if (!outer_use(nest, n))
            return worst;
        if (n->kind == N_IDENTIFIER)
            return worst > AFFINE ? worst : AFFINE;
        if (n->kind == N_CAST && n->type && type_is_integer(n->type)) {
            n = node_child(n, 1);
        } else if (n->kind == N_UNARY
                   && (n->op == TOK_PLUS || n->op == TOK_MINUS)) {
            n = n->child;
        } else if (n->kind == N_BINARY
                   && (n->op == TOK_PLUS || n->op == TOK_MINUS)) {
            enum degree right = degree_of(nest, node_child(n, 1));

            worst = right > worst ? right : worst;
            n = n->child;
        } else if (n->kind == N_BINARY && n->op == TOK_STAR
                   && !outer_use(nest, n->child)) {
            n = node_child(n, 1);
        } else if (n->kind == N_BINARY && n->op == TOK_STAR
                   && !outer_use(nest, node_child(n, 1))) {
            n = n->child;
        } else {
            return OTHER;
        }
    }
}

static bool
check_bound(struct unit *u, const struct nest *nest, struct loop *loop,
            struct node *bound, const char *what)
{
    const struct node *use = outer_use(nest, bound);

    if (!use)
        return true;
    loop->inner_depends_on_outer = true;
    if (degree_of(nest, bound) != OTHER)
        return true;
    diag_error(u, bound->first, bound->last,
               "the %s of a collapsed loop may depend on the outer variable "
               "'%s' only as in c * %s + d", what, use->symbol->name,
               use->symbol->name);
    return false;
}

bool
check_nest(struct unit *u, const struct loop *outermost, struct loop *loop)
{
    struct nest nest = { outermost, loop };
    struct node *step = loop->step ? outer_use(&nest, loop->step) : NULL;
    bool ok;

    if (step) {
        diag_error(u, step->first, step->last,
                   "the step of a collapsed loop must not depend on the "
                   "outer variable '%s'", step->symbol->name);
        return false;
    }
    ok = check_bound(u, &nest, loop, loop->lower, "first value");
    return check_bound(u, &nest, loop, loop->upper, "end") && ok;
}
