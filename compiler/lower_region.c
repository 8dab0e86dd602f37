/* SPDX-License-Identifier: MIT */
/* lower_region.c -- `parallel`, `parallel for` and `parallel sections`.
 *
 * The body stays where it is; a fork gives the workers every variable in
 * scope.  What the master does meanwhile stands in the branches behind it
 * (runtime/shmrt.h shows the whole shape):
 *
 *     { place; bounds and sizes; region and its clauses
 *       int shmrt_event_N;
 *       while ((shmrt_event_N = shmrt_parallel(&shmrt_region_N)) != 0)
 *         if (shmrt_event_N == 1) {
 *           copies, neutral values
 *           body
 *           parts
 *           shmrt_parallel_end(&shmrt_region_N);
 *         } else if (shmrt_event_N == 2) {
 *           combine
 *         } else if ...    a branch for each reduce block
 *     }
 *
 * The bounds of the loop of a `parallel for` are evaluated in front, in the
 * master, because there are no more workers than iterations; and all that
 * describes it, because a worker that is forked later is to find the same. */
#include "lower.h"

static void
add_onfail(struct lowering *l, struct text *t, const struct clause *c,
           unsigned n)
{
    const char *word = word_at(l->u, c->word2);

    text_add(t, "shmrt_region_%u.onfail = SHMRT_ONFAIL_%s; ", n,
             *word == 'a' ? "ABORT" : *word == 'r' ? "RETRY" : "SKIP");
    if (c->expr)
        text_add(t, "shmrt_region_%u.retries = %s; ", n,
                 lower_expression(l, c->expr));
    if (c->modifier)
        text_add(t, "shmrt_region_%u.retry_always = 1; ", n);
}

static void
add_clauses(struct lowering *l, struct text *t, const struct directive *d)
{
    unsigned n = d->number;

    for (const struct clause *c = d->clauses; c; c = c->next)
        switch (c->kind) {
        case C_IF:
            text_add(t, "shmrt_region_%u.if_ = %s != 0; ", n,
                     lower_expression(l, c->expr));
            break;
        case C_NUM_WORKERS:
            text_add(t, "shmrt_region_%u.has_num_workers = 1; "
                        "shmrt_region_%u.num_workers = (long long)%s; ",
                     n, n, lower_expression(l, c->expr));
            break;
        case C_TIMEOUT:
            text_add(t, "shmrt_region_%u.has_timeout = 1; "
                        "shmrt_region_%u.timeout = (double)%s; ",
                     n, n, lower_expression(l, c->expr));
            break;
        case C_ERROR:
            text_add(t, "shmrt_region_%u.error = &%s; ", n,
                     lower_expression(l, c->expr));
            break;
        case C_ONFAIL:
            add_onfail(l, t, c, n);
            break;
        default:
            break;
        }
    if (d->kind != D_PARALLEL)
        text_add(t, "shmrt_region_%u.has_count = 1; shmrt_region_%u.count = "
                    "shmrt_total_%u; shmrt_region_%u.loop = &shmrt_loop_%u; ",
                 n, n, n, n, n);
}

/* All that comes before the body. */
static const char *
opening(struct lowering *l, const struct directive *d,
        const struct reduction *reductions)
{
    struct text t = text_new(l->u);
    unsigned n = d->number;

    text_add(&t, "{ ");
    lower_place(l, &t, d);
    reduction_prologue(l, &t, reductions);
    if (d->kind != D_PARALLEL) {
        loop_prologue(l, &t, d);
        blocks_prologue(l, &t, d, reductions);
        loop_describe(l, &t, d);
    }
    text_add(&t, "struct shmrt_region shmrt_region_%u; "
                 "shmrt_region_init(&shmrt_region_%u, &shmrt_place_%u); ",
             n, n, n);
    add_clauses(l, &t, d);
    lower_shared_checks(l, &t, d);
    reduction_declare(l, &t, reductions);
    text_add(&t, "int shmrt_event_%u; while ((shmrt_event_%u = "
                 "shmrt_parallel(&shmrt_region_%u)) != 0) if (shmrt_event_%u "
                 "== 1) { ",
             n, n, n, n);
    lower_private(l, &t, d);
    reduction_begin(l, &t, reductions,
                    arena_printf(l->u->arena, "shmrt_region_%u.team", n),
                    false);
    if (d->kind != D_PARALLEL) {
        reduction_resume(&t, reductions);
        loop_start(&t, d);
        text_add(&t, "while (shmrt_loop_next(&shmrt_loop_%u)) { ", n);
        blocks_begin(l, &t, reductions);
    }
    return t.string;
}

/* Where each chunk is committed by itself, its parts go with it. */
static void
add_loop_end(struct lowering *l, struct text *t, const struct directive *d,
             const struct reduction *reductions)
{
    blocks_end(l, t, reductions);
    loop_last_values(t, d);
    if (reductions) {
        text_add(t, "if (shmrt_loop_%u.commit) { ", d->number);
        reduction_put(l, t, reductions);
        text_add(t, "} ");
    }
    text_add(t, "} shmrt_loop_end(&shmrt_loop_%u); ", d->number);
}

/* All that comes behind it. */
static const char *
closing(struct lowering *l, const struct directive *d,
        const struct reduction *reductions)
{
    struct text t = text_new(l->u);
    const char *team
        = arena_printf(l->u->arena, "shmrt_region_%u.team", d->number);

    text_add(&t, " ");
    cancel_label(&t, d);
    if (d->kind != D_PARALLEL)
        add_loop_end(l, &t, d, reductions);
    if (reductions) {
        text_add(&t, "if (%s) { ", team);
        reduction_put(l, &t, reductions);
        text_add(&t, "} ");
        reduction_serial(l, &t, reductions, team);
    }
    text_add(&t, "shmrt_parallel_end(&shmrt_region_%u); } ", d->number);
    if (reductions) {
        text_add(&t, "else if (shmrt_event_%u == 2) { ", d->number);
        reduction_combine(l, &t, reductions);
        text_add(&t, "} ");
    }
    lower_reduce_branches(l, &t, d);
    blocks_epilogue(l, &t, d);
    text_add(&t, "}");
    return t.string;
}

void
lower_parallel(struct lowering *l, struct directive *d)
{
    struct reduction *reductions = lower_reductions(l, d);

    cancel_open(l, d);
    edit_before(l->e, d->body->first, "%s", opening(l, d, reductions));
    cancel_close(l, d);
    edit_after(l->e, d->body->last, "%s", closing(l, d, reductions));
    if (d->kind != D_PARALLEL)
        d->loop ? loop_headers(l, d) : sections_headers(l, d);
    if (d->kind == D_PARALLEL_FOR_SIMD)
        simd_pragma(l, d);
}
