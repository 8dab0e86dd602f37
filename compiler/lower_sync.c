/* SPDX-License-Identifier: MIT */
/* lower_sync.c -- critical, ordered, single, masked, barrier, flush: a call
 * before the block and a call behind it.
 *
 *     { place; shmrt_critical_begin(...); block shmrt_critical_end(...); } */
#include "lower.h"

/* "{ place; " */
static struct text
begin(struct lowering *l, const struct directive *d)
{
    struct text t = text_new(l->u);

    text_add(&t, "{ ");
    lower_place(l, &t, d);
    return t;
}

static void
enclose(struct lowering *l, const struct directive *d, const char *before,
        const char *after)
{
    edit_before(l->e, d->body->first, "%s", before);
    edit_after(l->e, d->body->last, "%s", after);
}

void
lower_critical(struct lowering *l, struct directive *d)
{
    struct text t = begin(l, d);
    unsigned n = d->number;
    const char *name = d->name ? lower_name(l, d->name) : "";

    text_add(&t, "static void *shmrt_lock_%u; "
                 "shmrt_critical_begin(&shmrt_lock_%u, \"%s\", "
                 "&shmrt_place_%u); ",
             n, n, name, n);
    enclose(l, d, t.string,
            arena_printf(l->u->arena, " shmrt_critical_end(&shmrt_lock_%u); }",
                         n));
}

void
lower_ordered(struct lowering *l, struct directive *d)
{
    struct text t = begin(l, d);

    text_add(&t, "shmrt_ordered_begin(&shmrt_place_%u); ", d->number);
    enclose(l, d, t.string, " shmrt_ordered_end(); }");
}

/* copyprivate: the value goes from the worker that ran the block to the
 * others, and to the master at the region's end.  (A shared object has it
 * everywhere already.) */
static void
add_copies(struct text *out, struct text *in, const struct directive *d)
{
    unsigned which = 0;

    for (const struct clause *c = d->clauses; c; c = c->next)
        for (const struct item *i = c->kind == C_COPYPRIVATE ? c->items : NULL;
             i; i = i->next) {
            const char *x = i->symbol->name;

            if (lower_needs_copy(d, i->symbol))
                continue;
            text_add(out, "shmrt_single_copy_out(%u, &%s, sizeof %s); ", which,
                     x, x);
            text_add(in, "shmrt_single_copy_in(%u, &%s, sizeof %s); ", which,
                     x, x);
            if (lower_master_has(d, i->symbol))
                text_add(in, "if (shmrt_masked(0)) shmrt_export(&%s, sizeof "
                             "%s); ",
                         x, x);
            which++;
        }
}

void
lower_single(struct lowering *l, struct directive *d)
{
    struct text t = begin(l, d), out = text_new(l->u), in = text_new(l->u);

    text_add(&t, "if (shmrt_single(&shmrt_place_%u)) { ", d->number);
    lower_private(l, &t, d);
    add_copies(&out, &in, d);
    enclose(l, d, t.string,
            directive_clause(d, C_NOWAIT)
                ? " } }"
                : arena_printf(l->u->arena,
                               " %s} shmrt_barrier(&shmrt_place_%u); %s}",
                               out.string, d->number, in.string));
}

void
lower_masked(struct lowering *l, struct directive *d)
{
    const struct clause *filter = directive_clause(d, C_FILTER);

    enclose(l, d,
            arena_printf(l->u->arena, "{ if (shmrt_masked(%s)) { ",
                         filter ? lower_expression(l, filter->expr) : "0"),
            " } }");
}

void
lower_barrier(struct lowering *l, struct directive *d)
{
    struct text t = begin(l, d);

    text_add(&t, "shmrt_barrier(&shmrt_place_%u); }", d->number);
    edit_after(l->e, d->last, "%s", t.string);
}

void
lower_flush(struct lowering *l, struct directive *d)
{
    edit_after(l->e, d->last, "shmrt_flush();");
}
