/* SPDX-License-Identifier: MIT */
/* check_retry.c -- -Wshm-retry: what a chunk that is run again would do twice.
 *
 * Under onfail(retry(n)) a chunk whose worker died is run once more, over what
 * it has already stored into shared memory.  a[i] = f(i) does not mind that,
 * a[i] += f(i) does.  Looked for are updates in place, in the text of the
 * region, of shared objects, and of memory behind a pointer from outside the
 * region when the index names a variable of the loop: each iteration has its
 * element, so the memory is shared, or it would be of no use.
 *
 * Blocks after which a chunk is not run again are passed over, and so is what
 * a clause of the construct looks after. */
#include "check_lost.h"

struct search {
    struct unit *u;
    const struct directive *region;
    const struct clause *onfail;
};

/* ---- which object ----------------------------------------------------- */

/* The identifier at the root of x, x[i], x->m, *x ...; `index`: the innermost
 * subscript, or 0. */
static struct node *
root_of(struct node *n, struct node **index)
{
    *index = NULL;
    for (;;) {
        n = node_unparen(n);
        if (n->kind == N_IDENTIFIER)
            return n->symbol && symbol_is_object(n->symbol) ? n : NULL;
        if (n->kind == N_INDEX)
            *index = n->child->next;
        else if (n->kind != N_MEMBER
                 && !(n->kind == N_UNARY && n->op == TOK_STAR))
            return NULL;
        n = n->child;
    }
}

static bool
is_in_clause(const struct directive *d, const struct symbol *s)
{
    for (const struct clause *c = d->clauses; c; c = c->next)
        for (const struct item *i = c->kind == C_SHARED ? NULL : c->items; i;
             i = i->next)
            if (i->symbol == s)
                return true;
    return false;
}

static bool
names_loop_variable(const struct directive *region, struct node *index)
{
    for (const struct loop *l = region->loop; l && index; l = l->inner)
        if (node_naming(index, l->var))
            return true;
    return false;
}

static bool
is_shared_memory(const struct search *search, struct node *target)
{
    struct node *index, *root = root_of(target, &index);

    if (!root || symbol_declared_in(root->symbol, search->region->node)
        || is_in_clause(search->region, root->symbol))
        return false;
    if (object_named(target))
        return root->symbol->shared;
    return names_loop_variable(search->region, index);
}

/* ---- the search ------------------------------------------------------- */

struct reading {
    const struct unit *u;
    const struct node *target;
    bool found;
};

static bool
enter_value(struct node *n, void *data)
{
    struct reading *r = data;

    r->found |= node_same_text(r->u, n, r->target);
    return !r->found && n->kind != N_SIZEOF && n->kind != N_ALIGNOF;
}

/* x += e, x++, x = ... x ... */
static bool
is_update(const struct unit *u, struct node *n)
{
    struct reading r = { .u = u, .target = n->child };

    if (n->kind == N_UNARY || n->kind == N_POSTFIX)
        return n->op == TOK_INCREMENT || n->op == TOK_DECREMENT;
    if (n->kind != N_ASSIGN)
        return false;
    if (n->op != TOK_ASSIGN)
        return true;
    tree_walk(n->child->next, enter_value, NULL, &r);
    return r.found;
}

static bool
ends_repetition(const struct directive *d)
{
    return d->kind == D_CRITICAL || d->kind == D_ATOMIC
           || d->kind == D_ORDERED || d->kind == D_REDUCE
           || directive_is_parallel(d->kind);
}

static bool
enter(struct node *n, void *data)
{
    const struct search *search = data;

    if (is_update(search->u, n) && is_shared_memory(search, n->child)) {
        diag_warning(search->u, "shm-retry", n->first, n->last,
                     "an update in place of shared memory: done twice by a "
                     "chunk that is run again");
        diag_note(search->u, search->onfail->first, search->onfail->last,
                  "as is asked for here; a chunk may store what it works "
                  "out from other memory, or use reduction or reduce");
    }
    return n->kind != N_SIZEOF && n->kind != N_ALIGNOF
           && !(n->kind == N_DIRECTIVE && ends_repetition(n->directive));
}

void
check_retries(struct unit *u)
{
    for (struct directive *d = u->directives; d; d = d->next) {
        const struct clause *onfail = directive_clause(d, C_ONFAIL);
        struct search search = { u, d, onfail };
        long long times;

        if (onfail && onfail->expr && d->node && d->body
            && !(constant_value(u, onfail->expr, &times) && times == 0))
            tree_walk(d->body, enter, NULL, &search);
    }
}
