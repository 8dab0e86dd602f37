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

void
lower_single(struct lowering *l, struct directive *d)
{
    struct text t = begin(l, d);

    text_add(&t, "if (shmrt_single(&shmrt_place_%u)) { ", d->number);
    lower_private(l, &t, d);
    enclose(l, d, t.string,
            directive_clause(d, C_NOWAIT)
                ? " } }"
                : arena_printf(l->u->arena,
                               " } shmrt_barrier(&shmrt_place_%u); }",
                               d->number));
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
