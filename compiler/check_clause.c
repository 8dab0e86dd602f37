/* SPDX-License-Identifier: MIT */
/* check_clause.c -- clauses by themselves: their number, their expressions,
 * their words.  The lists of names are the business of check_sharing.c. */
#include "check.h"

/* ---- expressions -------------------------------------------------------- */

enum wanted { WANT_INTEGER, WANT_SCALAR, WANT_REAL, WANT_POSITIVE_CONSTANT };

static const struct {
    enum clause_kind kind;
    enum wanted wanted;
} expressions[] = {
    { C_NUM_WORKERS, WANT_INTEGER },
    { C_IF, WANT_SCALAR },
    { C_COLLAPSE, WANT_POSITIVE_CONSTANT },
    { C_SCHEDULE, WANT_INTEGER },
    { C_FILTER, WANT_INTEGER },
    { C_TIMEOUT, WANT_REAL }
};

/* What has no known type is left to the compiler. */
static void
check_expression(struct unit *u, const struct clause *c, enum wanted wanted)
{
    struct node *e = c->expr;
    const char *word = clause_word(c->kind);
    long long value;

    if (wanted == WANT_POSITIVE_CONSTANT) {
        if (!constant_value(u, e, &value) || value < 1)
            diag_error(u, e->first, e->last,
                       "%s needs a positive integer constant", word);
        return;
    }
    if (!e->type || e->type->kind == T_UNKNOWN)
        return;
    if (wanted == WANT_INTEGER && !type_is_integer(e->type))
        diag_error(u, e->first, e->last,
                   "%s needs an integer, and this has type '%s'", word,
                   type_name(u, e->type));
    if (wanted == WANT_REAL
        && (!type_is_arithmetic(e->type) || e->type->kind == T_COMPLEX))
        diag_error(u, e->first, e->last,
                   "%s needs a number, and this has type '%s'", word,
                   type_name(u, e->type));
    if (wanted == WANT_SCALAR && !type_is_scalar(e->type)
        && e->type->kind != T_ARRAY && e->type->kind != T_FUNCTION)
        diag_error(u, e->first, e->last,
                   "%s needs a number or a pointer, and this has type '%s'",
                   word, type_name(u, e->type));
}

/* ---- one clause --------------------------------------------------------- */

/* A warning only: at run time the default is used, with a message. */
static void
check_num_workers(struct unit *u, const struct clause *c)
{
    long long value;

    if (constant_value(u, c->expr, &value) && value < 1)
        diag_warning(u, "shm-num-workers", c->expr->first, c->expr->last,
                     "num_workers(%lld) asks for no worker; the default "
                     "number will be used", value);
}

/* auto and runtime choose the chunk themselves; and iterations in order
 * need chunks in order. */
static void
check_schedule(struct unit *u, const struct directive *d,
               const struct clause *c)
{
    const struct clause *ordered = directive_clause(d, C_ORDERED);
    bool no_chunk = word_is(u, c->word2, "auto")
                    || word_is(u, c->word2, "runtime");
    long long value;

    if (c->expr && no_chunk)
        diag_error(u, c->expr->first, c->expr->last,
                   "schedule(%s) takes no chunk size", word_at(u, c->word2));
    else if (c->expr && constant_value(u, c->expr, &value) && value < 1)
        diag_error(u, c->expr->first, c->expr->last,
                   "the chunk size must be 1 or more");
    if (c->modifier && ordered && word_is(u, c->modifier, "nonmonotonic")) {
        diag_error(u, c->modifier, c->modifier,
                   "a nonmonotonic schedule does not go with 'ordered'");
        diag_note(u, ordered->first, ordered->last, "'ordered' is here");
    }
}

/* A literal, because it becomes part of a constant. */
static void
check_label(struct unit *u, const struct clause *c)
{
    if (c->expr->kind != N_STRING)
        diag_error(u, c->expr->first, c->expr->last,
                   "label needs a string literal: label(\"text\")");
}

/* ---- atomic's clauses --------------------------------------------------- */

/* Of each group there may be one. */
static const struct {
    enum clause_kind kind;
    int group;
} exclusive[] = {
    { C_READ, 1 }, { C_WRITE, 1 }, { C_UPDATE, 1 },
    { C_SEQ_CST, 2 }, { C_ACQUIRE, 2 }, { C_RELEASE, 2 }, { C_ACQ_REL, 2 },
    { C_RELAXED, 2 }
};

/* Two that make no sense together: an order for a load, or for a store, and
 * forms; and who does not wait cannot know when a value is there. */
static const struct {
    enum clause_kind form, other;
} senseless[] = {
    { C_READ, C_RELEASE }, { C_READ, C_ACQ_REL },
    { C_WRITE, C_ACQUIRE }, { C_WRITE, C_ACQ_REL },
    { C_READ, C_CAPTURE }, { C_READ, C_COMPARE },
    { C_WRITE, C_CAPTURE }, { C_WRITE, C_COMPARE },
    { C_COPYPRIVATE, C_NOWAIT }
};

/* Two clauses that exclude each other: the second one is reported. */
static void
conflict(struct unit *u, const struct clause *c, const struct clause *earlier)
{
    diag_error(u, c->first, c->last, "'%s' does not go with '%s'",
               clause_word(c->kind), clause_word(earlier->kind));
    diag_note(u, earlier->first, earlier->last, "'%s' is here",
              clause_word(earlier->kind));
}

/* 0: the clause excludes none. */
static int
exclusive_group(enum clause_kind kind)
{
    for (size_t i = 0; i < sizeof exclusive / sizeof *exclusive; i++)
        if (exclusive[i].kind == kind)
            return exclusive[i].group;
    return 0;
}

/* Against the clauses before it only, so each pair is reported once. */
static void
check_exclusive(struct unit *u, const struct directive *d,
                const struct clause *c)
{
    int group = exclusive_group(c->kind);

    for (const struct clause *b = d->clauses; group && b != c; b = b->next)
        if (b->kind != c->kind && exclusive_group(b->kind) == group) {
            conflict(u, c, b);
            return;
        }
}

/* A load cannot release, and a store cannot acquire. */
static void
check_senseless(struct unit *u, const struct directive *d)
{
    for (size_t i = 0; i < sizeof senseless / sizeof *senseless; i++) {
        struct clause *form = directive_clause(d, senseless[i].form);
        struct clause *other = directive_clause(d, senseless[i].other);

        if (form && other)
            conflict(u, other, form);
    }
}

/* ---- all of them -------------------------------------------------------- */

/* Clauses with lists add up. */
static bool
may_be_repeated(enum clause_kind kind)
{
    switch (kind) {
    case C_SHARED: case C_PRIVATE: case C_FIRSTPRIVATE: case C_LASTPRIVATE:
    case C_REDUCTION: case C_COPYIN: case C_COPYPRIVATE:
        return true;
    default:
        return false;
    }
}

/* directive_clause finds the first one of its kind. */
static void
check_once(struct unit *u, const struct directive *d, const struct clause *c)
{
    const struct clause *earlier = directive_clause(d, c->kind);

    if (earlier == c || may_be_repeated(c->kind))
        return;
    diag_error(u, c->first, c->last, "'%s' is given twice",
               clause_word(c->kind));
    diag_note(u, earlier->first, earlier->last, "the first one is here");
}

static void
check_clause(struct unit *u, const struct directive *d, const struct clause *c)
{
    check_once(u, d, c);
    check_exclusive(u, d, c);
    for (size_t i = 0; c->expr && i < sizeof expressions / sizeof *expressions;
         i++)
        if (expressions[i].kind == c->kind)
            check_expression(u, c, expressions[i].wanted);
    if (c->kind == C_NUM_WORKERS)
        check_num_workers(u, c);
    if (c->kind == C_SCHEDULE)
        check_schedule(u, d, c);
    if (c->kind == C_LABEL)
        check_label(u, c);
    check_failure_clause(u, d, c);
}

/* The clause list, one by one, then what concerns several. */
void
check_clauses(struct unit *u, const struct directive *d)
{
    for (const struct clause *c = d->clauses; c; c = c->next)
        check_clause(u, d, c);
    check_senseless(u, d);
}
