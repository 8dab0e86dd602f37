/* SPDX-License-Identifier: MIT */
/* lower_private.c -- private, firstprivate, lastprivate.
 *
 * In a worker everything is private already, so there is nothing to do but
 * for objects that are shared.  For these a local variable of the same name
 * is declared around the body:
 *
 *     #pragma shm for firstprivate(x)    // x is shared
 *     {
 *       __typeof__(x) *shmrt_from_x_N = &x;
 *       __typeof__(x) x;
 *       memcpy(&x, shmrt_from_x_N, sizeof x);
 *       ...
 *
 * The uses of an automatic object in the body are left as they are then
 * (lower_shared.c asks lower_makes_private).
 *
 * Of an object of static life that is not shared the runtime is told that it
 * is meant to be private, so that SHM_CHECK does not call its value lost. */
#include "lower.h"

static bool
is_private_clause(enum clause_kind kind)
{
    return kind == C_PRIVATE || kind == C_FIRSTPRIVATE
           || kind == C_LASTPRIVATE || kind == C_REDUCTION;
}

static const struct item *
find_item(const struct item *items, const struct symbol *s)
{
    for (; items; items = items->next)
        if (items->symbol == s)
            return items;
    return NULL;
}

/* The symbol is the variable of one of the loops, declared before them. */
static bool
is_loop_variable(const struct directive *d, const struct symbol *s)
{
    for (const struct loop *loop = d->loop; loop; loop = loop->inner)
        if (loop->var == s && !loop->declared_in_header)
            return true;
    return false;
}

bool
lower_makes_private(const struct directive *d, const struct symbol *s)
{
    for (const struct clause *c = d->clauses; c; c = c->next)
        if (is_private_clause(c->kind) && find_item(c->items, s))
            return true;
    return is_loop_variable(d, s);
}

static void
mark(const struct item *items)
{
    for (; items; items = items->next)
        if (items->symbol)
            items->symbol->made_private = true;
}

void
lower_private_symbols(const struct unit *u)
{
    for (const struct directive *d = u->directives; d; d = d->next) {
        for (const struct clause *c = d->clauses; c; c = c->next)
            if (is_private_clause(c->kind))
                mark(c->items);
        if (d->kind == D_REDUCE)
            mark(d->items);
        for (const struct loop *loop = d->loop; loop; loop = loop->inner)
            loop->var->made_private = true;
    }
}

bool
lower_is_private_at(const struct node *n, const struct symbol *s)
{
    if (!s->made_private) /* most are not, and n may stand deep */
        return false;
    for (; n; n = n->parent) {
        const struct directive *d = n->directive;

        if (n->kind != N_DIRECTIVE)
            continue;
        if (lower_makes_private(d, s)
            || (d->kind == D_REDUCE && find_item(d->items, s)))
            return true;
    }
    return false;
}

bool
lower_needs_copy(const struct directive *d, const struct symbol *s)
{
    return s && s->shared && !lower_is_private_at(d->node->parent, s);
}

/* Once for each symbol: firstprivate(x) lastprivate(x) is one variable. */
static bool
is_first_mention(const struct directive *d, const struct clause *in,
                 const struct symbol *s)
{
    for (const struct clause *c = d->clauses; c != in; c = c->next)
        if (is_private_clause(c->kind) && find_item(c->items, s))
            return false;
    return true;
}

/* Does the copy begin with the object's value?  Of a lastprivate copy
 * nothing is said, but then it is never read uninitialised. */
static bool
has_value(const struct directive *d, const struct symbol *s)
{
    for (const struct clause *c = d->clauses; c; c = c->next)
        if ((c->kind == C_FIRSTPRIVATE || c->kind == C_LASTPRIVATE)
            && find_item(c->items, s))
            return true;
    return false;
}

static void
declare_copy(struct lowering *l, struct text *t, const struct directive *d,
             const struct symbol *s)
{
    const char *object = lower_object(l, d->node->parent, s);

    text_add(t, "__typeof__(%s) *shmrt_from_%s_%u = &%s; ", object, s->name,
             d->number, object);
    text_add(t, "__typeof__(*shmrt_from_%s_%u) %s; ", s->name, d->number,
             s->name);
    if (has_value(d, s))
        text_add(t, "__builtin_memcpy((void *)&%s, (const void "
                    "*)shmrt_from_%s_%u, sizeof %s); ",
                 s->name, s->name, d->number, s->name);
    else
        text_add(t, "(void)shmrt_from_%s_%u; (void)%s; ", s->name, d->number,
                 s->name);
}

void
lower_announce(struct text *t, const struct symbol *s)
{
    if (symbol_is_static(s) && !s->shared && !s->thread_local_
        && s->kind == SYM_OBJECT)
        text_add(t, "shmrt_private(&%s, sizeof %s); ", s->name, s->name);
}

/* What an object comes to that the construct makes private. */
static void
make_private(struct lowering *l, struct text *t, const struct directive *d,
             const struct clause *in, const struct symbol *s)
{
    if (!s || !is_first_mention(d, in, s))
        return;
    if (!lower_needs_copy(d, s))
        lower_announce(t, s);
    else if (!in || in->kind != C_REDUCTION) /* lower_reduction.c */
        declare_copy(l, t, d, s);
}

void
lower_private(struct lowering *l, struct text *t, const struct directive *d)
{
    for (const struct clause *c = d->clauses; c; c = c->next) {
        if (c->kind != C_COPYIN && !is_private_clause(c->kind))
            continue;
        for (const struct item *i = c->items; i; i = i->next)
            make_private(l, t, d, c, i->symbol);
    }
    for (const struct loop *loop = d->loop; loop; loop = loop->inner)
        if (!loop->declared_in_header)
            make_private(l, t, d, NULL, loop->var);
}

/* ---- the directive ------------------------------------------------------ */

/* A static local where it stands; the others when the program begins. */
void
lower_declared_private(struct lowering *l)
{
    struct text all = text_new(l->u);

    for (const struct directive *d = l->u->directives; d; d = d->next) {
        struct text here = text_new(l->u);

        for (const struct item *i = d->kind == D_PRIVATE ? d->items : NULL; i;
             i = i->next)
            if (i->symbol && i->symbol->scope->depth > 0)
                lower_announce(&here, i->symbol);
            else if (i->symbol && lower_is_defined_here(i->symbol))
                lower_announce(&all, i->symbol);
        if (here.string && here.string[0])
            edit_after(l->e, d->last, "%s", here.string);
    }
    if (all.string && all.string[0])
        edit_before(l->e, l->u->ntokens,
                    "static __attribute__((__constructor__, __used__)) void "
                    "shmrt_announce_1(void) { %s}",
                    all.string);
}
