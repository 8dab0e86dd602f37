/* SPDX-License-Identifier: MIT */
/* check_failure.c -- onfail(...), error(e), timeout(s).
 *
 * The object of error(e) is written by the runtime, so it must be one: of the
 * type that shm.h declares, with an address, not constant. */
#include <string.h>

#include "check.h"

static bool
is_shm_error(const struct type *type)
{
    return type->kind == T_STRUCT && type->tag
           && strcmp(type->tag->name, "shm_error") == 0;
}

/* An expression of unknown type is left to the compiler. */
static void
check_error(struct unit *u, struct node *e)
{
    const struct type *type = e->type;

    if (!node_is_lvalue(e))
        diag_error(u, e->first, e->last,
                   "error needs a variable of type 'struct shm_error' that "
                   "the failure is described in");
    else if (type && type->kind == T_POINTER && is_shm_error(type->of))
        diag_error(u, e->first, e->last,
                   "error needs the object itself, of type 'struct "
                   "shm_error', not a pointer to it");
    else if (type && type->kind != T_UNKNOWN && !is_shm_error(type))
        diag_error(u, e->first, e->last,
                   "error needs an object of type 'struct shm_error', and "
                   "this has type '%s'", type_name(u, type));
    else if (type && (type->qualifiers & (Q_CONST | Q_VOLATILE)))
        diag_error(u, e->first, e->last,
                   "the object of 'error' must not be %s",
                   type->qualifiers & Q_CONST ? "const" : "volatile");
}

/* What only the run can tell is said by the runtime. */
static void
check_timeout(struct unit *u, struct node *e)
{
    long long value;

    if (constant_value(u, e, &value) && value < 1)
        diag_error(u, e->first, e->last,
                   "timeout needs a number of seconds that is more than 0");
}

/* Only of a loop's chunks is it known what there is to do again. */
static void
check_onfail(struct unit *u, const struct directive *d, const struct clause *c)
{
    long long value;

    if (d->kind == D_PARALLEL && !word_is(u, c->word2, "abort"))
        diag_error(u, c->first, c->last,
                   "onfail(%s) is about chunks: it belongs to 'parallel for' "
                   "and 'parallel sections'", word_at(u, c->word2));
    else if (c->expr && constant_value(u, c->expr, &value) && value < 0)
        diag_error(u, c->expr->first, c->expr->last,
                   "retry needs the number of times that a chunk may be run "
                   "again, 0 or more");
}

void
check_failure_clause(struct unit *u, const struct directive *d,
                     const struct clause *c)
{
    if (c->kind == C_ONFAIL)
        check_onfail(u, d, c);
    if (c->kind == C_ERROR && c->expr)
        check_error(u, c->expr);
    if (c->kind == C_TIMEOUT && c->expr)
        check_timeout(u, c->expr);
}
