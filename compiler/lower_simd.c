/* SPDX-License-Identifier: MIT */
/* lower_simd.c -- simd, by itself or on a `for`: the compiler's own pragma in
 * front of the innermost loop of the nest.
 *
 *     #pragma shm simd                {
 *     for (...) body                  #pragma GCC ivdep
 *                                     for (...) body }
 *
 * What is private needs a copy only where it is a shared object; it is given
 * its value back behind the loop, when it is lastprivate or a reduction.
 *
 * Both pragmas say that no iteration needs what another one wrote to memory.
 * That is not so for what the clauses list, unless it lives in a register: a
 * sum in memory is read and written by each iteration. Without a pragma the
 * compiler finds out by itself. */
#include "lower.h"

/* Can the compiler keep it in a register?  gcc looks at scalars of static
 * life all the same. */
static bool
may_be_register(const struct lowering *l, const struct item *i)
{
    const struct symbol *s = i->symbol;

    return s && s->type && type_is_scalar(s->type)
           && (!(l->u->dialect & DIALECT_CLANG) || !symbol_is_static(s));
}

void
simd_pragma(struct lowering *l, const struct directive *d)
{
    const struct loop *innermost = d->loop;
    const char *clang = "#pragma clang loop vectorize(assume_safety)";

    for (const struct clause *c = d->clauses; c; c = c->next)
        for (const struct item *i = c->items; i; i = i->next) {
            if (!may_be_register(l, i))
                return;
            clang = "#pragma clang loop vectorize(enable)";
        }
    while (innermost->inner)
        innermost = innermost->inner;
    edit_before(l->e, innermost->for_node->first, "\n%s\n",
                l->u->dialect & DIALECT_CLANG ? clang : "#pragma GCC ivdep");
}

/* The copies of lastprivate objects go back; they began with the objects'
 * values, for the loop may have no iteration. */
static void
copy_last_values(struct text *t, const struct directive *d)
{
    for (const struct clause *c = d->clauses; c; c = c->next)
        for (const struct item *i = c->kind == C_LASTPRIVATE ? c->items : NULL;
             i; i = i->next) {
            const char *x = i->symbol->name;

            if (!lower_needs_copy(d, i->symbol))
                continue;
            text_add(t, "__builtin_memcpy((void *)shmrt_from_%s_%u, (const "
                        "void *)&%s, sizeof %s); ",
                     x, d->number, x, x);
        }
}

/* Of the reductions those that have to work on a copy. */
static struct reduction *
copied_reductions(struct lowering *l, const struct directive *d)
{
    struct reduction *first = lower_reductions(l, d);

    for (struct reduction **r = &first; *r;)
        if ((*r)->copy)
            r = &(*r)->next;
        else
            *r = (*r)->next;
    return first;
}

void
lower_simd(struct lowering *l, struct directive *d)
{
    struct text before = text_new(l->u), after = text_new(l->u);
    const struct reduction *reductions = copied_reductions(l, d);

    text_add(&before, "{ ");
    text_add(&after, " ");
    reduction_prologue(l, &before, reductions);
    lower_private(l, &before, d);
    copy_last_values(&after, d);
    reduction_begin(l, &before, reductions, "0", false);
    reduction_serial(l, &after, reductions, "0");
    text_add(&after, "}");
    edit_before(l->e, d->body->first, "%s", before.string);
    edit_after(l->e, d->body->last, "%s", after.string);
    simd_pragma(l, d);
}
