/* SPDX-License-Identifier: MIT */
/* check_cancel.c -- cancel and cancellation point: the construct that they
 * name must be the one that they stand directly in (OpenMP 5.2, section
 * 11.2), and must be one that can be left early: all workers wait at its end,
 * and none waits for an iteration that is not run.
 *
 * Fills directive.construct, and directive.cancellable of that construct. */
#include "check.h"

#define IN(id) (UINT64_C(1) << D_##id)

/* The word behind the directive, and where it may stand. */
static const struct target {
    const char *word;
    uint64_t constructs;
} targets[] = {
    { "parallel", IN(PARALLEL) },
    { "for", IN(FOR) | IN(PARALLEL_FOR) },
    { "sections", IN(SECTIONS) | IN(PARALLEL_SECTIONS) }
};

/* NULL: the parser has reported the word. */
static const struct target *
find_target(const struct unit *u, const struct directive *d)
{
    for (size_t i = 0; d->name && i < sizeof targets / sizeof *targets; i++)
        if (word_is(u, d->name, targets[i].word))
            return &targets[i];
    return NULL;
}

/* A section is a part of its sections. */
static struct directive *
innermost(const struct directive *d)
{
    struct directive *o = directive_around(d->node);

    return o && o->kind == D_SECTION ? directive_around(o->node) : o;
}

static void
report_place(struct unit *u, const struct directive *d,
             const struct directive *o, const struct target *target)
{
    diag_error(u, d->word, d->name,
               "'%s %s' must stand directly in a '%s', with no other "
               "construct between the two", directive_words(d->kind),
               target->word, target->word);
    if (o)
        diag_note(u, o->word, o->last - 1,
                  "the innermost construct around it is this '%s'",
                  directive_words(o->kind));
}

static void
check_clause(struct unit *u, const struct directive *d,
             const struct directive *o, enum clause_kind kind)
{
    const struct clause *c = directive_clause(o, kind);

    if (!c)
        return;
    diag_error(u, d->word, d->name,
               "a '%s' with the clause '%s' cannot be cancelled",
               directive_words(o->kind), clause_word(kind));
    diag_note(u, c->first, c->last, "'%s' is here", clause_word(kind));
}

void
check_cancel(struct unit *u, struct directive *d)
{
    const struct target *target = find_target(u, d);
    struct directive *o = innermost(d);

    if (!target)
        return;
    if (!o || !(target->constructs >> o->kind & 1)) {
        report_place(u, d, o, target);
        return;
    }
    check_clause(u, d, o, C_NOWAIT);
    check_clause(u, d, o, C_ORDERED);
    d->construct = o;
    o->cancellable = true;
}
