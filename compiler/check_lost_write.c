/* SPDX-License-Identifier: MIT */
/* check_lost_write.c -- -Wshm-lost-write: a worker assigns to a variable that
 * lives on behind the region, but nothing takes the value out of the worker.
 *
 * That is no mistake as long as nobody looks at the variable again: hidden
 * state may change in every worker as it likes.  So there must be a use of
 * the value behind the region, or the object must be one that is seen
 * everywhere.  Only assignments in the text of the region count; what a
 * function does to its own static objects is its own business.
 *
 * The same for memory that a pointer has from malloc, as long as it never has
 * any other (check_lost_memory.c). */
#include "check_lost.h"

struct written {
    struct written *next;
    const struct symbol *symbol;
    const struct directive *region; /* the outermost one */
};

struct search {
    struct unit *u;
    const struct directive *outermost;
    struct written *looked_at;
    long steps; /* for read_behind */
};

enum { STEPS_MOST = 2000000 }; /* a tenth of a second, for all of a unit */

/* ---- questions -------------------------------------------------------- */

struct node *
object_named(struct node *n)
{
    const struct type *type;

    for (;;) {
        n = node_unparen(n);
        if (n->kind == N_IDENTIFIER)
            return n->symbol && symbol_is_object(n->symbol) ? n : NULL;
        if (n->kind == N_MEMBER && n->op == TOK_DOT) {
            n = n->child;
            continue;
        }
        if (n->kind != N_INDEX
            && !(n->kind == N_UNARY && n->op == TOK_STAR))
            return NULL;
        n = node_unparen(n->child);
        type = n->kind == N_IDENTIFIER && n->symbol ? n->symbol->type
                                                    : n->type;
        if (!type || type->kind != T_ARRAY)
            return NULL;
    }
}

/* *(p + i) is p[i]. */
static struct node *
pointer_operand(struct node *n)
{
    n = node_unparen(n);
    if (n->kind == N_BINARY && (n->op == TOK_PLUS || n->op == TOK_MINUS))
        n = node_unparen(n->child);
    return n->kind == N_IDENTIFIER && n->symbol && n->symbol->type
                   && n->symbol->type->kind == T_POINTER
                   && symbol_is_object(n->symbol)
               ? n : NULL;
}

struct node *
pointer_named(struct node *n)
{
    const struct type *type;

    for (;;) {
        n = node_unparen(n);
        if (n->kind == N_MEMBER && n->op == TOK_DOT) {
            n = n->child;
            continue;
        }
        if (n->kind != N_INDEX && n->kind != N_MEMBER
            && !(n->kind == N_UNARY && n->op == TOK_STAR))
            return NULL;
        if (pointer_operand(n->child))
            return pointer_operand(n->child);
        n = node_unparen(n->child);
        type = n->type;
        if (!type || type->kind != T_ARRAY)
            return NULL;
    }
}

bool
region_is_serial(struct unit *u, const struct directive *d)
{
    const struct clause *c = directive_clause(d, C_IF);
    long long value;

    return c && c->expr && constant_value(u, c->expr, &value) && value == 0;
}

bool
directive_is_master(const struct directive *d)
{
    return d->kind == D_REDUCE;
}

/* Does one of the constructs from the write up to the region give each worker
 * a variable of its own, or take the value out? */
static bool
is_looked_after(const struct node *n, const struct directive *region,
                const struct symbol *s)
{
    for (; n; n = n->parent) {
        if (n->kind != N_DIRECTIVE)
            continue;
        for (const struct clause *c = n->directive->clauses; c; c = c->next)
            if (items_name(c->items, s))
                return true;
        for (const struct loop *l = n->directive->loop; l; l = l->inner)
            if (l->var == s)
                return true;
        if (n->directive == region)
            return false;
    }
    return false;
}

/* reduction and lastprivate on an inner construct give the value to all
 * workers and to the master, whatever was written before. */
static bool
is_taken_out(const struct directive *region, const struct symbol *s)
{
    const struct directive *d = region;

    for (; d && (!d->node || node_contains(region->node, d->node));
         d = d->next)
        for (const struct clause *c = d->clauses; c; c = c->next)
            if ((c->kind == C_REDUCTION || c->kind == C_LASTPRIVATE
                 || c->kind == C_COPYPRIVATE)
                && items_name(c->items, s))
                return true;
    return false;
}

/* ---- messages --------------------------------------------------------- */

/* The loop that is shared out and has the write in its body, or 0. */
static const struct directive *
loop_around(const struct node *write, const struct directive *region)
{
    for (const struct directive *d = directive_around(write); d;
         d = directive_around(d->node)) {
        if (directive_is_loop(d->kind))
            return d;
        if (d == region)
            break;
    }
    return NULL;
}

static void
note_remedy(struct unit *u, const struct node *write,
            const struct directive *region, const struct node *name)
{
    const struct symbol *s = name->symbol;
    const struct directive *loop = loop_around(write, region);
    bool whole = node_unparen(write->child) == name;
    bool elements = write->child->kind == N_INDEX;
    const char *op = (whole || elements)
                             && type_is_arithmetic(type_element(s->type))
                         ? reduction_of(u, write, s) : NULL;
    const struct directive *at = loop && whole && !op ? loop : region;

    if (op)
        diag_note(u, at->word, at->last - 1,
                  "'reduction(%s: %s)' here would combine the values of all "
                  "workers; 'shared(%s)' would make it one variable for all",
                  op, s->name, s->name);
    else if (loop && whole && write->op == TOK_ASSIGN)
        diag_note(u, at->word, at->last - 1,
                  "'lastprivate(%s)' here would keep the value of the last "
                  "iteration, '#pragma shm shared(%s)' that of whoever "
                  "writes last", s->name, s->name);
    else
        diag_note(u, at->word, at->last - 1,
                  "'shared(%s)' here would make it one object for all "
                  "workers; a block under 'reduce' would be run by the "
                  "master", s->name);
}

static void
report_memory(struct unit *u, const struct node *write,
              const struct node *name, const struct node *read)
{
    const struct symbol *s = name->symbol;

    diag_warning(u, "shm-lost-write", write->child->first, write->child->last,
                 "what a worker writes to the memory of '%s' is lost: it is "
                 "not shared and each worker has a copy", s->name);
    diag_note(u, read->first, read->last,
              "here it still has the values from before the region");
    diag_note(u, s->memory->first, s->memory->last,
              "'shm_malloc' and its kin in place of this give memory that "
              "all workers share");
}

static void
report(struct unit *u, const struct node *write,
       const struct directive *region, const struct node *name,
       const struct node *read)
{
    const struct node *target = write->child;

    diag_warning(u, "shm-lost-write", target->first, target->last,
                 "what a worker writes to '%s' is lost: it is not shared and "
                 "each worker has a copy", name->symbol->name);
    if (read)
        diag_note(u, read->first, read->last,
                  "here '%s' still has the value from before the region",
                  name->symbol->name);
    note_remedy(u, write, region, name);
}

/* ---- the search ------------------------------------------------------- */

/* One look at a variable for each region. */
static bool
is_new(struct search *search, const struct symbol *s)
{
    struct written *w = search->looked_at;

    for (; w && w->region == search->outermost; w = w->next)
        if (w->symbol == s)
            return false;
    w = arena_alloc(search->u->arena, sizeof *w);
    *w = (struct written){ search->looked_at, s, search->outermost };
    search->looked_at = w;
    return true;
}

/* To the object `name`; or, with `memory`, to what it points to. */
static void
check_write(struct search *search, struct node *write, struct node *name,
            bool memory)
{
    const struct symbol *s = name->symbol;
    struct directive *region = region_around(write);

    if (s->shared || s->said_private || s->thread_local_)
        return;
    for (; region; region = region_around(region->node)) {
        struct node *read;

        if (symbol_declared_in(s, region->node)
            || is_looked_after(write, region, s))
            return;
        if (region_is_serial(search->u, region))
            continue;
        if (!is_new(search, s) || is_taken_out(region, s))
            return;
        read = read_behind(region, s, memory, &search->steps);
        if (memory && read)
            report_memory(search->u, write, name, read);
        else if (!memory && (read || symbol_is_static(s)))
            report(search->u, write, region, name, read);
        return;
    }
}

static bool
enter(struct node *n, void *data)
{
    bool writes = n->kind == N_ASSIGN
                  || ((n->kind == N_UNARY || n->kind == N_POSTFIX)
                      && (n->op == TOK_INCREMENT || n->op == TOK_DECREMENT));
    struct node *name = writes ? object_named(n->child) : NULL;
    struct node *pointer = writes ? pointer_named(n->child) : NULL;

    if (name)
        check_write(data, n, name, false);
    else if (pointer && symbol_has_own_memory(pointer->symbol))
        check_write(data, n, pointer, true);
    return n->kind != N_SIZEOF && n->kind != N_ALIGNOF
           && !(n->kind == N_DIRECTIVE && directive_is_master(n->directive));
}

void
check_lost_writes(struct unit *u)
{
    struct search search = { .u = u, .steps = STEPS_MOST };

    find_memory(u);
    for (struct directive *d = u->directives; d; d = d->next)
        if (directive_is_parallel(d->kind) && d->node && d->body
            && !region_around(d->node)) {
            search.outermost = d;
            tree_walk(d->body, enter, NULL, &search);
        }
}
