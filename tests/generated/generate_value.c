/* SPDX-License-Identifier: MIT */
/* generate_value.c -- expressions, and updates of objects with them. */
#include "generate.h"

/* ---- expressions, all uint64_t ----------------------------------------- */

static void
term(struct gen *g)
{
    const struct object *o = &g->object[below(g, g->nobjects)];
    int factor = 1 + below(g, 20), more = below(g, 20);
    bool counter = one_in(g, 2);

    if (o->busy || o->role == MASTERS || one_in(g, 3))
        put(g, counter ? "k" : "%du", 5 * more + factor);
    else if (o->length)
        put(g, "%s(%s[(k * %d + %d) %% %d]%s)",
            o->real ? "real" : "(uint64_t)", o->name, factor, more, o->length,
            o->member);
    else
        put(g, "%s(%s%s)", o->real ? "real" : "(uint64_t)", o->name,
            o->member);
}

void
expression(struct gen *g, int depth)
{
    static const char operators[] = "+-*^|&";

    if (depth == 0) {
        term(g);
    } else if (one_in(g, 6) && !g->simd) {
        put(g, "stateful(");
        expression(g, depth - 1);
        put(g, ")");
    } else {
        put(g, "(");
        expression(g, depth - 1);
        put(g, " %c ", operators[below(g, 6)]);
        expression(g, depth - 1);
        put(g, ")");
    }
}

/* A value for an object: a small exact one when it is a floating object. */
void
value(struct gen *g, const struct object *o)
{
    if (o->real)
        put(g, "(int)(");
    expression(g, below(g, 3));
    if (o->real)
        put(g, " & 63) * 0.5");
}

/* ---- updates that commute ---------------------------------------------- */

static void
update_spread(struct gen *g, const char *x)
{
    put(g, "    spread_add(&%s, &(struct spread){(int64_t)", x);
    expression(g, below(g, 2));
    put(g, ", (int64_t)");
    expression(g, below(g, 2));
    put(g, ", 1});\n");
}

static void
update_affine(struct gen *g, const char *x)
{
    put(g, "    %s = then(%s, (struct affine){1 | ", x, x);
    expression(g, below(g, 2));
    put(g, ", ");
    expression(g, below(g, 2));
    put(g, "});\n");
}

/* x op= value, in several forms. */
void
update(struct gen *g, const struct object *o, const char *x, const char *op)
{
    if (o->role == SPREAD) {
        update_spread(g, x);
    } else if (o->role == AFFINE) {
        update_affine(g, x);
    } else if (op[0] == 'm') {
        put(g, "    { %s candidate = ", o->type);
        value(g, o);
        put(g, "; if (candidate %c %s) %s = candidate; }\n",
            op[1] == 'i' ? '<' : '>', x, x);
    } else if (o->real && op[0] == '*') {
        put(g, "    %s *= k & 1 ? -1 : 1;\n", x);
    } else {
        if (op[1] || one_in(g, 2))
            put(g, "    %s = %s %s (", x, x, op);
        else
            put(g, "    %s %s= (", x, op);
        value(g, o);
        put(g, op[1] ? " %% 7);\n" : ");\n");
    }
}

const char *
commuting(struct gen *g, const struct object *o)
{
    static const char *const operators[] = {"+", "-", "*", "^", "|", "&"};

    return operators[below(g, o->real ? 2 : 6)];
}

/* One whose value depends on the order, in integers. */
void
update_in_order(struct gen *g, const struct object *o, const char *x)
{
    put(g, "    %s = %s%s * 31 + ", x, o->real ? "0 * " : "", x);
    value(g, o);
    put(g, ";\n");
}
