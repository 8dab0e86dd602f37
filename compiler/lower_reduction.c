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
#include "lower.h"

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

/* ---- one element, or the only one ------------------------------------------ */

/* The value that changes nothing; 0 where the original value does as well. */
static const char *
neutral(const struct reduction *r)
{
    return r->op == TOK_PLUS || r->op == TOK_CARET ? "0"
           : r->op == TOK_STAR                     ? "1"
                                                   : NULL;
}

/* The object itself. */
static void
add_outer(struct text *t, const struct reduction *r)
{
    if (r->array)
        text_add(t, "shmrt_base_%s[shmrt_j_%s]", r->id, r->id);
    else if (r->copy)
        text_add(t, "(*shmrt_base_%s)", r->id);
    else
        text_add(t, "%s", r->object);
}

/* What the body works on: the object, in the worker, or its copy. */
static void
add_inner(struct text *t, const struct reduction *r)
{
    if (!r->copy)
        add_outer(t, r);
    else if (r->array)
        text_add(t, "shmrt_copy_%s[shmrt_j_%s]", r->id, r->id);
    else
        text_add(t, "%s", r->name);
}

static void
add_each(struct text *t, const struct reduction *r)
{
    if (r->array)
        text_add(t, "for (shmrt_size shmrt_j_%s = 0; shmrt_j_%s < "
                    "shmrt_length_%s; shmrt_j_%s++) ",
                 r->id, r->id, r->id, r->id);
}

/* outer = outer op part, for each element. */
static void
add_combine(struct lowering *l, struct text *t, const struct reduction *r,
            const char *part)
{
    struct text outer = text_new(l->u);
    const char *o;

    add_outer(&outer, r);
    o = outer.string;
    add_each(t, r);
    if (r->op == TOK_IDENTIFIER)
        text_add(t, "if (%s %s %s) %s = %s; ", part, r->max ? ">" : "<", o, o,
                 part);
    else
        text_add(t, "%s = (__typeof__(%s))(%s %s %s); ", o, o, o,
                 token_kind_name(r->op), part);
}

static void
add_combine_parts(struct lowering *l, struct text *t,
                  const struct reduction *r, const char *next_part)
{
    struct text outer = text_new(l->u);

    add_outer(&outer, r);
    text_add(t, "{ int shmrt_w_%s = 0; shmrt_size shmrt_j_%s = 0; "
                "(void)shmrt_j_%s; for (const __typeof__(%s) *shmrt_part_%s; "
                "(shmrt_part_%s = (const __typeof__(%s) *)%s, %u, "
                "shmrt_w_%s)) != 0; shmrt_w_%s++) { ",
             r->id, r->id, r->id, outer.string, r->id, r->id, outer.string,
             next_part, r->which, r->id, r->id);
    add_combine(l, t, r,
                arena_printf(l->u->arena,
                             r->array ? "shmrt_part_%s[shmrt_j_%s]"
                                      : "*shmrt_part_%s",
                             r->id, r->id));
    text_add(t, "} } ");
}

/* ---- the steps of a reduction ----------------------------------------------- */

/* "sizeof (one)" or the length times that. */
static const char *
size_of(struct lowering *l, const struct reduction *r)
{
    if (r->array)
        return arena_printf(l->u->arena,
                            "shmrt_length_%s * sizeof *shmrt_base_%s", r->id,
                            r->id);
    return arena_printf(l->u->arena, "sizeof %s", r->object);
}

void
reduction_declare(struct lowering *l, struct text *t,
                  const struct reduction *r)
{
    for (; r; r = r->next)
        text_add(t, "shmrt_reduction(&shmrt_region_%u, %u, %s); ", r->number,
                 r->which, size_of(l, r));
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
                 id, id, id, id, size_of(l, r), r->object, r->name, r->name,
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
    add_each(t, r);
    add_inner(t, r);
    text_add(t, " = ");
    if (neutral(r))
        text_add(t, "%s", neutral(r));
    else
        add_outer(t, r);
    text_add(t, "; ");
}

static void
begin_in_place(struct lowering *l, struct text *t, const struct reduction *r,
               const char *active, bool keep)
{
    if (!neutral(r))
        return;
    if (keep && r->array)
        text_add(t, "void *shmrt_keep_%s = %s ? shmrt_save(shmrt_base_%s, %s) "
                    ": 0; ",
                 r->id, active, r->id, size_of(l, r));
    else if (keep)
        text_add(t, "__typeof__(%s) shmrt_keep_%s = %s; ", r->object, r->id,
                 r->object);
    text_add(t, "if (%s) ", active);
    add_each(t, r);
    add_inner(t, r);
    text_add(t, " = %s; ", neutral(r));
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

/* Calls a function with the address of the worker's part; a scalar's own
 * address is not taken, so that it can live in a register. */
static void
add_call(struct text *t, const struct reduction *r, const char *call,
         const char *rest)
{
    if (r->array)
        text_add(t, "%s, %u, shmrt_%s_%s%s); ", call, r->which,
                 r->copy ? "copy" : "base", r->id, rest);
    else
        text_add(t, "{ __typeof__(%s) shmrt_give_%s = %s; %s, %u, "
                    "&shmrt_give_%s%s); } ",
                 r->name, r->id, r->name, call, r->which, r->id, rest);
}

void
reduction_put(struct lowering *l, struct text *t, const struct reduction *r)
{
    const char *call;

    if (!r)
        return;
    call = arena_printf(l->u->arena, "shmrt_put(&shmrt_region_%u", r->number);
    for (; r; r = r->next)
        add_call(t, r, call, "");
}

void
reduction_serial(struct lowering *l, struct text *t,
                 const struct reduction *r, const char *active)
{
    for (; r; r = r->next) {
        struct text inner = text_new(l->u);

        if (!r->copy)
            continue;
        add_inner(&inner, r);
        text_add(t, "if (!%s) ", active);
        if (r->array)
            text_add(t, "{ ");
        add_combine(l, t, r, inner.string);
        if (r->array)
            text_add(t, "} ");
        if (r->section)
            text_add(t, "shmrt_save_free(shmrt_copy_%s); ", r->id);
    }
}

void
reduction_combine(struct lowering *l, struct text *t,
                  const struct reduction *r)
{
    for (; r; r = r->next)
        add_combine_parts(l, t, r,
                          arena_printf(l->u->arena,
                                       "shmrt_part(&shmrt_region_%u",
                                       r->number));
}

static void
restore(struct lowering *l, struct text *t, const struct reduction *r)
{
    if (r->copy || !neutral(r))
        return;
    if (r->array)
        text_add(t, "__builtin_memcpy(shmrt_base_%s, shmrt_keep_%s, %s); "
                    "shmrt_save_free(shmrt_keep_%s); ",
                 r->id, r->id, size_of(l, r), r->id);
    else
        text_add(t, "%s = shmrt_keep_%s; ", r->object, r->id);
}

void
reduction_share(struct lowering *l, struct text *t, const struct reduction *r)
{
    const char *loop;

    if (!r)
        return;
    loop = arena_printf(l->u->arena, "(&shmrt_loop_%u", r->number);
    for (const struct reduction *k = r; k; k = k->next)
        add_call(t, k, arena_printf(l->u->arena, "shmrt_share%s", loop),
                 arena_printf(l->u->arena, ", %s", size_of(l, k)));
    text_add(t, "shmrt_share_wait%s); ", loop);
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
             r->array ? r->id : r->object, size_of(l, r));
}

void
reduction_take(struct lowering *l, struct text *t, const struct reduction *r)
{
    for (; r; r = r->next) {
        restore(l, t, r);
        add_condition(t, r);
        add_combine_parts(l, t, r,
                          arena_printf(l->u->arena,
                                       "shmrt_shared_part(&shmrt_loop_%u",
                                       r->number));
        add_export(l, t, r);
    }
}
