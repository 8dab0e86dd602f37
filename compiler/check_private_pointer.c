/* SPDX-License-Identifier: MIT */
/* check_private_pointer.c -- -Wshm-private-pointer: an address that means
 * something in one worker only is stored where all can see it.
 *
 * Memory from malloc belongs to the process that called it.  Looked for are
 * assignments to a shared object, in the text of a region, of what such a
 * call returns, or of a variable that was set to it in the same region. */
#include <string.h>

#include "check_lost.h"

struct node *
stored_value(struct node *n)
{
    for (;;) {
        n = node_unparen(n);
        if (n->kind == N_CAST)
            n = n->last_child;
        else if (n->kind == N_ASSIGN && n->op == TOK_ASSIGN)
            n = n->child->next;
        else
            return n;
    }
}

const char *
private_allocator(struct node *n)
{
    static const char *const names[] = {
        "malloc", "calloc", "realloc", "reallocarray", "strdup", "strndup",
        "aligned_alloc",
    };

    n = stored_value(n);
    if (n->kind != N_CALL)
        return NULL;
    n = node_unparen(n->child);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (n->kind == N_IDENTIFIER && n->symbol
            && strcmp(n->symbol->name, names[i]) == 0)
            return names[i];
    return NULL;
}

/* ---- where a variable comes from -------------------------------------- */

struct origin {
    const struct symbol *symbol;
    const char *name;  /* of the allocator, or 0 */
    struct node *call; /* where it is set so */
    struct node *until; /* the store: what comes behind does not count */
    bool behind;
};

static void
set_from(struct origin *o, struct node *value)
{
    o->name = private_allocator(value);
    o->call = o->name ? value : NULL;
}

/* The last assignment in front of the store counts. */
static bool
enter_origin(struct node *n, void *data)
{
    struct origin *o = data;

    o->behind |= n == o->until;
    if (o->behind)
        return false;
    if (n->kind == N_ASSIGN && n->op == TOK_ASSIGN
        && node_is_symbol(n->child, o->symbol))
        set_from(o, n->child->next);
    else if (n->kind == N_DECLARATOR && n->symbol == o->symbol && n->child
             && n->child->kind == N_INITIALIZER && n->child->child)
        set_from(o, n->child->child);
    return true;
}

static struct origin
find_origin(struct node *value, struct node *store,
            const struct directive *region)
{
    struct origin o = { .until = store };

    value = stored_value(value);
    set_from(&o, value);
    if (o.name || value->kind != N_IDENTIFIER || !value->symbol
        || !symbol_is_automatic(value->symbol) || value->symbol->shared)
        return o;
    o.symbol = value->symbol;
    tree_walk(region->body, enter_origin, NULL, &o);
    return o;
}

/* ---- the search ------------------------------------------------------- */

static void
check_store(struct unit *u, struct node *store)
{
    struct node *name = object_named(store->child);
    struct directive *region = region_around(store);
    struct origin o;

    if (!name || !name->symbol->shared || region_is_serial(u, region))
        return;
    o = find_origin(store->child->next, store, region);
    if (!o.name)
        return;
    diag_warning(u, "shm-private-pointer", store->first, store->last,
                 "memory from '%s' belongs to this worker, but '%s' is "
                 "shared: the address means nothing to the others", o.name,
                 name->symbol->name);
    if (o.symbol)
        diag_note(u, o.call->first, o.call->last, "it comes from here");
    diag_note(u, name->symbol->shared_by, name->symbol->shared_by,
              "'%s' is made shared here; memory from shm_malloc and its kin "
              "is shared as well", name->symbol->name);
}

static bool
enter(struct node *n, void *data)
{
    if (n->kind == N_ASSIGN && n->op == TOK_ASSIGN)
        check_store(data, n);
    return n->kind != N_SIZEOF && n->kind != N_ALIGNOF
           && !(n->kind == N_DIRECTIVE && directive_is_master(n->directive));
}

void
check_private_pointers(struct unit *u)
{
    for (struct directive *d = u->directives; d; d = d->next)
        if (directive_is_parallel(d->kind) && d->node && d->body
            && !region_around(d->node))
            tree_walk(d->body, enter, NULL, u);
}
