/* SPDX-License-Identifier: MIT */
/* check_default.c -- default(none): every variable that a region uses and
 * that is declared outside it must be in one of its data-sharing clauses.
 *
 * Exempt are what a `shared` or `private` directive names, constants, and
 * what is private to a construct inside the region, as the variable of a
 * loop that is shared out.  A reduce block is the master's, not the region's;
 * the clauses of the region itself are evaluated in front of it. */
#include "check.h"

struct reported {
    struct reported *next;
    const struct symbol *symbol;
};

struct default_check {
    struct unit *u;
    const struct directive *region;
    struct node *at;           /* where the walk began: a clause's expression
                                * hangs in the tree at its directive */
    struct reported *reported; /* one message for each is enough */
};

static bool
in_clauses(const struct directive *d, const struct symbol *s)
{
    for (const struct clause *c = d->clauses; c; c = c->next)
        if (items_name(c->items, s))
            return true;
    for (const struct loop *loop = d->loop; loop; loop = loop->inner)
        if (loop->var == s)
            return true;
    return false;
}

static bool
in_directives(const struct unit *u, const struct symbol *s)
{
    for (const struct directive *d = u->directives; d; d = d->next)
        if ((d->kind == D_SHARED || d->kind == D_PRIVATE)
            && items_name(d->items, s))
            return true;
    return false;
}

/* By the region, or by a construct around the node. */
static bool
is_said(const struct default_check *c, const struct node *n,
        const struct symbol *s)
{
    for (; n && n != c->region->node; n = n->parent)
        if (n->kind == N_DIRECTIVE && in_clauses(n->directive, s))
            return true;
    return in_clauses(c->region, s) || in_directives(c->u, s);
}

static bool
is_constant(const struct symbol *s)
{
    const struct type *type = s->type;

    if (type && type->kind == T_ARRAY)
        type = type_element(type);
    return s->constant || (type && (type->qualifiers & Q_CONST));
}

static void
check_use(struct default_check *c, const struct node *at, tokid t,
          const struct symbol *s)
{
    const struct directive *d = c->region;
    struct reported *r = c->reported;

    if (!s || !symbol_is_object(s) || symbol_declared_in(s, d->body)
        || is_constant(s) || is_said(c, at, s))
        return;
    while (r && r->symbol != s)
        r = r->next;
    if (r)
        return;
    r = arena_alloc(c->u->arena, sizeof *r);
    r->symbol = s;
    r->next = c->reported;
    c->reported = r;
    diag_error(c->u, t, t,
               "'%s' is in none of the region's lists; name it in shared, "
               "private, firstprivate or reduction", s->name);
    diag_note(c->u, d->word, d->last - 1,
              "'default(none)' of this '%s' asks for it",
              directive_words(d->kind));
}

static void walk(struct default_check *, struct node *, struct node *at);

/* The clauses of a construct inside the region.  A private list uses nothing
 * of what is outside; the other lists do. */
static void
check_construct(struct default_check *c, const struct directive *d)
{
    struct node *at = d->node->parent;

    for (const struct clause *k = d->clauses; k; k = k->next) {
        if (k->expr)
            walk(c, k->expr, at);
        for (const struct item *i = k->kind == C_PRIVATE ? NULL : k->items; i;
             i = i->next)
            if (i->expr)
                walk(c, i->expr, at);
    }
    for (const struct item *i = d->items; i; i = i->next)
        if (i->expr)
            walk(c, i->expr, at);
}

/* Operands of sizeof and typeof are not evaluated. */
static bool
enter(struct node *n, void *data)
{
    struct default_check *c = data;

    switch (n->kind) {
    case N_SIZEOF: case N_ALIGNOF: case N_SPECIFIERS:
        return false;
    case N_IDENTIFIER:
        check_use(c, c->at ? c->at : n, n->first, n->symbol);
        return true;
    case N_DIRECTIVE:
        if (n->directive->body || n->directive->kind == D_FLUSH)
            check_construct(c, n->directive);
        return n->directive->kind != D_REDUCE;
    default:
        return true;
    }
}

static void
walk(struct default_check *c, struct node *n, struct node *at)
{
    struct node *before = c->at;

    c->at = at;
    tree_walk(n, enter, NULL, c);
    c->at = before;
}

void
check_default(struct unit *u, const struct directive *d)
{
    const struct clause *c = directive_clause(d, C_DEFAULT);
    struct default_check check = { u, d, NULL, NULL };

    if (c && d->body && word_is(u, c->word2, "none"))
        walk(&check, d->body, NULL);
}
