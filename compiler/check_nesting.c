/* SPDX-License-Identifier: MIT */
/* check_nesting.c -- which directive may stand inside which (OpenMP 5.2,
 * section 17.1, for the directives of this language).
 *
 * "Inside" is meant closely: with no `parallel` between the two.  Only the
 * text of one function can be seen; what a called function does is for the
 * runtime. */
#include <string.h>

#include "check.h"

#define IN(id) (UINT64_C(1) << D_##id)
#define LOOPS (IN(FOR) | IN(PARALLEL_FOR) | IN(FOR_SIMD)                     \
               | IN(PARALLEL_FOR_SIMD))
#define WORKSHARING (LOOPS | IN(SECTIONS) | IN(PARALLEL_SECTIONS)            \
                     | IN(SECTION) | IN(SINGLE))
#define SIMD_LOOPS (IN(SIMD) | IN(FOR_SIMD) | IN(PARALLEL_FOR_SIMD))
#define ONE_AT_A_TIME (IN(MASKED) | IN(CRITICAL) | IN(ORDERED))

_Static_assert(D_COUNT <= 64, "a directive is a bit of a 64-bit word");

static const char *const every_worker
    = "every worker of the team must meet it";
static const char *const waits = "it would wait for itself";
static const char *const one_worker = "the block is one worker's already";

static const char *const one_process
    = "what a task leaves are shared objects";

/* The directive `inner` must not stand closely inside one of `outer`. */
static const struct rule {
    enum directive_kind inner;
    uint64_t outer;
    const char *const *reason;
} rules[] = {
    { D_FOR, WORKSHARING | ONE_AT_A_TIME | IN(TASK), &every_worker },
    { D_FOR_SIMD, WORKSHARING | ONE_AT_A_TIME | IN(TASK), &every_worker },
    { D_SECTIONS, WORKSHARING | ONE_AT_A_TIME | IN(TASK), &every_worker },
    { D_SINGLE, WORKSHARING | ONE_AT_A_TIME | IN(TASK), &every_worker },
    { D_BARRIER, WORKSHARING | ONE_AT_A_TIME | IN(TASK), &every_worker },
    { D_MASKED, WORKSHARING | IN(TASK), &one_worker },
    { D_REDUCE, IN(TASK), &one_process },
    { D_ORDERED, IN(CRITICAL) | IN(ORDERED) | IN(TASK), &waits }
};

/* Where the construct around begins. */
static void
note_outer(struct unit *u, const struct directive *outer)
{
    diag_note(u, outer->word, outer->last - 1, "'%s' is here",
              directive_words(outer->kind));
}

/* False when one of the rules is broken, which is reported. */
static bool
check_rules(struct unit *u, const struct directive *d,
            const struct directive *outer)
{
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        if (rules[i].inner != d->kind
            || !(rules[i].outer >> outer->kind & 1))
            continue;
        diag_error(u, d->word, d->last - 1,
                   "'%s' must not stand inside '%s': %s",
                   directive_words(d->kind), directive_words(outer->kind),
                   *rules[i].reason);
        note_outer(u, outer);
        return false;
    }
    return true;
}

/* The iterations of a simd loop are run side by side, by one worker. */
static bool
check_simd(struct unit *u, const struct directive *d,
           const struct directive *outer)
{
    if (!(SIMD_LOOPS >> outer->kind & 1) || d->kind == D_SIMD
        || d->kind == D_ATOMIC
        || directive_body_kind(d->kind) == BODY_DECLARATIVE)
        return true;
    diag_error(u, d->word, d->last - 1,
               "'%s' must not stand inside '%s', whose iterations are run "
               "side by side; only 'simd' and 'atomic' may",
               directive_words(d->kind), directive_words(outer->kind));
    note_outer(u, outer);
    return false;
}

/* From the inside to the region's own directive. */
static void
check_close(struct unit *u, const struct directive *d)
{
    const struct directive *o = directive_around(d->node);

    for (; o; o = directive_around(o->node)) {
        if (o->kind == D_REDUCE || !check_simd(u, d, o)
            || !check_rules(u, d, o) || directive_is_parallel(o->kind))
            return;
    }
}

/* In a reduce block the master is alone. */
static void
check_in_reduce(struct unit *u, const struct directive *d)
{
    const struct directive *o = directive_around(d->node);

    while (o && o->kind != D_REDUCE && !directive_is_parallel(o->kind))
        o = directive_around(o->node);
    if (!o || o->kind != D_REDUCE || directive_is_parallel(d->kind)
        || directive_body_kind(d->kind) == BODY_DECLARATIVE)
        return;
    diag_error(u, d->word, d->last - 1,
               "'%s' must not stand inside a reduce block, which the master "
               "runs alone; only a region ('parallel') may",
               directive_words(d->kind));
    note_outer(u, o);
}

/* Both without a name are of the same name, too. */
static bool
same_name(const struct unit *u, const struct directive *a,
          const struct directive *b)
{
    const struct token *s = token_at(u, a->name), *t = token_at(u, b->name);

    if (!a->name || !b->name)
        return a->name == b->name;
    return s->length == t->length && memcmp(s->text, t->text, s->length) == 0;
}

/* Also across a region in between: its workers would wait for a lock that
 * the process holds which waits for them.  A reduce block is run outside. */
static void
check_critical(struct unit *u, const struct directive *d)
{
    const struct directive *o = directive_around(d->node);

    while (o && o->kind != D_REDUCE
           && (o->kind != D_CRITICAL || !same_name(u, o, d)))
        o = directive_around(o->node);
    if (!o || o->kind == D_REDUCE)
        return;
    diag_error(u, d->word, d->last - 1,
               "'critical' inside 'critical' of the same name: %s; give one "
               "of them another name", waits);
    note_outer(u, o);
}

/* The loop whose iterations put the block in order, in the text of the
 * region; NULL with *outside set when there is no region around. */
static const struct directive *
loop_around(const struct directive *d, bool *outside)
{
    const struct directive *o = directive_around(d->node);

    while (o && !directive_is_loop(o->kind) && !directive_is_parallel(o->kind))
        o = directive_around(o->node);
    *outside = !o;
    return o && directive_is_loop(o->kind) ? o : NULL;
}

/* Where the loop is not in the text, the runtime looks for it. */
static void
check_ordered(struct unit *u, const struct directive *d)
{
    bool outside;
    const struct directive *loop = loop_around(d, &outside);

    if (outside) /* the loop may be in a calling function */
        return;
    if (!loop) {
        diag_error(u, d->word, d->last - 1,
                   "'ordered' must stand inside a 'for' with the clause "
                   "'ordered'");
    } else if (!directive_clause(loop, C_ORDERED)) {
        diag_error(u, d->word, d->last - 1,
                   "'ordered' inside a loop without the clause 'ordered'");
        diag_note(u, loop->word, loop->last - 1,
                  "add 'ordered' to this '%s'", directive_words(loop->kind));
    }
}

/* The master has the block's text only where it has the region's. */
static void
check_reduce_place(struct unit *u, const struct directive *d)
{
    bool outside;

    if (!region_around(d->node))
        diag_error(u, d->word, d->last - 1,
                   "'reduce' must stand in the text of a region "
                   "('parallel'), not in a function called from it");
    else if (directive_clause(d, C_ORDERED) && !loop_around(d, &outside))
        diag_error(u, d->word, d->last - 1,
                   "'reduce ... ordered' must stand inside a 'for', whose "
                   "iterations give the order");
}

/* A directive without a block is no statement of its own: with the pragmas
 * ignored, the `if` would take the next statement. */
static void
check_stand_alone(struct unit *u, const struct directive *d)
{
    if (d->node->parent->kind == N_COMPOUND)
        return;
    diag_error(u, d->word, d->last - 1,
               "'%s' must not be all that an if, a loop, a label or another "
               "directive applies to; put it in braces",
               directive_words(d->kind));
}

/* Declarative directives at file scope have no node and no place. */
void
check_nesting(struct unit *u, const struct directive *d)
{
    if (!d->node)
        return;
    check_close(u, d);
    check_in_reduce(u, d);
    if (directive_body_kind(d->kind) == BODY_NONE)
        check_stand_alone(u, d);
    if (d->kind == D_CRITICAL)
        check_critical(u, d);
    if (d->kind == D_ORDERED)
        check_ordered(u, d);
    if (d->kind == D_REDUCE)
        check_reduce_place(u, d);
}
