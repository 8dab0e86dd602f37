/* SPDX-License-Identifier: MIT */
/* check_reduce.c -- what a reduce block may use.
 *
 * The master runs a copy of the block that stands behind the region, so a
 * name declared inside the region means nothing there, unless the list
 * brings the value along.  The copy is also the reason why the block can
 * have no static object: there would be two of them. */
#include "check.h"

struct block_check {
    struct unit *u;
    const struct directive *reduce, *region;
    struct seen *seen;
};

/* Symbols that were reported: one message for each is enough. */
struct seen {
    struct seen *next;
    const struct symbol *symbol;
};

/* Remembers the symbol; false when it was there already. */
static bool
is_new(struct block_check *b, const struct symbol *s)
{
    struct seen *seen;

    for (seen = b->seen; seen; seen = seen->next)
        if (seen->symbol == s)
            return false;
    seen = arena_alloc(b->u->arena, sizeof *seen);
    seen->symbol = s;
    seen->next = b->seen;
    b->seen = seen;
    return true;
}

/* Declared in the region, but not in the block. */
static bool
is_workers_own(const struct block_check *b, const struct symbol *s)
{
    return symbol_declared_in(s, b->region->node)
           && !symbol_declared_in(s, b->reduce->node);
}

/* The variable of a loop around the block. */
static bool
is_loop_variable(const struct block_check *b, const struct symbol *s)
{
    const struct directive *d = b->reduce;

    while (d != b->region) {
        d = directive_around(d->node);
        for (const struct loop *loop = d->loop; loop; loop = loop->inner)
            if (loop->var == s)
                return true;
    }
    return false;
}

/* A name that the master does not have is an error; one that it has, with
 * another value than the worker's, is worth a warning. */
static void
check_name(struct block_check *b, struct node *n)
{
    const struct symbol *s = n->symbol;

    /* The list's names are variables of their own in the block. */
    if (!s || items_name(b->reduce->items, s))
        return;
    if (is_workers_own(b, s)) {
        if (!is_new(b, s))
            return;
        if (symbol_is_object(s))
            diag_error(b->u, n->first, n->last,
                       "'%s' lives in the worker only and is not in the list "
                       "of 'reduce'; list it: reduce(..., %s)", s->name,
                       s->name);
        else
            diag_error(b->u, n->first, n->last,
                       "'%s' is declared inside the region and unknown to the "
                       "master; declare it before the region", s->name);
        diag_note(b->u, s->token, s->token, "'%s' is declared here", s->name);
    } else if (is_loop_variable(b, s) && is_new(b, s)) {
        diag_warning(b->u, "shm-reduce", n->first, n->last,
                     "this is the master's '%s', which the loop does not "
                     "change; list it to get the worker's value", s->name);
    }
}

/* Names of types: typedef names and tags. */
static void
check_types(struct block_check *b, const struct node *specifiers)
{
    for (tokid t = specifiers->first; t <= specifiers->last; t++) {
        const struct symbol *s = type_named(b->u, specifiers, t);

        if (!s || !is_workers_own(b, s) || !is_new(b, s))
            continue;
        diag_error(b->u, t, t,
                   "the type '%s' is declared inside the region and unknown "
                   "to the master; declare it before the region", s->name);
        diag_note(b->u, s->token, s->token, "'%s' is declared here", s->name);
    }
}

/* The block's names, types and declarations. */
static bool
enter(struct node *n, void *data)
{
    struct block_check *b = data;

    if (n->kind == N_IDENTIFIER)
        check_name(b, n);
    else if (n->kind == N_SPECIFIERS)
        check_types(b, n);
    else if (n->kind == N_DECLARATOR && n->symbol
             && n->symbol->kind == SYM_OBJECT
             && n->symbol->storage == STORAGE_STATIC)
        diag_error(b->u, n->name, n->name,
                   "a static object cannot be declared inside a reduce "
                   "block; declare it before the region");
    return true;
}

/* The loops whose chunks each worker must take in rising order. */
static void
mark_loops(const struct directive *d, const struct directive *region)
{
    struct directive *o = directive_around(d->node);

    for (; o; o = o == region ? NULL : directive_around(o->node))
        o->sends_in_order = true;
}

void
check_reduce(struct unit *u, const struct directive *d)
{
    struct block_check b = { u, d, region_around(d->node), NULL };

    if (!b.region) /* reported as misplaced */
        return;
    tree_walk(d->body, enter, NULL, &b);
    if (directive_clause(d, C_ORDERED))
        mark_loops(d, b.region);
}
