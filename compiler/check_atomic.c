/* SPDX-License-Identifier: MIT */
/* check_atomic.c -- the object and the operands of `atomic`.
 *
 * In: the statement, as parsed; check_atomic_form.c says which form it is.
 * Out: struct atomic, or messages.  Only the object's load and store are
 * atomic, so the other operands must not use the object; where that can be
 * seen, by its text, it is an error. */
#include "check_atomic_form.h"

#include "check.h"

struct reader {
    struct unit *u;
    struct atomic *atomic;
};

/* ---- the object --------------------------------------------------------- */

/* The variable that the lvalue is, or is a part of; NULL when it is reached
 * through a pointer. */
static const struct symbol *
base_object(struct node *n)
{
    for (n = node_unparen(n); n->kind != N_IDENTIFIER;
         n = node_unparen(n->child)) {
        const struct type *type = n->child ? n->child->type : NULL;

        if (!(n->kind == N_MEMBER && n->op == TOK_DOT)
            && !(n->kind == N_INDEX && type && type->kind == T_ARRAY))
            return NULL;
    }
    return n->symbol;
}

/* An object of external linkage that is only declared here may be shared
 * where it is defined. */
static bool
is_known_private(const struct symbol *s)
{
    if (!s || !symbol_is_object(s) || s->shared)
        return false;
    return s->thread_local_ || s->storage != STORAGE_EXTERN;
}

/* Members of anonymous structs and unions inside are not looked for. */
static bool
is_bit_field(const struct unit *u, struct node *n)
{
    const struct type *type;

    n = node_unparen(n);
    if (n->kind != N_MEMBER || !n->child->type)
        return false;
    type = n->op == TOK_ARROW ? n->child->type->of : n->child->type;
    for (const struct member *m = type ? type->members : NULL; m; m = m->next)
        if (word_is(u, n->name, m->name))
            return m->bit_field;
    return false;
}

/* The object itself: something must be there to be atomic about, and it
 * must have an address. */
static bool
check_object(struct reader *r)
{
    struct node *n = r->atomic->object;
    const struct symbol *s = base_object(n);

    if (is_known_private(s)) {
        diag_error(r->u, n->first, n->last,
                   "'%s' is private to each worker, so nothing is to be done "
                   "atomically; make it shared: #pragma shm shared(%s)",
                   s->name, s->name);
        diag_note(r->u, s->token, s->token, "'%s' is declared here", s->name);
        return false;
    }
    if (is_bit_field(r->u, n)) {
        diag_error(r->u, n->first, n->last,
                   "a bit-field has no address, so 'atomic' cannot work on "
                   "it");
        return false;
    }
    if (n->type && (n->type->qualifiers & Q_CONST)
        && r->atomic->form != ATOMIC_READ) {
        diag_error(r->u, n->first, n->last,
                   "the object of 'atomic' is const");
        return false;
    }
    return true;
}

/* A comparison is of numbers, or pointers; one for order not of complex
 * numbers. */
static bool
takes_type(const struct atomic *a, const struct type *type)
{
    if (a->form == ATOMIC_READ || a->form == ATOMIC_WRITE
        || type_is_scalar(type))
        return !atomic_needs_integers(a) || type_is_integer(type);
    return type->kind == T_COMPLEX
           && (a->form == ATOMIC_UPDATE || a->op == TOK_EQUAL)
           && !atomic_needs_integers(a);
}

/* Generated code would make the compiler speak of its own names, so the
 * types are looked at here. */
static bool
check_type(struct reader *r)
{
    struct atomic *a = r->atomic;
    struct node *n = a->object;

    if (!n->type || n->type->kind == T_UNKNOWN)
        return true;
    if ((n->type->qualifiers & Q_ATOMIC)
        && (a->capture || a->form == ATOMIC_COMPARE)) {
        diag_error(r->u, n->first, n->last,
                   "this has type '%s'; 'atomic %s' takes objects that are "
                   "not _Atomic", type_name(r->u, n->type),
                   a->form == ATOMIC_COMPARE ? "compare" : "capture");
        return false;
    }
    if (takes_type(a, n->type))
        return true;
    diag_error(r->u, n->first, n->last,
               "this has type '%s'; an atomic '%s' needs %s",
               type_name(r->u, n->type), token_kind_name(a->op),
               atomic_needs_integers(a) ? "an integer"
                                        : "a number or a pointer");
    return false;
}

/* ---- the other operands ------------------------------------------------- */

struct search {
    const struct unit *u;
    struct node *object, *found;
};

/* Looks for the object's text in another operand. */
static bool
enter_search(struct node *n, void *data)
{
    struct search *search = data;

    if (search->found || n->kind == N_SIZEOF)
        return false;
    if (n->kind == search->object->kind
        && node_same_text(search->u, n, search->object))
        search->found = n;
    return !search->found;
}

static struct node *
find_use(struct reader *r, struct node *object, struct node *in)
{
    struct search search = { r->u, node_unparen(object), NULL };

    if (in)
        tree_walk(in, enter_search, NULL, &search);
    return search.found;
}

/* The other operands are computed once, outside of what is atomic, before
 * anything is captured. */
static bool
check_others(struct reader *r)
{
    const struct atomic *a = r->atomic;
    struct node *const operands[] = { a->other, a->value, a->operand,
                                      a->capture, a->result };
    struct node *use = NULL;

    for (size_t i = 0; i < sizeof operands / sizeof *operands; i++) {
        use = find_use(r, a->object, operands[i]);
        if (use) {
            diag_error(r->u, use->first, use->last,
                       "the atomic object is used a second time here, which "
                       "would not be atomic; use a local variable");
            return false;
        }
    }
    if (a->capture)
        use = find_use(r, a->capture, a->value);
    if (a->capture && !use)
        use = find_use(r, a->capture, a->operand);
    if (use)
        diag_error(r->u, use->first, use->last,
                   "the variable that captures the value is used here too; "
                   "the operand is computed before it is set");
    return !use;
}

/* ---- all together ------------------------------------------------------- */

struct atomic *
atomic_analyse(struct unit *u, const struct directive *d)
{
    struct atomic *a = arena_alloc(u->arena, sizeof *a);
    struct reader r = { u, a };
    struct node *n = d->body;
    const char *wrong = atomic_read_form(u, d, a);

    if (wrong) {
        diag_error(u, n->first, n->kind == N_COMPOUND ? n->first : n->last,
                   "the statement under 'atomic%s", wrong);
        return NULL;
    }
    return check_others(&r) && check_object(&r) && check_type(&r) ? a : NULL;
}
