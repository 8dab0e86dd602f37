/* SPDX-License-Identifier: MIT */
/* lower_atomic.c -- atomic: the statement becomes operations of the compiler.
 *
 *     #pragma shm atomic
 *     x op= e;
 * becomes, for an integer x and + - & | ^,
 *     { T *shmrt_object_N = &x; shmrt_atomic_note(); ...
 *       __atomic_fetch_op(shmrt_object_N, e, order); }
 * and for everything else a loop around compare and exchange:
 *     { T shmrt_old_N, shmrt_new_N;
 *       __atomic_load(...);
 *       do { shmrt_new_N = shmrt_old_N op e; }
 *       while (!__atomic_compare_exchange(...)); }
 *
 * `compare` is such a loop that ends when the comparison fails, `capture` an
 * assignment of the old or the new value behind it.
 *
 * An object wider than 64 bits is worked on under one lock of the runtime. */
#include "lower.h"

#include "check.h"

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

/* ---- operands ----------------------------------------------------------- */

/* Each is computed once, in front; constants stay as they are, so that the
 * compiler sees them where it compares or converts. */
static void
add_operand(struct lowering *l, struct text *t, const struct directive *d,
            const char *name, struct node *operand)
{
    long long value;

    if (operand && !constant_value(l->u, operand, &value))
        text_add(t, "__extension__ __auto_type shmrt_%s_%u = %s; ", name,
                 d->number, lower_expression(l, operand));
}

static const char *
operand_text(struct lowering *l, const struct directive *d, const char *name,
             struct node *operand)
{
    long long value;

    if (!operand)
        return "1"; /* of ++ and -- */
    if (constant_value(l->u, operand, &value))
        return lower_expression(l, operand);
    return arena_printf(l->u->arena, "shmrt_%s_%u", name, d->number);
}

/* old op operand, in the user's order. */
static const char *
operation(struct lowering *l, const struct directive *d, const char *operand)
{
    const struct atomic *a = d->atomic;
    const char *op = token_kind_name(a->op);

    return a->reversed ? arena_printf(l->u->arena, "%s %s shmrt_old_%u",
                                      operand, op, d->number)
                       : arena_printf(l->u->arena, "shmrt_old_%u %s %s",
                                      d->number, op, operand);
}

/* Sets shmrt_new_N from shmrt_old_N, and shmrt_held_N where it is known only
 * then whether there is anything to do. */
static const char *
computation(struct lowering *l, const struct directive *d)
{
    const struct atomic *a = d->atomic;
    const char *value = operand_text(l, d, "value", a->value);
    unsigned n = d->number;

    if (a->form == ATOMIC_UPDATE)
        value = operation(l, d, value);
    if (a->form != ATOMIC_COMPARE)
        return arena_printf(l->u->arena,
                            "shmrt_new_%u = (__typeof__(shmrt_new_%u))(%s); ",
                            n, n, value);
    return arena_printf(
        l->u->arena,
        "shmrt_held_%u = %s; shmrt_new_%u = shmrt_held_%u ? "
        "(__typeof__(shmrt_new_%u))%s : shmrt_old_%u; ",
        n, operation(l, d, operand_text(l, d, "operand", a->operand)), n, n,
        n, value, n);
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

/* Under the lock, in one step, or until nobody came between. */
static void
add_change(struct lowering *l, struct text *t, const struct directive *d)
{
    const struct atomic *a = d->atomic;
    unsigned n = d->number;
    const char *held
        = a->form == ATOMIC_COMPARE
              ? arena_printf(l->u->arena, "shmrt_held_%u", n)
              : NULL;

    if (held)
        text_add(t, "int shmrt_held_%u; ", n);
    if (is_wide(a->object->type)) {
        text_add(t, "shmrt_atomic_begin(); shmrt_old_%u = *shmrt_object_%u; "
                    "%s*shmrt_object_%u = shmrt_new_%u; shmrt_atomic_end(); ",
                 n, n, computation(l, d), n, n);
        return;
    }
    text_add(t, "__atomic_load(shmrt_object_%u, &shmrt_old_%u, %d); "
                "do { %s} while (%s%s!__atomic_compare_exchange("
                "shmrt_object_%u, &shmrt_old_%u, &shmrt_new_%u, 0, %d, %d)); ",
             n, n, held ? load_order(order_of(d)) : ORDER_RELAXED,
             computation(l, d), held ? held : "", held ? " && " : "", n, n, n,
             order_of(d), held ? load_order(order_of(d)) : ORDER_RELAXED);
}

/* The compiler has an operation for it. */
static void
add_fetch(struct lowering *l, struct text *t, const struct directive *d)
{
    const struct atomic *a = d->atomic;
    const char *call = arena_printf(
        l->u->arena,
        "(shmrt_object_%u, (__typeof__(*shmrt_object_%u))%s, %d); ",
        d->number, d->number, operand_text(l, d, "value", a->value),
        order_of(d));

    if (!a->capture)
        text_add(t, "(void)__atomic_fetch_%s%s", fetch_name(a), call);
    else if (a->captures_old)
        text_add(t, "shmrt_old_%u = __atomic_fetch_%s%s", d->number,
                 fetch_name(a), call);
    else
        text_add(t, "shmrt_new_%u = __atomic_%s_fetch%s", d->number,
                 fetch_name(a), call);
}

/* What the user asked to know. */
static void
add_captures(struct lowering *l, struct text *t, const struct directive *d)
{
    const struct atomic *a = d->atomic;
    unsigned n = d->number;

    if (a->result)
        text_add(t, "%s = shmrt_held_%u; ",
                 edit_text(l->e, a->result->first, a->result->last), n);
    if (a->only_otherwise)
        text_add(t, "if (!shmrt_held_%u) ", n);
    if (a->capture)
        text_add(t, "%s = shmrt_%s_%u; ",
                 edit_text(l->e, a->capture->first, a->capture->last),
                 a->captures_old ? "old" : "new", n);
}

static void
add_update(struct lowering *l, struct text *t, const struct directive *d)
{
    const struct atomic *a = d->atomic;
    bool fetch = a->form == ATOMIC_UPDATE && !is_wide(a->object->type)
                 && can_fetch(a);
    unsigned n = d->number;

    add_operand(l, t, d, "operand", a->operand);
    add_operand(l, t, d, "value", a->value);
    if (!fetch)
        text_add(t, "__typeof__(*shmrt_object_%u) shmrt_old_%u, "
                    "shmrt_new_%u; ",
                 n, n, n);
    else if (a->capture)
        text_add(t, "__typeof__(*shmrt_object_%u) shmrt_%s_%u; ", n,
                 a->captures_old ? "old" : "new", n);
    if (fetch)
        add_fetch(l, t, d);
    else
        add_change(l, t, d);
    add_captures(l, t, d);
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

    if (a->capture) {
        add_update(l, t, d);
        return;
    }
    text_add(t, "__typeof__(*shmrt_object_%u) shmrt_new_%u = %s; ", n, n,
             lower_expression(l, a->value));
    if (is_wide(a->object->type))
        text_add(t, "shmrt_atomic_begin(); *shmrt_object_%u = shmrt_new_%u; "
                    "shmrt_atomic_end(); ",
                 n, n);
    else
        text_add(t, "__atomic_store(shmrt_object_%u, &shmrt_new_%u, %d); ", n,
                 n, store_order(order_of(d)));
}

/* Can it be written twice?  Not with a call or an assignment in it. */
static bool
is_plain(const struct lowering *l, const struct node *object)
{
    for (tokid t = object->first; t <= object->last; t++) {
        int kind = token_at(l->u, t)->kind;

        if (kind == TOK_LPAREN || kind == TOK_INCREMENT
            || kind == TOK_DECREMENT)
            return false;
    }
    return true;
}

/* An _Atomic object: C does it already. */
static void
only_note(struct lowering *l, const struct directive *d, const char *lvalue)
{
    const char *on = is_plain(l, d->atomic->object)
                         ? arena_printf(l->u->arena,
                                        "shmrt_atomic_on(&%s, sizeof %s); ",
                                        lvalue, lvalue)
                         : "";

    edit_before(l->e, d->body->first, "{ shmrt_atomic_note(); %s", on);
    edit_after(l->e, d->body->last, " }");
}

void
lower_atomic(struct lowering *l, struct directive *d)
{
    static void (*const forms[])(struct lowering *, struct text *,
                                 const struct directive *) = {
        [ATOMIC_READ] = add_read,
        [ATOMIC_WRITE] = add_write,
        [ATOMIC_UPDATE] = add_update,
        [ATOMIC_COMPARE] = add_update,
    };
    const struct node *object = d->atomic->object;
    const char *lvalue = edit_text(l->e, object->first, object->last);
    struct text t = text_new(l->u);

    if (d->atomic->object->type
        && (d->atomic->object->type->qualifiers & Q_ATOMIC)) {
        only_note(l, d, lvalue);
        return;
    }
    text_add(&t, "{ __typeof__(%s) *shmrt_object_%u = &%s; ", lvalue,
             d->number, lvalue);
    if (d->atomic->form != ATOMIC_READ)
        text_add(&t, "shmrt_atomic_note(); shmrt_atomic_on(shmrt_object_%u, "
                     "sizeof *shmrt_object_%u); ",
                 d->number, d->number);
    forms[d->atomic->form](l, &t, d);
    text_add(&t, "}");
    edit_replace(l->e, d->body->first, d->body->last, "%s", t.string);
}
