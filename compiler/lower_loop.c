/* SPDX-License-Identifier: MIT */
/* lower_loop.c -- `for`, and the loop of `parallel for`.
 *
 * The user's loop stays where it is; only its bounds change, so that it runs
 * over one chunk at a time and the compiler still sees a plain counted loop.
 *
 *     #pragma shm for
 *     for (int i = a; i < b; i++) body
 * becomes
 *     { place
 *       typedef __typeof__(int) shmrt_type_0_N;               // prologue
 *       const shmrt_type_0_N shmrt_lower_0_N = (a), shmrt_upper_0_N = (b);
 *       const shmrt_count shmrt_step_0_N = 1, shmrt_trip_0_N = ...;
 *       const shmrt_count shmrt_total_N = shmrt_trip_0_N;
 *       struct shmrt_loop shmrt_loop_N; ...                   // describe
 *       shmrt_loop_start(&shmrt_loop_N);                      // start
 *       while (shmrt_loop_next(&shmrt_loop_N)) {
 *         const shmrt_count shmrt_from_0_N = shmrt_loop_N.first, ...to...;
 *         shmrt_type_0_N shmrt_low_0_N = ..., shmrt_high_0_N = ...;
 *         for (int i = shmrt_low_0_N; i < shmrt_high_0_N; i++) body
 *       }
 *       shmrt_loop_end(&shmrt_loop_N);
 *     }
 *
 * lower_header.c writes what stands around the user's header.  sections are
 * a loop over their numbers (lower_sections.c). */
#include "lower.h"

#include <string.h>

static const struct token *
word_of(struct lowering *l, tokid t)
{
    return token_at(l->u, t);
}

/* ---- prologue: bounds, steps and counts, each evaluated once ---------------- */

/* The type of the variable, as C text: without its storage class. */
static const char *
type_text(struct lowering *l, const struct directive *d,
          const struct loop *loop)
{
    if (loop->declared_in_header)
        return lower_declare(l, loop->var, "", NULL);
    return lower_object(l, d->node->parent, loop->var);
}

/* The step as the loop has it, and what it adds, modulo 2^64. */
static void
add_step(struct lowering *l, struct text *t, const struct loop *loop,
         unsigned n)
{
    int k = loop->depth;
    const char *step;

    if (loop->step_known) {
        text_add(t, "const shmrt_count shmrt_step_%d_%u = "
                    "(shmrt_count)%lldLL; ",
                 k, n, loop->step_value);
        return;
    }
    step = lower_expression(l, loop->step);
    text_add(t, "const __typeof__(%s) shmrt_by_%d_%u = %s; ", step, k, n,
             step);
    text_add(t, "const shmrt_count shmrt_step_%d_%u = "
                "%s(shmrt_count)shmrt_by_%d_%u; ",
             k, n, loop->step_negative ? "0 - " : "", k, n);
}

/* Pointers are counted in elements from the lower bound. */
static void
add_trip(struct text *t, const struct loop *loop, unsigned n)
{
    static const struct {
        int relation;
        const char *name;
    } trips[] = {{TOK_LESS, "lt"},         {TOK_LESS_EQUAL, "le"},
                 {TOK_GREATER, "gt"},      {TOK_GREATER_EQUAL, "ge"},
                 {TOK_NOT_EQUAL, "ne"}};
    int k = loop->depth;
    unsigned r = 0;

    while (trips[r].relation != loop->relation)
        r++;
    text_add(t, "const shmrt_count shmrt_trip_%d_%u = shmrt_trip_%s("
                "shmrt_lower_%d_%u %s shmrt_upper_%d_%u, ",
             k, n, trips[r].name, k, n, token_kind_name(loop->relation), k,
             n);
    if (loop->pointer)
        text_add(t, "0, (shmrt_count)(shmrt_upper_%d_%u - shmrt_lower_%d_%u)",
                 k, n, k, n);
    else
        text_add(t, "(shmrt_count)shmrt_lower_%d_%u, "
                    "(shmrt_count)shmrt_upper_%d_%u",
                 k, n, k, n);
    text_add(t, ", shmrt_step_%d_%u, sizeof(shmrt_type_%d_%u)); ", k, n, k,
             n);
}

/* The first value and the end. */
static void
add_bounds(struct lowering *l, struct text *t, const struct loop *loop,
           unsigned n)
{
    int k = loop->depth;

    text_add(t, "const shmrt_type_%d_%u shmrt_lower_%d_%u = "
                "(shmrt_type_%d_%u)%s; ",
             k, n, k, n, k, n, lower_expression(l, loop->lower));
    text_add(t, "const shmrt_type_%d_%u shmrt_upper_%d_%u = "
                "(shmrt_type_%d_%u)%s; ",
             k, n, k, n, k, n, lower_expression(l, loop->upper));
}

void
loop_row_bounds(struct lowering *l, struct text *t, const struct directive *d,
                const struct loop *loop)
{
    add_bounds(l, t, loop, d->number);
    add_trip(t, loop, d->number);
}

void
loop_prologue(struct lowering *l, struct text *t, const struct directive *d)
{
    unsigned n = d->number;

    if (!d->loop) {
        text_add(t, "const shmrt_count shmrt_total_%u = %u; ", n,
                 sections_count(d));
        return;
    }
    for (const struct loop *loop = d->loop; loop; loop = loop->inner) {
        int k = loop->depth;

        text_add(t, "typedef __typeof__(%s) shmrt_type_%d_%u; ",
                 type_text(l, d, loop), k, n);
        if (!loop->inner_depends_on_outer)
            add_bounds(l, t, loop, n);
        add_step(l, t, loop, n);
        if (!loop->inner_depends_on_outer)
            add_trip(t, loop, n);
    }
    if (nest_is_dependent(d)) {
        nest_total(l, t, d);
        return;
    }
    text_add(t, "const shmrt_count shmrt_total_%u = ", n);
    for (const struct loop *loop = d->loop; loop; loop = loop->inner)
        text_add(t, loop->inner ? "shmrt_times(shmrt_trip_%d_%u, "
                                : "shmrt_trip_%d_%u",
                 loop->depth, n);
    for (const struct loop *loop = d->loop; loop->inner; loop = loop->inner)
        text_add(t, ")");
    text_add(t, "; ");
}

/* ---- the loop over the chunks ------------------------------------------------ */

enum { SCHEDULE_DYNAMIC = 2 }; /* SHMRT_SCHED_DYNAMIC */

static int
schedule_of(struct lowering *l, const struct clause *c)
{
    static const char *const kinds[]
        = {"static", "dynamic", "guided", "auto", "runtime"};
    const struct token *word = c ? word_of(l, c->word2) : NULL;

    for (unsigned i = 0; word && i < sizeof kinds / sizeof *kinds; i++)
        if (word->length == strlen(kinds[i])
            && !memcmp(word->text, kinds[i], word->length))
            return (int)i + 1; /* SHMRT_SCHED_STATIC is 1 */
    return 0;
}

/* Whether a worker may get an earlier chunk after a later one, where the
 * schedule has a use for that. */
static bool
is_nonmonotonic(struct lowering *l, const struct directive *d,
                const struct clause *schedule)
{
    const struct token *word;

    if (!schedule || directive_clause(d, C_ORDERED) || d->sends_in_order)
        return false;
    word = word_of(l, schedule->word2);
    if (word->text[0] != 'd' && word->text[0] != 'r') /* dynamic, runtime */
        return false;
    return !schedule->modifier
           || word_of(l, schedule->modifier)->text[0] == 'n';
}

void
loop_describe(struct lowering *l, struct text *t, const struct directive *d)
{
    const struct clause *schedule = directive_clause(d, C_SCHEDULE);
    const struct loop *loop = d->loop;
    unsigned n = d->number;

    text_add(t, "struct shmrt_loop shmrt_loop_%u; "
                "shmrt_loop_init(&shmrt_loop_%u, &shmrt_place_%u, "
                "shmrt_total_%u); ",
             n, n, n, n);
    if (schedule)
        text_add(t, "shmrt_loop_%u.schedule = %d; ", n,
                 schedule_of(l, schedule));
    if (schedule && schedule->expr)
        text_add(t, "shmrt_loop_%u.chunk = shmrt_chunk(%s); ", n,
                 lower_expression(l, schedule->expr));
    if (is_nonmonotonic(l, d, schedule))
        text_add(t, "shmrt_loop_%u.nonmonotonic = 1; ", n);
    if (directive_clause(d, C_ORDERED))
        text_add(t, "shmrt_loop_%u.ordered = 1; ", n);
    if (d->cancellable)
        text_add(t, "shmrt_loop_%u.cancellable = 1; ", n);
    if (directive_is_parallel(d->kind))
        text_add(t, "shmrt_loop_%u.combined = 1; ", n);
    if (!loop)
        text_add(t, "shmrt_loop_%u.schedule = %d; shmrt_loop_%u.chunk = 1; "
                    "shmrt_loop_%u.sections = 1; shmrt_loop_%u.base = 1; ",
                 n, SCHEDULE_DYNAMIC, n, n, n);
    else if (!loop->inner && !loop->pointer)
        text_add(t, "shmrt_loop_%u.base = (long long)shmrt_lower_0_%u; "
                    "shmrt_loop_%u.step = (long long)shmrt_step_0_%u; ",
                 n, n, n, n);
    if (blocks_are_used(l, d))
        text_add(t, "shmrt_loop_%u.blocks = &shmrt_blocks_%u; ", n, n);
}

void
loop_start(struct text *t, const struct directive *d)
{
    text_add(t, "shmrt_loop_start(&shmrt_loop_%u); ", d->number);
    if (nest_is_dependent(d))
        nest_open(t, d);
}

/* ---- `for` and `sections` inside a region --------------------------------- */

static bool
any_copy(const struct reduction *r)
{
    for (; r; r = r->next)
        if (r->copy)
            return true;
    return false;
}

/* Behind the loop over the chunks. */
static const char *
closing(struct lowering *l, const struct directive *d,
        const struct reduction *reductions)
{
    struct text t = text_new(l->u);
    const char *active
        = arena_printf(l->u->arena, "shmrt_loop_%u.active", d->number);

    text_add(&t, " ");
    cancel_label(&t, d);
    blocks_end(l, &t, reductions);
    loop_last_values(&t, d);
    text_add(&t, "} "); /* of the loop over the chunks */
    if (reductions || directive_clause(d, C_LASTPRIVATE)) {
        text_add(&t, "if (%s) { ", active);
        reduction_share(l, &t, reductions);
        if (!reductions)
            text_add(&t, "shmrt_share_wait(&shmrt_loop_%u); ", d->number);
        reduction_take(l, &t, reductions);
        loop_take_last_values(&t, d);
        if (!any_copy(reductions)) /* all have met already */
            text_add(&t, "shmrt_loop_%u.nowait = 1; ", d->number);
        text_add(&t, "} ");
        reduction_serial(l, &t, reductions, active);
    }
    text_add(&t, "shmrt_loop_end(&shmrt_loop_%u); }", d->number);
    return t.string;
}

void
lower_worksharing(struct lowering *l, struct directive *d)
{
    struct text t = text_new(l->u);
    struct reduction *reductions = lower_reductions(l, d);

    text_add(&t, "{ ");
    lower_place(l, &t, d);
    reduction_prologue(l, &t, reductions);
    loop_prologue(l, &t, d);
    blocks_prologue(l, &t, d, reductions);
    loop_describe(l, &t, d);
    loop_start(&t, d);
    if (directive_clause(d, C_NOWAIT))
        text_add(&t, "shmrt_loop_%u.nowait = 1; ", d->number);
    lower_private(l, &t, d);
    reduction_begin(
        l, &t, reductions,
        arena_printf(l->u->arena, "shmrt_loop_%u.active", d->number), true);
    text_add(&t, "while (shmrt_loop_next(&shmrt_loop_%u)) { ", d->number);
    blocks_begin(l, &t, reductions);
    cancel_open(l, d);
    edit_before(l->e, d->body->first, "%s", t.string);
    cancel_close(l, d);
    edit_after(l->e, d->body->last, "%s", closing(l, d, reductions));
    if (d->loop)
        loop_headers(l, d);
    else
        sections_headers(l, d);
    if (d->kind == D_FOR_SIMD)
        simd_pragma(l, d);
}
