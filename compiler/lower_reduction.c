/* SPDX-License-Identifier: MIT */
/* lower_reduction.c -- the variables of reduction clauses.
 *
 * A worker has its own copy of the variable anyway, so the reduction works
 * in place: the worker sets it to the operator's neutral value and gives its
 * part away at the end.  (So functions that the body calls may add to a
 * file-scope variable too, as in the serial program.)  Operators for which
 * a op a = a, as min or &, start from the original value instead, which is
 * as good and needs no neutral value.
 *
 * A shared object is reduced in a private copy of the same name, and what
 * comes out is combined into it once.  So is a section behind a pointer,
 * which may well point to shared memory.
 *
 * An array, or a section of one, is seen as a run of elements:
 *     __typeof__(a[0][0]) *shmrt_base_w_N = &a[lo][0];
 *     shmrt_size shmrt_length_w_N = n * (sizeof a[0] / sizeof a[0][0]); */
#include "lower_element.h"

#include <string.h>

/* ---- what the clauses say ------------------------------------------------ */

static int
operator_of(struct lowering *l, const struct clause *c, bool *max)
{
    const struct token *word = token_at(l->u, c->word2);

    *max = word->length == 3 && !memcmp(word->text, "max", 3);
    return word->kind == TOK_MINUS ? TOK_PLUS : word->kind;
}

static struct reduction *
new_reduction(struct lowering *l, const struct directive *d,
              const struct clause *c, const struct item *i, unsigned which)
{
    struct reduction *r = arena_alloc(l->u->arena, sizeof *r);
    bool is_whole = i->expr->kind == N_IDENTIFIER;
    bool is_array = i->symbol->type && i->symbol->type->kind == T_ARRAY;

    r->number = d->number;
    r->which = which;
    r->id = arena_printf(l->u->arena, "%u_%u", which, d->number);
    r->item = i;
    r->declared = reduction_declared(l->u, d, c, i);
    r->reproducible = blocks_are_asked_for(l, c);
    r->op = operator_of(l, c, &r->max);
    r->section = !is_whole;
    r->array = r->section || is_array;
    r->copy = lower_needs_copy(d, i->symbol) || (r->section && !is_array);
    r->exportable = lower_master_has(d, i->symbol);
    r->object = lower_object(l, d->node->parent, i->symbol);
    r->name = r->copy ? i->symbol->name : r->object;
    return r;
}

struct reduction *
lower_reductions(struct lowering *l, const struct directive *d)
{
    struct reduction *first = NULL, **end = &first;
    unsigned which = 0;

    for (const struct clause *c = d->clauses; c; c = c->next)
        for (const struct item *i = c->kind == C_REDUCTION ? c->items : NULL;
             i; i = i->next) {
            *end = new_reduction(l, d, c, i, which++);
            end = &(*end)->next;
        }
    return first;
}

/* ---- in front of the construct --------------------------------------------- */

/* "[0][0]": as many as the type has dimensions. */
static const char *
zeros(struct lowering *l, const struct type *type)
{
    struct text t = text_new(l->u);

    for (; type && type->kind == T_ARRAY; type = type->of)
        text_add(&t, "[0]");
    return t.string;
}

/* Of nested sections the first cuts; the ones inside it are whole. */
static const struct node *
first_section(const struct node *n)
{
    while (n->child->kind == N_SECTION)
        n = n->child;
    return n;
}

static void
section_prologue(struct lowering *l, struct text *t, const struct reduction *r)
{
    const struct node *section = first_section(r->item->expr);
    const struct node *array = section->child;
    const struct node *low = array->next, *length = low->next;
    const struct type *type = array->type;
    const char *a = edit_text(l->e, array->first, array->last);
    const char *rest = zeros(l, type ? type->of : NULL);
    const char *lo = low->kind == N_EMPTY ? "0" : lower_expression(l, low);

    text_add(t, "const shmrt_difference shmrt_low_%s = (shmrt_difference)%s; "
                "(void)shmrt_low_%s; ",
             r->id, lo, r->id);
    text_add(t, "__typeof__(%s[0]%s) *shmrt_base_%s = &%s[shmrt_low_%s]%s; ",
             a, rest, r->id, a, r->id, rest);
    text_add(t, "shmrt_size shmrt_length_%s = (", r->id);
    if (length->kind == N_EMPTY)
        text_add(t, "sizeof %s / sizeof %s[0] - (shmrt_size)shmrt_low_%s", a,
                 a, r->id);
    else
        text_add(t, "(shmrt_size)%s", lower_expression(l, length));
    text_add(t, ") * (sizeof %s[0] / sizeof %s[0]%s); ", a, a, rest);
}

void
reduction_prologue(struct lowering *l, struct text *t,
                   const struct reduction *r)
{
    for (; r; r = r->next) {
        const char *first;

        if (r->item->expr->kind == N_SECTION) {
            section_prologue(l, t, r);
            continue;
        }
        if (!r->array && !r->copy)
            continue;
        first = zeros(l, r->array ? r->item->symbol->type : NULL);
        text_add(t, "__typeof__(%s%s) *shmrt_base_%s = &%s%s; ", r->object,
                 first, r->id, r->object, first);
        if (r->array)
            text_add(t, "shmrt_size shmrt_length_%s = sizeof %s / sizeof "
                        "*shmrt_base_%s; ",
                     r->id, r->object, r->id);
    }
}

/* ---- the steps of a reduction -------------------------------------------- */

static void
add_combine_parts(struct lowering *l, struct text *t,
                  const struct reduction *r, const char *next_part)
{
    struct text outer = text_new(l->u);

    element_outer(&outer, r);
    text_add(t, "{ int shmrt_w_%s = 0; shmrt_size shmrt_j_%s = 0; "
                "(void)shmrt_j_%s; for (const __typeof__(%s) *shmrt_part_%s; "
                "(shmrt_part_%s = (const __typeof__(%s) *)%s, %u, "
                "shmrt_w_%s)) != 0; shmrt_w_%s++) { ",
             r->id, r->id, r->id, outer.string, r->id, r->id, outer.string,
             next_part, r->which, r->id, r->id);
    element_combine_part(l, t, r);
    text_add(t, "} } ");
}

/* Of a reproducible one it is only said that there is something to combine. */
void
reduction_declare(struct lowering *l, struct text *t,
                  const struct reduction *r)
{
    for (; r; r = r->next)
        text_add(t, "shmrt_reduction(&shmrt_region_%u, %u, %s); ", r->number,
                 r->which, r->reproducible ? "0" : reduction_size(l, r));
}

/* The copy has the object's name.  Of a section only the elements named are
 * copied, and the name is a pointer to where element 0 would be. */
static void
declare_copy(struct lowering *l, struct text *t, const struct reduction *r)
{
    const char *id = r->id;

    if (r->section)
        text_add(t, "__typeof__(shmrt_base_%s) shmrt_copy_%s = "
                    "(__typeof__(shmrt_base_%s))shmrt_save(shmrt_base_%s, "
                    "%s); __typeof__(&%s[0]) %s = "
                    "(__typeof__(&%s[0]))shmrt_copy_%s - shmrt_low_%s; "
                    "(void)%s; ",
                 id, id, id, id, reduction_size(l, r), r->object, r->name, r->name,
                 id, id, r->name);
    else if (r->array)
        text_add(t, "__typeof__(%s) %s; __typeof__(shmrt_base_%s) "
                    "shmrt_copy_%s = (__typeof__(shmrt_base_%s))&%s; ",
                 r->object, r->name, id, id, id, r->name);
    else
        text_add(t, "__typeof__(%s) %s; ", r->object, r->name);
}

static void
begin_copy(struct lowering *l, struct text *t, const struct reduction *r)
{
    declare_copy(l, t, r);
    element_start(l, t, r);
}

static void
begin_in_place(struct lowering *l, struct text *t, const struct reduction *r,
               const char *active, bool keep)
{
    if (!element_starts_anew(r) && !r->reproducible)
        return;
    if ((keep || r->reproducible) && r->array)
        text_add(t, "void *shmrt_keep_%s = %s ? shmrt_save(shmrt_base_%s, %s) "
                    ": 0; ",
                 r->id, r->reproducible ? "1" : active, r->id,
                 reduction_size(l, r));
    else if (keep || r->reproducible)
        text_add(t, "__typeof__(%s) shmrt_keep_%s = %s; ", r->object, r->id,
                 r->object);
    if (r->reproducible)
        return; /* each block begins by itself */
    text_add(t, "if (%s) ", active);
    element_start(l, t, r);
}

void
reduction_begin(struct lowering *l, struct text *t, const struct reduction *r,
                const char *active, bool keep)
{
    for (; r; r = r->next)
        if (r->copy)
            begin_copy(l, t, r);
        else
            begin_in_place(l, t, r, active, keep);
}

void
reduction_resume(struct text *t, const struct reduction *r)
{
    for (; r; r = r->next)
        if (!r->reproducible)
            element_take(t, r,
                         arena_printf(t->arena,
                                      "shmrt_resume(&shmrt_region_%u, %u",
                                      r->number, r->which));
}

void
reduction_put(struct lowering *l, struct text *t, const struct reduction *r)
{
    for (; r; r = r->next)
        if (!r->reproducible)
            element_give(t, r,
                         arena_printf(l->u->arena,
                                      "shmrt_put(&shmrt_region_%u, %u",
                                      r->number, r->which),
                         "");
}

static void
restore(struct lowering *l, struct text *t, const struct reduction *r)
{
    if (r->copy || (!element_starts_anew(r) && !r->reproducible))
        return;
    if (r->array)
        text_add(t, "__builtin_memcpy((void *)shmrt_base_%s, shmrt_keep_%s, "
                    "%s); shmrt_save_free(shmrt_keep_%s); ",
                 r->id, r->id, reduction_size(l, r), r->id);
    else
        text_add(t, "%s = shmrt_keep_%s; ", r->object, r->id);
}

void
reduction_serial(struct lowering *l, struct text *t,
                 const struct reduction *r, const char *active)
{
    for (; r; r = r->next) {
        struct text inner = text_new(l->u);

        if (!r->copy && !r->reproducible)
            continue;
        element_inner(&inner, r);
        text_add(t, "if (!%s) { ", active);
        restore(l, t, r);
        if (r->reproducible)
            blocks_combine(l, t, r);
        else
            element_combine(l, t, r, inner.string);
        text_add(t, "} ");
        if (r->copy && r->section)
            text_add(t, "shmrt_save_free(shmrt_copy_%s); ", r->id);
    }
}

void
reduction_combine(struct lowering *l, struct text *t,
                  const struct reduction *r)
{
    for (; r; r = r->next)
        if (r->reproducible)
            blocks_combine(l, t, r);
        else
            add_combine_parts(l, t, r,
                              arena_printf(l->u->arena,
                                           "shmrt_part(&shmrt_region_%u",
                                           r->number));
}

void
reduction_share(struct lowering *l, struct text *t, const struct reduction *r)
{
    if (!r)
        return;
    for (const struct reduction *k = r; k; k = k->next)
        if (!k->reproducible)
            element_give(t, k,
                         arena_printf(l->u->arena,
                                      "shmrt_share(&shmrt_loop_%u, %u",
                                      k->number, k->which),
                         arena_printf(l->u->arena, ", %s",
                                      reduction_size(l, k)));
    text_add(t, "shmrt_share_wait(&shmrt_loop_%u); ", r->number);
}

/* Which workers combine: each its own object, but one for all a shared one.
 * What a pointer points to may be either. */
static void
add_condition(struct text *t, const struct reduction *r)
{
    if (r->section && r->copy)
        text_add(t, "if (shmrt_masked(0) || !shmrt_is_shared(shmrt_base_%s)) ",
                 r->id);
    else if (r->copy)
        text_add(t, "if (shmrt_masked(0)) ");
}

static void
add_export(struct lowering *l, struct text *t, const struct reduction *r)
{
    if (!r->exportable || (r->copy && !r->section))
        return;
    text_add(t, "if (shmrt_masked(0)) ");
    if (r->section)
        text_add(t, "if (!shmrt_is_shared(shmrt_base_%s)) ", r->id);
    text_add(t, r->array ? "shmrt_export(shmrt_base_%s, %s); "
                         : "shmrt_export(&%s, %s); ",
             r->array ? r->id : r->object, reduction_size(l, r));
}

void
reduction_take(struct lowering *l, struct text *t, const struct reduction *r)
{
    for (; r; r = r->next) {
        restore(l, t, r);
        add_condition(t, r);
        if (r->reproducible)
            blocks_combine(l, t, r);
        else
            add_combine_parts(l, t, r,
                              arena_printf(l->u->arena,
                                           "shmrt_shared_part(&shmrt_loop_%u",
                                           r->number));
        add_export(l, t, r);
    }
}
