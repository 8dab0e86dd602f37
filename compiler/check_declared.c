/* SPDX-License-Identifier: MIT */
/* check_declared.c -- declare reduction: its name, its types, and the names
 * that combiner and initializer use. */
#include "declared.h"

#include "check.h"
#include "check_reduction.h"

static void
note_declaration(struct unit *u, const struct symbol *s)
{
    diag_note(u, s->token, s->token, "'%s' is declared here", s->name);
}

/* ---- the types ---------------------------------------------------------- */

static const char *
unsuitable(const struct type *type)
{
    return type->kind == T_ARRAY      ? "an array"
           : type->kind == T_FUNCTION ? "a function"
           : type->kind == T_VOID     ? "void"
           : type->qualifiers         ? "qualified"
                                      : NULL;
}

/* Declared twice for one type, in one directive or in two of one scope. */
static void
check_twice(struct unit *u, const struct directive *d,
            const struct declared_type *t)
{
    const struct declared_type *earlier = declared_type_of(d, t->type);
    const struct directive *other = declared_find(u, d, d->name, t->type);

    if (earlier == t && other && other->scope == d->scope)
        earlier = declared_type_of(other, t->type);
    if (earlier == t)
        return;
    diag_error(u, t->node->first, t->node->last,
               "reduction '%s' is declared twice for type '%s'",
               word_at(u, d->name), type_name(u, t->type));
    diag_note(u, earlier->node->first, earlier->node->last,
              "the first time is here");
}

static void
check_type(struct unit *u, const struct directive *d,
           const struct declared_type *t)
{
    const char *why;

    if (!t->type || t->type->kind == T_UNKNOWN)
        return;
    why = unsuitable(t->type);
    if (why)
        diag_error(u, t->node->first, t->node->last,
                   "the type of a declared reduction cannot be %s", why);
    else if (reduction_is_built_in(u, d->name, t->type))
        diag_error(u, t->node->first, t->node->last,
                   "reduction(%s) is built in for type '%s'",
                   word_at(u, d->name), type_name(u, t->type));
    else
        check_twice(u, d, t);
}

/* ---- the names ---------------------------------------------------------- */

struct names {
    struct unit *u;
    const struct directive *directive;
    const char *part, *allowed;
    bool priv; /* was shm_priv seen? */
};

static bool
is_called(const struct node *n)
{
    return n->parent && n->parent->kind == N_CALL && n->parent->child == n;
}

/* The text is used in the places of the reductions, and what stands there is
 * not what stood here. */
static void
check_object(struct names *names, const struct node *n)
{
    const struct symbol *s = n->symbol;

    if (symbol_is_static(s)) {
        diag_warning(names->u, "shm-declare-reduction", n->first, n->last,
                     "%s should use %s only, not '%s'", names->part,
                     names->allowed, s->name);
    } else {
        diag_error(names->u, n->first, n->last,
                   "%s can use %s only; '%s' is a local variable",
                   names->part, names->allowed, s->name);
    }
    note_declaration(names->u, s);
}

static bool
enter_name(struct node *n, void *data)
{
    struct names *names = data;
    const struct symbol *s = n->symbol;

    if (n->kind != N_IDENTIFIER)
        return true;
    if (s && declared_is_role(names->directive, s))
        names->priv |= declared_role(names->u, n->name) == ROLE_PRIV;
    else if (s && symbol_is_object(s) && !s->constant)
        check_object(names, n);
    else if (!s && !is_called(n))
        diag_error(names->u, n->first, n->last,
                   "'%s' is not declared; the names in %s are %s",
                   word_at(names->u, n->name), names->part, names->allowed);
    return true;
}

static void
check_initializer(struct unit *u, const struct directive *d)
{
    struct node *n = d->declares->initializer;
    struct names names = { u, d, "an initializer", "shm_priv and shm_orig",
                           false };

    if (!n)
        return;
    tree_walk(n, enter_name, NULL, &names);
    if (!d->declares->assigns && !names.priv)
        diag_error(u, n->first, n->last,
                   "this call does not get shm_priv, which it is to set: "
                   "pass &shm_priv");
}

/* ---- all together ------------------------------------------------------- */

void
check_declared(struct unit *u, const struct directive *d)
{
    struct names names = { u, d, "a combiner", "shm_in and shm_out", false };
    unsigned kind;

    if (!d->name)
        return;
    kind = token_at(u, d->name)->kind;
    if (kind != TOK_IDENTIFIER && kind != TOK_TYPEDEF_NAME
        && !reduction_is_operator(u, d->name)) {
        diag_error(u, d->name, d->name,
                   "'%s' cannot be the name of a reduction; an identifier "
                   "can, and + - * & | ^ && ||", word_at(u, d->name));
        return;
    }
    for (const struct declared_type *t = d->declares->types; t; t = t->next)
        check_type(u, d, t);
    if (d->declares->combiner)
        tree_walk(d->declares->combiner, enter_name, NULL, &names);
    check_initializer(u, d);
}
