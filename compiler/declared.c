/* SPDX-License-Identifier: MIT */
/* declared.c -- declared reductions: reading them, finding them.
 *
 * The combiner is read in a scope of its own that knows shm_in and shm_out
 * (and OpenMP's names for them), the initializer in one that knows shm_priv
 * and shm_orig.  They have the first of the types; what they mean for the
 * others is the compiler's to check, where the reduction is used. */
#include "declared.h"

#include <string.h>

#include "clause.h"
#include "diag.h"

/* ---- the names ---------------------------------------------------------- */

static const struct {
    const char *name;
    enum declared_role role;
} roles[] = {
    { "shm_in", ROLE_IN },     { "omp_in", ROLE_IN },
    { "shm_out", ROLE_OUT },   { "omp_out", ROLE_OUT },
    { "shm_priv", ROLE_PRIV }, { "omp_priv", ROLE_PRIV },
    { "shm_orig", ROLE_ORIG }, { "omp_orig", ROLE_ORIG }
};

enum { ROLES = sizeof roles / sizeof *roles };

enum declared_role
declared_role(const struct unit *u, tokid t)
{
    const struct token *token = token_at(u, t);

    for (size_t i = 0; i < ROLES; i++)
        if (token->length == strlen(roles[i].name)
            && !memcmp(token->text, roles[i].name, token->length))
            return roles[i].role;
    return ROLE_NONE;
}

bool
declared_is_role(const struct directive *d, const struct symbol *s)
{
    return s->token == d->name;
}

/* Opens a scope with the names of two roles. */
static void
open_roles(struct parser *p, const struct directive *d,
           enum declared_role first, enum declared_role second)
{
    p->scope = scope_push(p->u, p->scope);
    for (size_t i = 0; i < ROLES; i++) {
        struct symbol *s;

        if (roles[i].role != first && roles[i].role != second)
            continue;
        s = symbol_new(p, SYM_OBJECT, d->name);
        s->name = roles[i].name;
        s->type = d->declares->types ? d->declares->types->type : NULL;
        scope_insert(p->u, p->scope, s);
    }
}

/* ---- reading ------------------------------------------------------------ */

/* From r->at up to `end`, in such a scope. */
static struct node *
read_with_roles(struct reader *r, tokid end, enum declared_role first,
                enum declared_role second)
{
    struct scope *scope = r->p->scope;
    struct node *n;

    open_roles(r->p, r->directive, first, second);
    n = parse_expression(r->p, r->at, end - 1);
    r->p->scope = scope;
    return n;
}

static void
read_types(struct reader *r, tokid end)
{
    struct declared_type **tail = &r->directive->declares->types;

    for (;;) {
        tokid comma = reader_separator(r, TOK_COMMA, end);
        struct node *n = parse_type_name(r->p, r->at, comma - 1);

        if (n) {
            *tail = arena_alloc(r->p->u->arena, sizeof **tail);
            (*tail)->node = n;
            (*tail)->type = n->type;
            tail = &(*tail)->next;
        }
        r->at = comma + 1;
        if (comma >= end)
            return;
    }
}

/* False after a message. */
static bool
expect_colon(struct reader *r, tokid t, tokid close, const char *behind)
{
    if (t < close && token_at(r->p->u, t)->kind == TOK_COLON)
        return true;
    diag_error(r->p->u, t, t,
               "expected ':' behind the %s: declare reduction(name : types : "
               "combiner)", behind);
    return false;
}

void
declared_read(struct reader *r)
{
    struct directive *d = r->directive;
    tokid close = reader_open(r, r->at - 1), colon;

    d->declares = arena_alloc(r->p->u->arena, sizeof *d->declares);
    d->earlier = r->p->u->reductions;
    r->p->u->reductions = d;
    if (!close)
        return;
    d->name = r->at++;
    if (expect_colon(r, r->at, close, "name")) {
        r->at++;
        colon = reader_separator(r, TOK_COLON, close);
        if (expect_colon(r, colon, close, "types")) {
            read_types(r, colon);
            r->at = colon + 1;
            d->declares->combiner
                = read_with_roles(r, close, ROLE_IN, ROLE_OUT);
        }
    }
    r->at = close + 1;
}

static bool
is_assignment(const struct reader *r)
{
    return declared_role(r->p->u, r->at) == ROLE_PRIV
           && token_at(r->p->u, r->at + 1)->kind == TOK_ASSIGN;
}

void
declared_read_initializer(struct reader *r, tokid close)
{
    struct declared *declared = r->directive->declares;
    struct node *n;

    if (is_assignment(r)) {
        declared->assigns = true;
        r->at += 2;
    }
    if (declared->assigns && token_at(r->p->u, r->at)->kind == TOK_LBRACE
        && token_closing(r->p, r->at, close) == close - 1)
        n = node_make(r->p, N_BRACED_INITIALIZER,
                      (struct range){ r->at, close - 1 });
    else
        n = read_with_roles(r, close, ROLE_PRIV, ROLE_ORIG);
    if (n && !declared->assigns && n->kind != N_CALL)
        diag_error(r->p->u, n->first, n->last,
                   "initializer takes 'shm_priv = value' or the call of a "
                   "function that sets shm_priv");
    else
        declared->initializer = n;
    r->at = close + 1;
}

/* ---- finding ------------------------------------------------------------ */

static bool
same_unqualified(const struct type *a, const struct type *b)
{
    struct type first = *a, second = *b;

    first.qualifiers = second.qualifiers = 0;
    if ((a->kind == T_STRUCT || a->kind == T_UNION) && !a->tag)
        return a->kind == b->kind && a->members == b->members;
    return type_same(&first, &second);
}

const struct declared_type *
declared_type_of(const struct directive *d, const struct type *type)
{
    const struct declared_type *t = d->declares->types;

    while (t && type && t->type && !same_unqualified(t->type, type))
        t = t->next;
    return t;
}

static bool
same_word(const struct unit *u, tokid a, tokid b)
{
    const struct token *first = token_at(u, a), *second = token_at(u, b);

    return first->length == second->length
           && !memcmp(first->text, second->text, first->length);
}

/* d, or the nearest one in front of it in this scope and in front of `at`. */
static const struct directive *
last_in(const struct directive *d, const struct scope *scope,
        const struct directive *at)
{
    while (d && (d->first >= at->first || !d->name || d->scope != scope))
        d = d->earlier;
    return d;
}

const struct directive *
declared_find(const struct unit *u, const struct directive *at, tokid name,
              const struct type *type)
{
    for (const struct scope *s = at->scope; s; s = s->outer)
        for (const struct directive *d = last_in(u->reductions, s, at); d;
             d = last_in(d->earlier, s, at))
            if (same_word(u, d->name, name) && declared_type_of(d, type))
                return d;
    return NULL;
}

const char *
declared_nearest(struct unit *u, const struct directive *at, tokid name,
                 const char *const *names, size_t n)
{
    const struct token *word = token_at(u, name);
    size_t most = n;
    const char **all;

    for (const struct directive *d = u->reductions; d; d = d->earlier)
        most++;
    all = arena_alloc(u->arena, (most + 1) * sizeof *all);
    memcpy(all, names, n * sizeof *names);
    for (const struct scope *s = at->scope; s; s = s->outer)
        for (const struct directive *d = last_in(u->reductions, s, at); d;
             d = last_in(d->earlier, s, at))
            all[n++] = arena_strdup(u->arena, token_at(u, d->name)->text,
                                    token_at(u, d->name)->length);
    return diag_nearest(word->text, word->length, all, n);
}
