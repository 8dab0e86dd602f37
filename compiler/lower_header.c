/* SPDX-License-Identifier: MIT */
/* lower_header.c -- the headers of a loop nest: the user's bounds give way to
 * those of the chunk.
 *
 *     const shmrt_count shmrt_from_0_N = shmrt_loop_N.first, ...to...;
 *     shmrt_type_0_N shmrt_low_0_N = ..., shmrt_high_0_N = ...;
 *     for (int i = shmrt_low_0_N; i < shmrt_high_0_N; i++) body
 *
 * Where `i < high` could run over the end of the type (<=, steps other than
 * 1), the condition becomes shmrt_left_0_N-- != 0, a count of what is left.
 *
 * collapse(n): the iterations of the nest are counted in the order of the
 * serial program.  A loop further in starts in the middle where the chunk
 * starts there, that is while all loops around it are at the chunk's first
 * iteration, and ends early likewise.  Nests in which bounds depend on outer
 * variables are taken care of by lower_nest.c. */
#include "lower.h"

static bool
counts_down_left(const struct loop *loop)
{
    return loop->relation == TOK_LESS_EQUAL || loop->relation == TOK_GREATER_EQUAL
           || !loop->step_is_one;
}

/* The product of the trip counts of the loops further in. */
static const char *
inner_trips(struct lowering *l, const struct loop *loop, unsigned n)
{
    struct text t = text_new(l->u);

    text_add(&t, "1");
    for (loop = loop->inner; loop; loop = loop->inner)
        text_add(&t, " * shmrt_trip_%d_%u", loop->depth, n);
    return t.string;
}

const char *
loop_own_iteration(struct lowering *l, const struct directive *d,
                   const struct loop *loop)
{
    unsigned n = d->number;
    int k = loop->depth;
    const char *i = lower_needs_copy(d, loop->var)
                        ? loop->var->name
                        : lower_object(l, d->node, loop->var);
    const char *sign = loop->downward ? "0 - " : "";
    const char *span
        = loop->pointer
              ? arena_printf(l->u->arena,
                             "%s(shmrt_count)(%s - shmrt_lower_%d_%u)", sign,
                             i, k, n)
              : arena_printf(l->u->arena,
                             "%s((shmrt_count)%s - "
                             "(shmrt_count)shmrt_lower_%d_%u)",
                             sign, i, k, n);

    if (loop->step_is_one)
        return arena_printf(l->u->arena,
                            "shmrt_low_bytes(%s, sizeof(shmrt_type_%d_%u))",
                            span, k, n);
    return arena_printf(l->u->arena,
                        "shmrt_low_bytes(%s, sizeof(shmrt_type_%d_%u)) / "
                        "shmrt_low_bytes(%sshmrt_step_%d_%u, "
                        "sizeof(shmrt_type_%d_%u))",
                        span, k, n, sign, k, n, k, n);
}

/* from and to: the iterations of this loop that belong to the chunk. */
static void
add_range(struct lowering *l, struct text *t, const struct directive *d,
          const struct loop *outer, const struct loop *loop)
{
    unsigned n = d->number;
    int k = loop->depth;
    const char *inner = inner_trips(l, loop, n);

    if (!loop->inner && !outer) {
        text_add(t, "const shmrt_count shmrt_from_0_%u = shmrt_loop_%u.first, "
                    "shmrt_to_0_%u = shmrt_loop_%u.last; ",
                 n, n, n, n);
        return;
    }
    text_add(t, "shmrt_count shmrt_from_%d_%u = shmrt_loop_%u.first / (%s) %% "
                "shmrt_trip_%d_%u, shmrt_to_%d_%u = (shmrt_loop_%u.last - 1) "
                "/ (%s) %% shmrt_trip_%d_%u + 1; ",
             k, n, n, inner, k, n, k, n, n, inner, k, n);
    if (outer)
        text_add(t, "const int shmrt_begins_%d_%u = shmrt_begins_%d_%u && "
                    "shmrt_own_%d_%u == shmrt_from_%d_%u, shmrt_ends_%d_%u = "
                    "shmrt_ends_%d_%u && shmrt_own_%d_%u + 1 == "
                    "shmrt_to_%d_%u; if (!shmrt_begins_%d_%u) "
                    "shmrt_from_%d_%u = 0; if (!shmrt_ends_%d_%u) "
                    "shmrt_to_%d_%u = shmrt_trip_%d_%u; ",
                 k, n, k - 1, n, k - 1, n, k - 1, n, k, n, k - 1, n, k - 1, n,
                 k - 1, n, k, n, k, n, k, n, k, n, k, n);
    else
        text_add(t, "const int shmrt_begins_0_%u = 1, shmrt_ends_0_%u = 1; ",
                 n, n);
}

void
loop_value(struct text *t, const struct loop *loop, unsigned n,
           const char *which)
{
    int k = loop->depth;

    if (loop->pointer)
        text_add(t, "shmrt_lower_%d_%u + (shmrt_difference)(shmrt_%s_%d_%u * "
                    "shmrt_step_%d_%u)",
                 k, n, which, k, n, k, n);
    else
        text_add(t, "(shmrt_type_%d_%u)((shmrt_count)shmrt_lower_%d_%u + "
                    "shmrt_%s_%d_%u * shmrt_step_%d_%u)",
                 k, n, k, n, which, k, n, k, n);
}

/* low and high, or low and left, and the header that uses them. */
void
loop_edit_header(struct lowering *l, struct text *t,
                 const struct directive *d, const struct loop *loop)
{
    unsigned n = d->number;
    int k = loop->depth;
    const struct node *condition = node_child(loop->for_node, 1);

    text_add(t, "const shmrt_type_%d_%u shmrt_low_%d_%u = ", k, n, k, n);
    loop_value(t, loop, n, "from");
    text_add(t, "; ");
    edit_use(l->e, loop->lower->first, loop->lower->last,
                 "shmrt_low_%d_%u", k, n);
    if (!loop->step_known)
        edit_use(l->e, loop->step->first, loop->step->last,
                     "shmrt_by_%d_%u", k, n);
    if (counts_down_left(loop)) {
        text_add(t, "shmrt_count shmrt_left_%d_%u = shmrt_to_%d_%u - "
                    "shmrt_from_%d_%u; ",
                 k, n, k, n, k, n);
        edit_use(l->e, condition->first, condition->last,
                     "shmrt_left_%d_%u-- != 0", k, n);
    } else {
        text_add(t, "const shmrt_type_%d_%u shmrt_high_%d_%u = ", k, n, k, n);
        loop_value(t, loop, n, "to");
        text_add(t, "; ");
        edit_use(l->e, loop->upper->first, loop->upper->last,
                     "shmrt_high_%d_%u", k, n);
    }
}

/* With an empty text, which keeps the compiler from removing a loop, it is no
 * instruction. */
static bool
is_empty_asm(const struct unit *u, const struct node *n)
{
    tokid t = n->first;

    while (t < n->last && token_at(u, t)->kind != TOK_STRING)
        t++;
    return token_at(u, t)->length == 2
           && token_at(u, t + 1)->kind != TOK_STRING;
}

struct iteration_use {
    const struct unit *u;
    bool found;
};

static bool
look_for_iteration_use(struct node *n, void *data)
{
    struct iteration_use *use = data;

    switch (n->kind) {
    case N_CALL:
    case N_FOR:
    case N_WHILE:
    case N_DO:
    case N_DIRECTIVE:
        use->found = true;
        break;
    case N_ASM:
        use->found = !is_empty_asm(use->u, n);
        break;
    default:
        break;
    }
    return !use->found;
}

/* Is the iteration noted?  Not in an innermost loop without a call: the
 * store would keep the compiler from vectorising it. */
static bool
notes_iteration(const struct lowering *l, const struct directive *d,
                const struct loop *innermost)
{
    struct iteration_use use = {l->u, directive_clause(d, C_ORDERED) != NULL};

    if (!use.found)
        tree_walk(innermost->body, look_for_iteration_use, NULL, &use);
    return use.found;
}

void
loop_note_iteration(struct lowering *l, const struct directive *d,
                    const struct loop *innermost, const char *iteration)
{
    if (!notes_iteration(l, d, innermost))
        return;
    edit_before(l->e, innermost->body->first, "{ shmrt_iteration(%s); ",
                iteration);
    edit_after(l->e, innermost->body->last, " }");
}

/* The iteration of the whole nest, as it stands in the innermost body. */
static const char *
nest_iteration(struct lowering *l, const struct directive *d)
{
    unsigned n = d->number;
    const char *k = "0";

    for (const struct loop *loop = d->loop; loop; loop = loop->inner) {
        const char *own
            = loop->inner ? arena_printf(l->u->arena, "shmrt_own_%d_%u",
                                         loop->depth, n)
                          : loop_own_iteration(l, d, loop);

        k = loop->depth == 0
                ? own
                : arena_printf(l->u->arena, "(%s) * shmrt_trip_%d_%u + %s", k,
                               loop->depth, n, own);
    }
    return k;
}

void
loop_headers(struct lowering *l, const struct directive *d)
{
    const struct loop *outer = NULL;

    if (nest_is_dependent(d)) {
        nest_headers(l, d);
        return;
    }
    for (const struct loop *loop = d->loop; loop; loop = loop->inner) {
        struct text t = text_new(l->u);

        if (outer)
            text_add(&t, "{ const shmrt_count shmrt_own_%d_%u = %s; ",
                     outer->depth, d->number,
                     loop_own_iteration(l, d, outer));
        add_range(l, &t, d, outer, loop);
        loop_edit_header(l, &t, d, loop);
        lower_ahead(l, &t, d);
        edit_before(l->e, loop->for_node->first, "%s", t.string);
        if (outer)
            edit_after(l->e, loop->for_node->last, " }");
        outer = loop;
    }
    loop_note_iteration(l, d, outer, nest_iteration(l, d));
}
