/* SPDX-License-Identifier: MIT */
/* lower_blocks.c -- reduction(reproducible, op : list).
 *
 * Each chunk of the loop is a block whose length depends on the loop alone,
 * and the part of every block is kept (runtime/shmrt.h shows the whole, and
 * runtime/blocks.c where the parts are).  The original value is put aside;
 * behind the loop it is combined with the parts of all blocks in their
 * order, which is also done where there is no team, so that the bits are
 * always the same. */
#include "check.h"
#include "lower_element.h"

bool
blocks_are_asked_for(const struct lowering *l, const struct clause *c)
{
    return c->kind == C_REDUCTION && c->modifier
           && word_is(l->u, c->modifier, "reproducible");
}

bool
blocks_are_used(const struct lowering *l, const struct directive *d)
{
    for (const struct clause *c = d->clauses; c; c = c->next)
        if (blocks_are_asked_for(l, c))
            return true;
    return false;
}

void
blocks_prologue(struct lowering *l, struct text *t, const struct directive *d,
                const struct reduction *r)
{
    unsigned n = d->number;

    if (!blocks_are_used(l, d))
        return;
    text_add(t, "struct shmrt_blocks shmrt_blocks_%u; "
                "shmrt_blocks_init(&shmrt_blocks_%u); ",
             n, n);
    for (; r; r = r->next)
        if (r->reproducible)
            text_add(t, "const shmrt_size shmrt_offset_%s = "
                        "shmrt_blocks_add(&shmrt_blocks_%u, %s); ",
                     r->id, n, reduction_size(l, r));
    text_add(t, "shmrt_blocks_divide(&shmrt_blocks_%u, shmrt_total_%u); ", n,
             n);
    if (directive_is_parallel(d->kind))
        text_add(t, "shmrt_blocks_open(&shmrt_blocks_%u, &shmrt_place_%u); ",
                 n, n);
}

void
blocks_epilogue(struct lowering *l, struct text *t, const struct directive *d)
{
    if (blocks_are_used(l, d))
        text_add(t, "shmrt_blocks_close(&shmrt_blocks_%u); ", d->number);
}

void
blocks_begin(struct lowering *l, struct text *t, const struct reduction *r)
{
    for (; r; r = r->next)
        if (r->reproducible)
            element_start(l, t, r);
}

void
blocks_end(struct lowering *l, struct text *t, const struct reduction *r)
{
    for (; r; r = r->next)
        if (r->reproducible)
            element_give(t, r,
                         arena_printf(l->u->arena,
                                      "shmrt_block_put(&shmrt_loop_%u, "
                                      "shmrt_offset_%s",
                                      r->number, r->id),
                         arena_printf(l->u->arena, ", %s",
                                      reduction_size(l, r)));
}

void
blocks_combine(struct lowering *l, struct text *t, const struct reduction *r)
{
    struct text outer = text_new(l->u);

    element_outer(&outer, r);
    text_add(t, "{ shmrt_size shmrt_j_%s = 0; (void)shmrt_j_%s; for "
                "(shmrt_count shmrt_b_%s = 0; shmrt_b_%s < "
                "shmrt_blocks_%u.count; shmrt_b_%s++) { const __typeof__(%s) "
                "*shmrt_part_%s = (const __typeof__(%s) "
                "*)shmrt_block_part(&shmrt_blocks_%u, shmrt_offset_%s, "
                "shmrt_b_%s); if (shmrt_part_%s) { ",
             r->id, r->id, r->id, r->id, r->number, r->id, outer.string,
             r->id, outer.string, r->number, r->id, r->id, r->id);
    element_combine_part(l, t, r);
    text_add(t, "} } } ");
}
