/* SPDX-License-Identifier: MIT */
/* lower_element.c -- what is done to each element of a reduction, or to the
 * only one: how it is written, what it begins with, how a part is combined
 * with it. */
#include "lower_element.h"

/* The value that changes nothing; 0 where the original value does as well. */
static const char *
neutral(const struct reduction *r)
{
    return r->op == TOK_PLUS || r->op == TOK_CARET ? "0"
           : r->op == TOK_STAR                     ? "1"
                                                   : NULL;
}

bool
element_starts_anew(const struct reduction *r)
{
    return r->declared || neutral(r);
}

void
element_outer(struct text *t, const struct reduction *r)
{
    if (r->array)
        text_add(t, "shmrt_base_%s[shmrt_j_%s]", r->id, r->id);
    else if (r->copy)
        text_add(t, "(*shmrt_base_%s)", r->id);
    else
        text_add(t, "%s", r->object);
}

void
element_inner(struct text *t, const struct reduction *r)
{
    if (!r->copy)
        element_outer(t, r);
    else if (r->array)
        text_add(t, "shmrt_copy_%s[shmrt_j_%s]", r->id, r->id);
    else
        text_add(t, "%s", r->name);
}

void
element_each(struct text *t, const struct reduction *r)
{
    if (r->array)
        text_add(t, "for (shmrt_size shmrt_j_%s = 0; shmrt_j_%s < "
                    "shmrt_length_%s; shmrt_j_%s++) ",
                 r->id, r->id, r->id, r->id);
}

void
element_combine(struct lowering *l, struct text *t, const struct reduction *r,
                const char *part)
{
    struct text outer = text_new(l->u);
    const char *o;

    element_outer(&outer, r);
    o = outer.string;
    element_each(t, r);
    if (r->declared)
        declared_combine(l, t, r, o, part);
    else if (r->op == TOK_IDENTIFIER)
        text_add(t, "if (%s %s %s) %s = %s; ", part, r->max ? ">" : "<", o, o,
                 part);
    else
        text_add(t, "%s = (__typeof__(%s))(%s %s %s); ", o, o, o,
                 token_kind_name(r->op), part);
}

void
element_combine_part(struct lowering *l, struct text *t,
                     const struct reduction *r)
{
    element_combine(l, t, r,
                    arena_printf(l->u->arena,
                                 r->array ? "shmrt_part_%s[shmrt_j_%s]"
                                          : "*shmrt_part_%s",
                                 r->id, r->id));
}

/* The original value, while parts are made.  A reproducible reduction makes
 * several, one after the other, and has put it aside. */
static void
add_original(struct text *t, const struct reduction *r)
{
    if (!r->reproducible || r->copy)
        element_outer(t, r);
    else if (r->array)
        text_add(t, "((__typeof__(shmrt_base_%s))shmrt_keep_%s)[shmrt_j_%s]",
                 r->id, r->id, r->id);
    else
        text_add(t, "shmrt_keep_%s", r->id);
}

void
element_start(struct lowering *l, struct text *t, const struct reduction *r)
{
    struct text inner = text_new(l->u), original = text_new(l->u);

    element_inner(&inner, r);
    add_original(&original, r);
    element_each(t, r);
    if (r->declared)
        declared_begin(l, t, r, inner.string, original.string);
    else
        text_add(t, "%s = %s; ", inner.string,
                 neutral(r) ? neutral(r) : original.string);
}

const char *
reduction_size(struct lowering *l, const struct reduction *r)
{
    if (r->array)
        return arena_printf(l->u->arena,
                            "shmrt_length_%s * sizeof *shmrt_base_%s", r->id,
                            r->id);
    return arena_printf(l->u->arena, "sizeof %s", r->object);
}

void
element_give(struct text *t, const struct reduction *r, const char *call,
             const char *rest)
{
    if (r->array)
        text_add(t, "%s, shmrt_%s_%s%s); ", call, r->copy ? "copy" : "base",
                 r->id, rest);
    else
        text_add(t, "{ __typeof__(%s) shmrt_give_%s = %s; %s, "
                    "&shmrt_give_%s%s); } ",
                 r->name, r->id, r->name, call, r->id, rest);
}

void
element_take(struct text *t, const struct reduction *r, const char *call)
{
    if (r->array)
        text_add(t, "(void)%s, shmrt_%s_%s); ", call,
                 r->copy ? "copy" : "base", r->id);
    else
        text_add(t, "{ __typeof__(%s) shmrt_give_%s; if (%s, &shmrt_give_%s)) "
                    "%s = shmrt_give_%s; } ",
                 r->name, r->id, call, r->id, r->name, r->id);
}
