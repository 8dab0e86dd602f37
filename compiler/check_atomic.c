/* SPDX-License-Identifier: MIT */
/* check_atomic.c -- the statement under `atomic`.
 *
 * In: the statement, as parsed.  Out: struct atomic, or messages.  Only the
 * object's load and store are atomic, so the other operand must not use the
 * object; where that can be seen, by its text, it is an error. */
#include "check.h"

/* Operators of an update, and which operands they take. */
static const struct {
    uint16_t op, assign;
    bool integers;
} operators[] = {
    { TOK_PLUS, TOK_PLUS_ASSIGN, false },
    { TOK_MINUS, TOK_MINUS_ASSIGN, false },
    { TOK_STAR, TOK_STAR_ASSIGN, false },
    { TOK_SLASH, TOK_SLASH_ASSIGN, false },
    { TOK_AMPERSAND, TOK_AMPERSAND_ASSIGN, true },
    { TOK_BAR, TOK_BAR_ASSIGN, true },
    { TOK_CARET, TOK_CARET_ASSIGN, true },
    { TOK_SHIFT_LEFT, TOK_SHIFT_LEFT_ASSIGN, true },
    { TOK_SHIFT_RIGHT, TOK_SHIFT_RIGHT_ASSIGN, true }
};

struct reader {
    struct unit *u;
    struct atomic *atomic;
};

static const char *const form_texts[] = {
    [ATOMIC_READ] = "v = x;",
    [ATOMIC_WRITE] = "x = value;",
    [ATOMIC_UPDATE] = "x++; x--; x += e; x = x + (e); or x = (e) + x;"
};

/* By their text: two ways to write one object are taken for two objects,
 * which is an error message too many and never one too few. */
static bool
same_object(const struct unit *u, struct node *a, struct node *b)
{
    return node_same_text(u, node_unparen(a), node_unparen(b));
}

/* ---- the forms ---------------------------------------------------------- */

/* False: an operator that no machine and no rule knows, as % or &&. */
static bool
set_operator(struct atomic *a, uint16_t op, bool assign)
{
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++)
        if (op == (assign ? operators[i].assign : operators[i].op)) {
            a->op = operators[i].op;
            return true;
        }
    return false;
}

/* x++ and its like, x op= e, x = x op e, x = e op x. In x = x + a + b the
 * left operand is x + a, so it is none of these: without the parentheses x
 * + (a + b) it is another sum, in floating point and at an overflow. */
static bool
read_update(struct reader *r, struct node *n)
{
    struct atomic *a = r->atomic;
    struct node *value;

    a->object = n->child;
    if (n->kind == N_UNARY || n->kind == N_POSTFIX) {
        a->op = n->op == TOK_INCREMENT ? TOK_PLUS : TOK_MINUS;
        return n->op == TOK_INCREMENT || n->op == TOK_DECREMENT;
    }
    if (n->kind != N_ASSIGN)
        return false;
    a->value = node_child(n, 1);
    if (n->op != TOK_ASSIGN)
        return set_operator(a, n->op, true);
    value = node_unparen(a->value);
    if (value->kind != N_BINARY || !set_operator(a, value->op, false))
        return false;
    a->value = node_child(value, 1);
    if (same_object(r->u, value->child, a->object))
        return true;
    a->value = value->child;
    a->reversed = true;
    return same_object(r->u, node_child(value, 1), a->object);
}

/* read and write are plain assignments; they differ in the side on which
 * the object stands. */
static bool
read_form(struct reader *r, struct node *n)
{
    struct atomic *a = r->atomic;

    if (a->form == ATOMIC_UPDATE)
        return read_update(r, n);
    if (n->kind != N_ASSIGN || n->op != TOK_ASSIGN)
        return false;
    a->object = n->child;
    a->value = node_child(n, 1);
    if (a->form == ATOMIC_READ) {
        a->other = a->object;
        a->object = a->value;
        a->value = NULL;
    }
    return true;
}

/* What generated code can take the address of. */
static bool
is_lvalue(struct node *n)
{
    n = node_unparen(n);
    return n->kind == N_IDENTIFIER || n->kind == N_INDEX
           || n->kind == N_MEMBER
           || (n->kind == N_UNARY && n->op == TOK_STAR);
}

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

static bool
needs_integers(const struct atomic *a)
{
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++)
        if (a->op == operators[i].op)
            return operators[i].integers;
    return false;
}

/* Generated code would make the compiler speak of its own names, so the
 * types are looked at here. */
static bool
check_type(struct reader *r)
{
    struct atomic *a = r->atomic;
    struct node *n = a->object;

    if (a->form != ATOMIC_UPDATE || !n->type || n->type->kind == T_UNKNOWN)
        return true;
    if (needs_integers(a) ? type_is_integer(n->type)
                          : type_is_scalar(n->type)
                                || n->type->kind == T_COMPLEX)
        return true;
    diag_error(r->u, n->first, n->last,
               "this has type '%s'; an atomic '%s' needs %s",
               type_name(r->u, n->type), token_kind_name(a->op),
               needs_integers(a) ? "an integer" : "a number or a pointer");
    return false;
}

/* ---- the other operand -------------------------------------------------- */

struct search {
    const struct unit *u;
    struct node *object, *found;
};

/* Looks for the object's text in the other operand. */
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

/* The other operand is computed once, outside of what is atomic. */
static bool
check_other(struct reader *r)
{
    struct atomic *a = r->atomic;
    struct search search = { r->u, node_unparen(a->object), NULL };
    struct node *other = a->form == ATOMIC_READ ? a->other : a->value;

    if (other)
        tree_walk(other, enter_search, NULL, &search);
    if (!search.found)
        return true;
    diag_error(r->u, search.found->first, search.found->last,
               "the atomic object is used a second time here, which would "
               "not be atomic; use a local variable");
    return false;
}

/* ---- all together ------------------------------------------------------- */

/* update is what is meant without a clause. */
static enum atomic_form
form_of(const struct directive *d)
{
    return directive_clause(d, C_READ)    ? ATOMIC_READ
           : directive_clause(d, C_WRITE) ? ATOMIC_WRITE
                                          : ATOMIC_UPDATE;
}

struct atomic *
atomic_analyse(struct unit *u, const struct directive *d)
{
    struct atomic *a = arena_alloc(u->arena, sizeof *a);
    struct reader r = { u, a };
    struct node *n = d->body;

    a->form = form_of(d);
    if (n->kind != N_EXPRESSION_STATEMENT || !n->child
        || !read_form(&r, node_unparen(n->child)) || !is_lvalue(a->object)) {
        diag_error(u, n->first, n->kind == N_COMPOUND ? n->first : n->last,
                   "the statement under 'atomic%s' must be %s",
                   a->form == ATOMIC_READ    ? " read"
                   : a->form == ATOMIC_WRITE ? " write"
                                             : "",
                   form_texts[a->form]);
        return NULL;
    }
    return check_other(&r) && check_object(&r) && check_type(&r) ? a : NULL;
}
