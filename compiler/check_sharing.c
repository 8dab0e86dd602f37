/* SPDX-License-Identifier: MIT */
/* check_sharing.c -- the lists of names in directives and clauses: what may
 * be named where, and what excludes what.
 *
 * A list's demands are one row of a table; check_reduction.c and
 * check_shared.c add what only these two lists ask. */
#include "check.h"

/* What a list asks of its names. */
enum {
    WHOLE = 1,     /* no array sections */
    WRITABLE = 2,  /* the construct assigns to it: not const */
    ADDRESS = 4,   /* generated code takes its address: not register */
    COMPLETE = 8,  /* its size must be known */
    NO_LOOP_VARIABLE = 16
};

static const unsigned clause_demands[C_COUNT] = {
    [C_SHARED] = WHOLE | NO_LOOP_VARIABLE,
    [C_PRIVATE] = WHOLE,
    [C_FIRSTPRIVATE] = WHOLE | NO_LOOP_VARIABLE,
    [C_LASTPRIVATE] = WHOLE | WRITABLE | ADDRESS | COMPLETE,
    [C_REDUCTION] = WRITABLE | ADDRESS | COMPLETE | NO_LOOP_VARIABLE,
    [C_COPYIN] = WHOLE,
    [C_COPYPRIVATE] = WHOLE | WRITABLE | ADDRESS | COMPLETE
};

static const unsigned directive_demands[D_COUNT] = {
    [D_SHARED] = WHOLE,
    [D_PRIVATE] = WHOLE,
    [D_REDUCE] = ADDRESS | COMPLETE
};

/* A list, and what it is called in messages. */
struct list {
    struct unit *u;
    const struct directive *directive;
    const char *word;
    unsigned demands;
};

static void
note_declaration(struct unit *u, const struct symbol *s)
{
    diag_note(u, s->token, s->token, "'%s' is declared here", s->name);
}

/* ---- one name ----------------------------------------------------------- */

/* Names that are not declared at all were reported by the parser. */
static bool
check_kind(const struct list *l, const struct item *i)
{
    if (symbol_is_object(i->symbol))
        return true;
    diag_error(l->u, i->name, i->name, "'%s' is %s; '%s' takes variables",
               i->symbol->name, symbol_kind_name(i->symbol), l->word);
    note_declaration(l->u, i->symbol);
    return false;
}

/* Of an array, the elements are const. */
static bool
is_const(const struct type *type)
{
    if (type && type->kind == T_ARRAY)
        type = type_element(type);
    return type && (type->qualifiers & Q_CONST);
}

/* The size of an array may be said by a later declaration of it, or by its
 * initializer. */
static bool
is_complete(const struct symbol *s)
{
    for (; s; s = s->redeclaration) {
        const struct node *n = s->declarator ? s->declarator->child : NULL;

        if (!s->type || s->type->kind != T_ARRAY || s->type->length)
            return true;
        for (; n; n = n->next)
            if (n->kind == N_INITIALIZER)
                return true;
    }
    return false;
}

/* The loop of this very directive, or one that it collapses. */
static const struct loop *
loop_of_variable(const struct directive *d, const struct symbol *s)
{
    const struct loop *loop = d->loop;

    while (loop && loop->var != s)
        loop = loop->inner;
    return loop;
}

/* At most one message for a name. */
static void
check_demands(const struct list *l, const struct item *i)
{
    const struct symbol *s = i->symbol;
    bool section = i->expr && i->expr->kind != N_IDENTIFIER;

    if ((l->demands & WHOLE) && section)
        diag_error(l->u, i->expr->first, i->expr->last,
                   "'%s' takes whole variables, not a part of '%s'", l->word,
                   s->name);
    else if ((l->demands & WRITABLE) && is_const(s->type)) {
        diag_error(l->u, i->name, i->name,
                   "'%s' is const; '%s' would assign to it", s->name,
                   l->word);
        note_declaration(l->u, s);
    } else if ((l->demands & ADDRESS) && s->storage == STORAGE_REGISTER) {
        diag_error(l->u, i->name, i->name,
                   "'%s' is declared register and has no address; '%s' needs "
                   "one", s->name, l->word);
        note_declaration(l->u, s);
    } else if ((l->demands & COMPLETE) && !section && !is_complete(s)) {
        diag_error(l->u, i->name, i->name,
                   "the size of '%s' is not known here%s", s->name,
                   l->demands & WHOLE ? ""
                                      : "; name a section of it: [0:n]");
        note_declaration(l->u, s);
    } else if ((l->demands & NO_LOOP_VARIABLE)
               && loop_of_variable(l->directive, s)) {
        diag_error(l->u, i->name, i->name,
                   "'%s' is the loop's variable, which each worker has for "
                   "itself; it may be private or lastprivate only", s->name);
        diag_note(l->u, loop_of_variable(l->directive, s)->var_token,
                  loop_of_variable(l->directive, s)->var_token,
                  "the loop is here");
    }
}

/* ---- two names ---------------------------------------------------------- */

/* OpenMP lets these two meet; copyin speaks of the region's start only. */
static bool
may_meet(const struct clause *a, const struct clause *b)
{
    enum clause_kind k = a->kind, m = b->kind;

    return (k == C_FIRSTPRIVATE && m == C_LASTPRIVATE)
           || (k == C_LASTPRIVATE && m == C_FIRSTPRIVATE)
           || (k != m && (k == C_COPYIN || m == C_COPYIN));
}

/* Looks from `from` up to `end`, which is not looked at. */
static const struct item *
find_item(const struct item *from, const struct item *end,
          const struct symbol *s)
{
    for (; from && from != end; from = from->next)
        if (from->symbol == s)
            return from;
    return NULL;
}

/* In one list, or in two that exclude each other. */
static void
report_twice(struct unit *u, const struct item *i, const char *word,
             const struct item *earlier, const char *earlier_word)
{
    if (word == earlier_word)
        diag_error(u, i->name, i->name, "'%s' is named twice in '%s'",
                   i->symbol->name, word);
    else
        diag_error(u, i->name, i->name, "'%s' is %s and cannot be %s too",
                   i->symbol->name, earlier_word, word);
    diag_note(u, earlier->name, earlier->name, "it is named first here");
}

/* The item against all that stand before it in the directive. */
static void
check_twice(struct unit *u, const struct directive *d, const struct clause *in,
            const struct item *i)
{
    for (const struct clause *c = d->clauses; c; c = c->next) {
        const struct item *earlier
            = find_item(c->items, c == in ? i : NULL, i->symbol);

        if (earlier && (c == in || !may_meet(c, in))) {
            report_twice(u, i, clause_word(in->kind), earlier,
                         clause_word(c->kind));
            return;
        }
        if (c == in)
            return;
    }
}

/* ---- the lists ---------------------------------------------------------- */

/* What every list asks, then what this one asks. */
static void
check_clause_list(struct unit *u, const struct directive *d,
                  const struct clause *c)
{
    struct list l = { u, d, clause_word(c->kind), clause_demands[c->kind] };

    for (const struct item *i = c->items; i; i = i->next) {
        if (!check_kind(&l, i))
            continue;
        check_demands(&l, i);
        check_twice(u, d, c, i);
        if (i->expr)
            check_section(u, i);
        if (c->kind == C_SHARED)
            check_shared_item(u, d, i);
    }
    if (c->kind == C_REDUCTION)
        check_reduction(u, d, c);
}

/* The lists of `shared`, `private`, `flush` and `reduce` themselves. */
static void
check_directive_list(struct unit *u, const struct directive *d)
{
    struct list l = { u, d, directive_words(d->kind),
                      directive_demands[d->kind] };

    for (const struct item *i = d->items; i; i = i->next) {
        const struct item *earlier;

        if (!check_kind(&l, i))
            continue;
        check_demands(&l, i);
        earlier = find_item(d->items, i, i->symbol);
        if (earlier && d->kind != D_FLUSH)
            report_twice(u, i, l.word, earlier, l.word);
        if (i->expr)
            check_section(u, i);
        if (d->kind == D_SHARED)
            check_shared_item(u, d, i);
        if (d->kind == D_PRIVATE && i->symbol->shared) {
            diag_error(u, i->name, i->name,
                       "'%s' is shared and cannot be private too",
                       i->symbol->name);
            diag_note(u, i->symbol->shared_by, i->symbol->shared_by,
                      "it is made shared here");
        }
    }
}

/* The directive's own list, then its clauses'. */
void
check_sharing(struct unit *u, const struct directive *d)
{
    check_directive_list(u, d);
    for (const struct clause *c = d->clauses; c; c = c->next)
        check_clause_list(u, d, c);
}
