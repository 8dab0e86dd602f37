/* SPDX-License-Identifier: MIT */
/* tree.c -- nodes: making them, and walking over them.
 *
 * The tree of a long expression is as deep as the expression is long, so
 * nothing here recurses: a node knows its parent, and that is enough to find
 * the way. */
#include <stdarg.h>

#include "parse.h"

struct node *
node_new(struct unit *u, enum node_kind kind, tokid first, tokid last)
{
    struct node *n = arena_alloc(u->arena, sizeof *n);

    n->kind = kind;
    n->first = first;
    n->last = last;
    return n;
}

void
node_add(struct node *parent, struct node *child)
{
    child->parent = parent;
    child->next = NULL;
    if (parent->last_child)
        parent->last_child->next = child;
    else
        parent->child = child;
    parent->last_child = child;
}

struct node *
node_child(const struct node *n, int index)
{
    struct node *child = n->child;

    while (child && index-- > 0)
        child = child->next;
    return child;
}

/* Down to the first child as long as enter allows it; then the next sibling,
 * or up to the nearest ancestor that has one. */
void
tree_walk(struct node *n, bool (*enter)(struct node *, void *),
          void (*leave)(struct node *, void *), void *data)
{
    struct node *at = n;

    while (enter(at, data) && at->child)
        at = at->child;
    for (;;) {
        if (leave)
            leave(at, data);
        if (at == n)
            return;
        if (!at->next) {
            at = at->parent;
            continue;
        }
        at = at->next;
        while (enter(at, data) && at->child)
            at = at->child;
    }
}

bool
node_contains(const struct node *outer, const struct node *inner)
{
    while (inner && inner != outer)
        inner = inner->parent;
    return inner != NULL;
}

struct node *
node_function(const struct node *n)
{
    while (n && n->kind != N_FUNCTION)
        n = n->parent;
    return (struct node *)n;
}

struct node *
node_unparen(struct node *n)
{
    while (n && n->kind == N_PAREN)
        n = n->child;
    return n;
}

/* ---- for the grammar ----------------------------------------------------- */

struct node *
node_make(struct parser *p, enum node_kind kind, struct range r)
{
    return node_new(p->u, kind, r.first, r.last);
}

struct node *
node_with(struct parser *p, enum node_kind kind, struct range r,
          struct node *first, ...)
{
    struct node *n = node_make(p, kind, r);
    va_list ap;

    va_start(ap, first);
    for (struct node *child = first; child; child = va_arg(ap, struct node *))
        node_add(n, child);
    va_end(ap);
    return n;
}

/* For lists, which grow from left to right. */
struct node *
node_append(struct node *parent, struct node *child)
{
    node_add(parent, child);
    if (child->last > parent->last)
        parent->last = child->last;
    return parent;
}

void
node_adopt(struct node *parent, struct node *list)
{
    for (struct node *child = list->child, *next; child; child = next) {
        next = child->next;
        node_add(parent, child);
    }
}

struct node *
node_named(struct node *n, tokid name)
{
    n->name = name;
    return n;
}

struct node *
node_widen(struct node *n, struct range r)
{
    n->first = r.first;
    n->last = r.last;
    return n;
}

struct node *
node_operator(struct parser *p, struct node *n, tokid op)
{
    n->op = token_at(p->u, op)->kind;
    return n;
}
