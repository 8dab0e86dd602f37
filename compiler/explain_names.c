/* SPDX-License-Identifier: MIT */
/* explain_names.c -- --shm-explain: what becomes of each variable that is
 * named in the text of a region, and why.
 *
 * The variables are collected in the order of the text; then each is given a
 * fate, which is the first rule that fits.  Those with the same fate and the
 * same reason share a row. */
#include "check_lost.h"
#include "explain.h"
#include "text.h"

#include <string.h>

/* In the order in which they are told. */
enum fate { FATE_SHARED, FATE_REDUCED, FATE_LAST, FATE_COPY, FATE_FIRST,
            FATE_PRIVATE, FATE_MASTER, FATES };
static const char *const fate_words[FATES] = {
    "shared", "reduced", "lastprivate", "copyprivate", "firstprivate",
    "private", "master",
};

struct name {
    struct name *next;
    const struct symbol *symbol;
    bool used;    /* by workers */
    bool written; /* by workers, in the text of the region */
    bool master;  /* in a reduce block */
    enum fate fate;
    const char *reason; /* 0: told already */
};

struct names {
    struct unit *u;
    struct name *first, **end;
    const struct directive *reduce; /* the block that is looked at, or 0 */
};

/* ---- which variables there are ----------------------------------------- */

static struct name *
name_of(struct names *names, const struct symbol *s)
{
    struct name *n = names->first;

    while (n && n->symbol != s)
        n = n->next;
    if (!n) {
        n = arena_alloc(names->u->arena, sizeof *n);
        n->symbol = s;
        *names->end = n;
        names->end = &n->next;
    }
    return n;
}

static void
add(struct names *names, const struct symbol *s, bool written)
{
    struct name *n;

    if (!s || !symbol_is_object(s) || token_at(names->u, s->token)->system)
        return;
    if (names->reduce && symbol_declared_in(s, names->reduce->node))
        return; /* nobody else's affair */
    n = name_of(names, s);
    if (names->reduce && !items_name(names->reduce->items, s)) {
        n->master = true;
    } else {
        n->used = true;
        n->written |= written && !names->reduce;
    }
}

static bool
enter(struct node *n, void *data)
{
    struct names *names = data;
    bool writes = n->kind == N_ASSIGN
                  || ((n->kind == N_UNARY || n->kind == N_POSTFIX)
                      && (n->op == TOK_INCREMENT || n->op == TOK_DECREMENT));

    if (n->kind == N_IDENTIFIER || n->kind == N_DECLARATOR)
        add(names, n->symbol, false);
    if (writes) {
        const struct node *object = object_named(n->child);

        if (object)
            add(names, object->symbol, true);
    }
    if (n->kind == N_DIRECTIVE && directive_is_master(n->directive)) {
        names->reduce = n->directive;
        for (const struct item *i = n->directive->items; i; i = i->next)
            add(names, i->symbol, false);
        if (n->directive->body)
            tree_walk(n->directive->body, enter, NULL, names);
        names->reduce = NULL;
        return false;
    }
    return n->kind != N_SIZEOF && n->kind != N_ALIGNOF;
}

/* ---- what becomes of them ---------------------------------------------- */

/* The clause of the region, or of a construct in it, that says most. */
static const struct clause *
clause_about(const struct directive *region, const struct symbol *s,
             const struct directive **of)
{
    static const int weight[C_COUNT] = {
        [C_REDUCTION] = 5, [C_LASTPRIVATE] = 4, [C_COPYPRIVATE] = 3,
        [C_FIRSTPRIVATE] = 2, [C_PRIVATE] = 1,
    };
    const struct clause *best = NULL;

    for (const struct directive *d = region; d; d = d->next)
        for (const struct clause *c = explain_is_of(d, region) ? d->clauses
                                                               : NULL;
             c; c = c->next)
            if (weight[c->kind] > (best ? weight[best->kind] : 0)
                && items_name(c->items, s)) {
                best = c;
                *of = d;
            }
    return best;
}

static void
fate_by_clause(const struct explanation *x, struct name *n,
               const struct directive *of, const struct clause *c)
{
    struct unit *u = x->u;
    const char *where = explain_line(x, c->first, of->word);

    switch (c->kind) {
    case C_REDUCTION:
        n->fate = FATE_REDUCED;
        if (c->modifier && word_is(u, c->modifier, "reproducible"))
            n->reason = arena_printf(
                u->arena, "with '%s' (%s): a part for each block of "
                "iterations, combined in the order of the iterations; the "
                "same bits for any number of workers",
                word_at(u, c->word2), where);
        else
            n->reason = arena_printf(
                u->arena, "with '%s' (%s): each worker has a part of its "
                "own, combined with the value from before in the order of "
                "the workers' numbers",
                word_at(u, c->word2), where);
        break;
    case C_LASTPRIVATE:
        n->fate = FATE_LAST;
        n->reason = arena_printf(u->arena, "clause (%s): the value of the "
                                 "last iteration is kept", where);
        break;
    case C_COPYPRIVATE:
        n->fate = FATE_COPY;
        n->reason = arena_printf(u->arena, "clause (%s): all workers get the "
                                 "value that one has found", where);
        break;
    case C_FIRSTPRIVATE:
        n->fate = FATE_FIRST;
        n->reason = arena_printf(u->arena, "clause (%s): copies that begin "
                                 "with the value from before", where);
        break;
    default:
        n->reason = arena_printf(u->arena, "clause (%s): copies without a "
                                 "value", where);
    }
}

static bool
is_loop_variable(const struct directive *region, const struct symbol *s)
{
    for (const struct directive *d = region; d; d = d->next)
        for (const struct loop *l = explain_is_of(d, region) ? d->loop : NULL;
             l; l = l->inner)
            if (l->var == s)
                return true;
    return false;
}

static const char *
why_private(const struct name *n, const struct directive *region)
{
    const struct symbol *s = n->symbol;

    if (is_loop_variable(region, s))
        return "variable of a loop that is shared out: each worker has its "
               "own";
    if (symbol_declared_in(s, region->node))
        return symbol_is_static(s)
                   ? "declared in the block, static: one for each worker"
                   : "declared in the block";
    if (s->thread_local_)
        return "thread-local: each worker has a copy";
    if (s->said_private)
        return "by '#pragma shm private': what a worker writes is its own "
               "affair";
    if (n->written)
        return "not shared, and written here: each worker has a copy, what "
               "it writes is lost with it";
    if (s->type && s->type->kind == T_POINTER)
        return "pointers, not shared: a copy as it was at the fork; what it "
               "points to is shared if it is memory of shm_malloc or a shared "
               "object";
    return "not shared: a copy as it was at the fork";
}

static void
decide(const struct explanation *x, const struct directive *region,
       struct name *n)
{
    const struct symbol *s = n->symbol;
    const struct directive *of = NULL;
    const struct clause *c = clause_about(region, s, &of);

    n->fate = FATE_PRIVATE;
    if (!n->used) {
        n->fate = FATE_MASTER;
        n->reason = "only in reduce blocks: the master's own variable";
    } else if (s->shared) {
        n->fate = FATE_SHARED;
        n->reason = arena_printf(
            x->u->arena, "named in 'shared' (%s): one object for all",
            explain_line(x, s->shared_by, region->word));
    }
    if (c && (n->used || c->kind == C_REDUCTION))
        fate_by_clause(x, n, of, c);
    else if (!n->reason)
        n->reason = why_private(n, region);
}

/* ---- the rows ---------------------------------------------------------- */

/* The row of n, with all that have the same reason. */
static void
tell(const struct explanation *x, struct name *n)
{
    struct text list = text_new(x->u);
    const char *reason = n->reason;

    for (struct name *other = n; other; other = other->next)
        if (other->fate == n->fate && other->reason
            && strcmp(other->reason, reason) == 0) {
            text_add(&list, "%s%s", list.length ? ", " : "",
                     other->symbol->name);
            if (other != n)
                other->reason = NULL;
        }
    explain_row(x, fate_words[n->fate], "%s: %s", list.string, reason);
    n->reason = NULL;
}

void
explain_names(const struct explanation *x, struct directive *region)
{
    struct names names = { .u = x->u };

    names.end = &names.first;
    for (struct loop *l = region->loop; l; l = l->inner)
        add(&names, l->var, false);
    tree_walk(region->body, enter, NULL, &names);
    for (struct name *n = names.first; n; n = n->next)
        decide(x, region, n);
    for (int fate = 0; fate < FATES; fate++)
        for (struct name *n = names.first; n; n = n->next)
            if ((int)n->fate == fate && n->reason)
                tell(x, n);
    for (struct name *n = names.first; n; n = n->next)
        if (n->used && n->master)
            explain_row(x, "master", "%s: in reduce blocks, the master's own",
                        n->symbol->name);
}
