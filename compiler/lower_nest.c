/* SPDX-License-Identifier: MIT */
/* lower_nest.c -- collapse of nests in which the bounds of a loop depend on
 * the variables of loops around it, as in a triangle:
 *
 *     for (int i = 0; i < n; i++)
 *         for (int j = 0; j < i; j++) body
 *
 * A row is one execution of the innermost loop; iterations are counted in
 * the order of the serial program.  In front of the construct the loops
 * around the innermost one are walked through once to sum up the lengths of
 * the rows (shmrt_total_N).  A worker's chunks come in rising order, so it
 * finds the beginning of a chunk by walking on from the row in which the
 * chunk before ended:
 *
 *     shmrt_count shmrt_at_N = 0, shmrt_row_0_N = 0;        // nest_open
 *     while (shmrt_loop_next(&shmrt_loop_N)) {
 *       shmrt_from_0_N = shmrt_row_0_N, shmrt_to_0_N = shmrt_trip_0_N; ...
 *       for (int i = shmrt_low_0_N; i < shmrt_high_0_N; i++) {
 *         const shmrt_count shmrt_own_0_N = i's iteration;
 *         lower, upper, trip of the row
 *         shmrt_from_1_N = ..., shmrt_to_1_N = ...;  // of the row, the part
 *         for (int j = shmrt_low_1_N; ...) body      // in the chunk
 *         if (the chunk ends in this row) {
 *           shmrt_row_0_N = shmrt_own_0_N; break;
 *         }
 *         shmrt_at_N += shmrt_trip_1_N;              // begin of the next row
 *       }
 *     }
 *
 * With three and more loops the ones in the middle go on where they were
 * while shmrt_again_N is set, that is in the first row of a chunk, and
 * shmrt_stop_N ends them.  The last chunk walks to the end of the nest, so
 * that all variables have the values that they have after the serial loops. */
#include "lower.h"

bool
nest_is_dependent(const struct directive *d)
{
    for (const struct loop *loop = d->loop; loop; loop = loop->inner)
        if (loop->inner_depends_on_outer)
            return true;
    return false;
}

/* ---- in front of the construct ------------------------------------------ */

void
nest_total(struct lowering *l, struct text *t, const struct directive *d)
{
    unsigned n = d->number;

    text_add(t, "shmrt_count shmrt_total_%u = 0; ", n);
    for (const struct loop *loop = d->loop; loop; loop = loop->inner) {
        const char *name = loop->var->name;
        int k = loop->depth;

        if (loop->inner_depends_on_outer)
            loop_row_bounds(l, t, d, loop);
        if (!loop->inner) {
            text_add(t, "shmrt_total_%u = shmrt_plus(shmrt_total_%u, "
                        "shmrt_trip_%d_%u); ",
                     n, n, k, n);
            break;
        }
        text_add(t, "for (shmrt_count shmrt_own_%d_%u = 0; shmrt_own_%d_%u < "
                    "shmrt_trip_%d_%u; shmrt_own_%d_%u++) { "
                    "const shmrt_type_%d_%u %s = ",
                 k, n, k, n, k, n, k, n, k, n, name);
        loop_value(t, loop, n, "own");
        text_add(t, "; (void)%s; ", name);
    }
    for (const struct loop *loop = d->loop; loop->inner; loop = loop->inner)
        text_add(t, "} ");
}

/* In front of the loop over the chunks. */
void
nest_open(struct text *t, const struct directive *d)
{
    text_add(t, "shmrt_count shmrt_at_%u = 0", d->number);
    for (const struct loop *loop = d->loop; loop->inner; loop = loop->inner)
        text_add(t, ", shmrt_row_%d_%u = 0", loop->depth, d->number);
    text_add(t, "; ");
}

/* ---- the headers -------------------------------------------------------- */

/* At the begin of a chunk.  One that comes before the place where the worker
 * is, as none does by now, is looked for from the nest's beginning. */
static void
begin_chunk(struct text *t, const struct directive *d)
{
    unsigned n = d->number;

    text_add(t, "if (shmrt_loop_%u.first < shmrt_at_%u) shmrt_at_%u = ", n, n,
             n);
    for (const struct loop *loop = d->loop; loop->inner; loop = loop->inner)
        text_add(t, "shmrt_row_%d_%u = ", loop->depth, n);
    text_add(t, "0; ");
    if (d->loop->inner->inner)
        text_add(t, "int shmrt_again_%u = 1, shmrt_stop_%u = 0; ", n, n);
}

/* The iterations of this loop that are walked through. */
static void
add_range(struct text *t, const struct directive *d, const struct loop *loop)
{
    unsigned n = d->number;
    int k = loop->depth;

    if (!loop->inner) {
        if (k > 1)
            text_add(t, "shmrt_again_%u = 0; ", n);
        text_add(t, "const shmrt_count shmrt_from_%d_%u = "
                    "shmrt_in_row(shmrt_loop_%u.first, shmrt_at_%u, "
                    "shmrt_trip_%d_%u), shmrt_to_%d_%u = "
                    "shmrt_in_row(shmrt_loop_%u.last, shmrt_at_%u, "
                    "shmrt_trip_%d_%u); ",
                 k, n, n, n, k, n, k, n, n, n, k, n);
        return;
    }
    text_add(t, "const shmrt_count shmrt_from_%d_%u = ", k, n);
    if (k > 0)
        text_add(t, "!shmrt_again_%u ? 0 : ", n);
    text_add(t, "shmrt_row_%d_%u, shmrt_to_%d_%u = shmrt_trip_%d_%u; ", k, n,
             k, n, k, n);
}

/* Behind a loop, in the body of the one around it. */
static const char *
end_row(struct lowering *l, const struct directive *d, const struct loop *loop)
{
    struct text t = text_new(l->u);
    unsigned n = d->number;
    int k = loop->depth;

    if (loop->inner)
        return arena_printf(l->u->arena, " if (shmrt_stop_%u) break; }", n);
    text_add(&t, " if (shmrt_loop_%u.last != shmrt_loop_%u.count && "
                 "shmrt_loop_%u.last - shmrt_at_%u <= shmrt_trip_%d_%u) { ",
             n, n, n, n, k, n);
    for (int outer = 0; outer < k; outer++)
        text_add(&t, "shmrt_row_%d_%u = shmrt_own_%d_%u; ", outer, n, outer,
                 n);
    if (k > 1)
        text_add(&t, "shmrt_stop_%u = 1; ", n);
    text_add(&t, "break; } shmrt_at_%u += shmrt_trip_%d_%u; }", n, k, n);
    return t.string;
}

void
nest_headers(struct lowering *l, const struct directive *d)
{
    const struct loop *outer = NULL;
    unsigned n = d->number;

    for (const struct loop *loop = d->loop; loop; loop = loop->inner) {
        struct text t = text_new(l->u);

        if (outer)
            text_add(&t, "{ const shmrt_count shmrt_own_%d_%u = %s; ",
                     outer->depth, n, loop_own_iteration(l, d, outer));
        else
            begin_chunk(&t, d);
        if (loop->inner_depends_on_outer)
            loop_row_bounds(l, &t, d, loop);
        add_range(&t, d, loop);
        loop_edit_header(l, &t, d, loop);
        edit_before(l->e, loop->for_node->first, "%s", t.string);
        if (outer)
            edit_after(l->e, loop->for_node->last, "%s", end_row(l, d, loop));
        outer = loop;
    }
    loop_note_iteration(l, d, outer,
                        arena_printf(l->u->arena, "shmrt_at_%u + %s", n,
                                     loop_own_iteration(l, d, outer)));
}
