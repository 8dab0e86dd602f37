/* SPDX-License-Identifier: MIT */
/* lower_atomic.c -- atomic: the statement becomes operations of the compiler.
 *
 *     #pragma shm atomic
 *     x op= e;
 * becomes, for an integer x and + - & | ^,
 *     { T *shmrt_object_N = &x; ...
 *       __atomic_fetch_op(shmrt_object_N, e, order); }
 * and for everything else a loop around compare and exchange:
 *     { T shmrt_old_N, shmrt_new_N;
 *       __atomic_load(...);
 *       do shmrt_new_N = shmrt_old_N op e;
 *       while (!__atomic_compare_exchange(...)); }
 *
 * An object wider than 64 bits is worked on under one lock of the runtime. */
#include "lower.h"

#include "check_atomic.h"

/* ---- memory order ------------------------------------------------------------ */

enum order { ORDER_RELAXED, ORDER_ACQUIRE = 2, ORDER_RELEASE, ORDER_ACQ_REL,
             ORDER_SEQ_CST }; /* values of gcc's and clang's __ATOMIC_... */

static enum order
order_of(const struct directive *d)
{
    static const struct {
        enum clause_kind clause;
        enum order order;
    } orders[] = {{C_SEQ_CST, ORDER_SEQ_CST},
                  {C_ACQ_REL, ORDER_ACQ_REL},
                  {C_ACQUIRE, ORDER_ACQUIRE},
                  {C_RELEASE, ORDER_RELEASE}};

    for (unsigned i = 0; i < sizeof orders / sizeof *orders; i++)
        if (directive_clause(d, orders[i].clause))
            return orders[i].order;
    return ORDER_RELAXED;
}

/* A load cannot release, nor a store acquire. */
static enum order
load_order(enum order order)
{
    return order == ORDER_RELEASE   ? ORDER_RELAXED
           : order == ORDER_ACQ_REL ? ORDER_ACQUIRE
                                    : order;
}

static enum order
store_order(enum order order)
{
    return order == ORDER_ACQUIRE   ? ORDER_RELAXED
           : order == ORDER_ACQ_REL ? ORDER_RELEASE
                                    : order;
}

/* ---- the statement ------------------------------------------------------------ */

/* Wider than what every machine does in one step. */
static bool
is_wide(const struct type *type)
{
    return type
           && (type->rank > 64 || type->kind == T_COMPLEX
               || type->kind == T_STRUCT || type->kind == T_UNION);
}

/* new = old op value, in the user's order. */
static const char *
new_value(struct lowering *l, const struct directive *d, const char *old)
{
    const struct atomic *a = d->atomic;
    const char *op = token_kind_name(a->op);
    const char *value = a->value ? arena_printf(l->u->arena,
                                                "shmrt_value_%u", d->number)
                                 : "1";

    return a->reversed
               ? arena_printf(l->u->arena, "%s %s %s", value, op, old)
               : arena_printf(l->u->arena, "%s %s %s", old, op, value);
}

static const char *
fetch_name(const struct atomic *a)
{
    if (!a->object->type || !type_is_integer(a->object->type)
        || a->object->type->kind == T_BOOL || a->reversed)
        return NULL;
    switch (a->op) {
    case TOK_PLUS:
        return "add";
    case TOK_MINUS:
        return "sub";
    case TOK_AMPERSAND:
        return "and";
    case TOK_BAR:
        return "or";
    case TOK_CARET:
        return "xor";
    default:
        return NULL;
    }
}

/* The other operand may be of any arithmetic type: an integer object and a
 * floating operand cannot be added by fetch_add. */
static bool
can_fetch(const struct atomic *a)
{
    return fetch_name(a)
           && (!a->value
               || (a->value->type && type_is_integer(a->value->type)));
}

static void
add_update(struct lowering *l, struct text *t, const struct directive *d)
{
    const struct atomic *a = d->atomic;
    unsigned n = d->number;

    if (a->value)
        text_add(t, "__extension__ __auto_type shmrt_value_%u = %s; ", n,
                 lower_expression(l, a->value));
    if (is_wide(a->object->type)) {
        text_add(t, "shmrt_atomic_begin(); *shmrt_object_%u = %s; "
                    "shmrt_atomic_end(); ",
                 n,
                 new_value(l, d, arena_printf(l->u->arena,
                                              "*shmrt_object_%u", n)));
    } else if (can_fetch(a)) {
        text_add(t, "(void)__atomic_fetch_%s(shmrt_object_%u, ",
                 fetch_name(a), n);
        if (a->value)
            text_add(t, "(__typeof__(*shmrt_object_%u))shmrt_value_%u", n, n);
        else
            text_add(t, "1");
        text_add(t, ", %d); ", order_of(d));
    } else {
        text_add(t, "__typeof__(*shmrt_object_%u) shmrt_old_%u, shmrt_new_%u; "
                    "__atomic_load(shmrt_object_%u, &shmrt_old_%u, 0); "
                    "do shmrt_new_%u = (__typeof__(*shmrt_object_%u))(%s); "
                    "while (!__atomic_compare_exchange(shmrt_object_%u, "
                    "&shmrt_old_%u, &shmrt_new_%u, 0, %d, 0)); ",
                 n, n, n, n, n, n, n,
                 new_value(l, d,
                           arena_printf(l->u->arena, "shmrt_old_%u", n)),
                 n, n, n, order_of(d));
    }
    text_add(t, "shmrt_atomic_done(); ");
}

static void
add_read(struct lowering *l, struct text *t, const struct directive *d)
{
    const struct atomic *a = d->atomic;
    unsigned n = d->number;

    text_add(t, "__typeof__(*shmrt_object_%u) shmrt_old_%u; ", n, n);
    if (is_wide(a->object->type))
        text_add(t, "shmrt_atomic_begin(); shmrt_old_%u = *shmrt_object_%u; "
                    "shmrt_atomic_end(); ",
                 n, n);
    else
        text_add(t, "__atomic_load(shmrt_object_%u, &shmrt_old_%u, %d); ", n,
                 n, load_order(order_of(d)));
    text_add(t, "%s = shmrt_old_%u; ",
             edit_text(l->e, a->other->first, a->other->last), n);
}

static void
add_write(struct lowering *l, struct text *t, const struct directive *d)
{
    const struct atomic *a = d->atomic;
    unsigned n = d->number;

    text_add(t, "__typeof__(*shmrt_object_%u) shmrt_new_%u = %s; ", n, n,
             lower_expression(l, a->value));
    if (is_wide(a->object->type))
        text_add(t, "shmrt_atomic_begin(); *shmrt_object_%u = shmrt_new_%u; "
                    "shmrt_atomic_end(); ",
                 n, n);
    else
        text_add(t, "__atomic_store(shmrt_object_%u, &shmrt_new_%u, %d); ", n,
                 n, store_order(order_of(d)));
    text_add(t, "shmrt_atomic_done(); ");
}

void
lower_atomic(struct lowering *l, struct directive *d)
{
    static void (*const forms[])(struct lowering *, struct text *,
                                 const struct directive *) = {
        [ATOMIC_READ] = add_read,
        [ATOMIC_WRITE] = add_write,
        [ATOMIC_UPDATE] = add_update,
    };
    const struct node *object = d->atomic->object;
    const char *lvalue = edit_text(l->e, object->first, object->last);
    struct text t = text_new(l->u);

    if (d->atomic->object->type
        && (d->atomic->object->type->qualifiers & Q_ATOMIC)) {
        /* C does it already */
        edit_before(l->e, d->body->first, "{ ");
        edit_after(l->e, d->body->last, " shmrt_atomic_done(); }");
        return;
    }
    text_add(&t, "{ __typeof__(%s) *shmrt_object_%u = &%s; ", lvalue,
             d->number, lvalue);
    forms[d->atomic->form](l, &t, d);
    text_add(&t, "}");
    edit_replace(l->e, d->body->first, d->body->last, "%s", t.string);
}
