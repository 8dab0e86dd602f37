/* SPDX-License-Identifier: MIT */
/* generate_atomic.c -- atomic in all its forms. What an object becomes must
 * not depend on the order, and what is captured on the way is not looked at:
 * but for tickets, of which each is drawn once, whoever draws it. */
#include "generate.h"

#include <string.h>

/* "atomic update" or the like, with a memory order now and then. */
static void
atomic(struct gen *g, const char *words)
{
    static const char *const orders[] = {"", "", " relaxed", " seq_cst"};
    struct clauses c = {""};

    add(&c, "atomic%s%s", words,
        !one_in(g, 6)               ? orders[below(g, 4)]
        : strcmp(words, " read") == 0  ? " acquire"
        : strcmp(words, " write") == 0 ? " release"
                                       : " acq_rel");
    directive(g, c.text);
}

/* x op= e and its other spellings; `captured`, if any, gets x. */
static void
put_update(struct gen *g, const struct object *o, const char *op,
           const char *captured)
{
    const char *x = o->name;
    const char *e = o->real ? "(int)(scratch & 63) * 0.5" : "scratch";

    put(g, "    %s", captured);
    if (op[0] == '+' && one_in(g, 3))
        put(g, one_in(g, 2) ? "%s++;\n" : "++%s;\n", x);
    else if (one_in(g, 2))
        put(g, "%s %s= %s;\n", x, op, e);
    else if (op[0] != '-' && one_in(g, 2))
        put(g, "%s = %s %s %s;\n", x, e, op, x);
    else
        put(g, "%s = %s %s (%s);\n", x, x, op, e);
}

static void
write_update(struct gen *g, const struct object *o)
{
    atomic(g, one_in(g, 2) ? "" : " update");
    put_update(g, o, commuting(g, o), "");
}

static void
write_capture(struct gen *g, const struct object *o)
{
    const char *op = commuting(g, o), *x = o->name;

    put(g, "    {\n    %s before;\n", o->type);
    atomic(g, one_in(g, 2) ? " capture" : " update capture");
    switch (below(g, 3)) {
    case 0:
        put_update(g, o, op, "before = ");
        break;
    case 1:
        put(g, "    {\n    before = %s;\n", x);
        put_update(g, o, op, "");
        put(g, "    }\n");
        break;
    default:
        put(g, "    {\n");
        put_update(g, o, op, "");
        put(g, "    before = %s;\n    }\n", x);
    }
    put(g, "    (void)before;\n    }\n");
}

/* Each writes the same, and reads something. */
static void
write_same(struct gen *g, const struct object *o)
{
    const char *x = o->name;
    int it = below(g, 99);

    put(g, "    {\n    %s got;\n", o->type);
    atomic(g, " read");
    put(g, "    got = %s;\n", x);
    if (one_in(g, 2)) {
        atomic(g, " write");
        put(g, "    %s = %d;\n", x, it);
    } else { /* an exchange */
        atomic(g, " capture");
        put(g, "    { got = %s; %s = %d; }\n", x, x, it);
    }
    put(g, "    (void)got;\n    }\n");
}

static void
write_extreme(struct gen *g, const struct object *o)
{
    const char *x = o->name, *sign = one_in(g, 2) ? "<" : ">";
    static const char *const forms[] = {
        "if (%1$s %2$s e) %1$s = e;",
        "if (e %3$s %1$s) { %1$s = e; }",
        "%1$s = %1$s %2$s e ? e : %1$s;",
        "%1$s = e %3$s %1$s ? e : %1$s;",
    };
    const char *form = forms[below(g, 4)];
    bool capture = one_in(g, 2);

    put(g, "    {\n    %s e = ", o->type);
    value(g, o);
    put(g, ", got = 0;\n");
    atomic(g, capture ? " compare capture" : " compare");
    put(g, capture ? "    { got = %s; " : "    ", x);
    put(g, form, x, sign, sign[0] == '<' ? ">" : "<");
    put(g, "%s\n    (void)got;\n    }\n", capture ? " }" : "");
}

/* Who finds the one value leaves the other, which nobody looks for. */
static void
write_swap(struct gen *g, const struct object *o)
{
    const char *x = o->name;
    int from = below(g, 9), to = 10 + below(g, 90);

    put(g, "    {\n    %s got = 0;\n    int won = 0;\n", o->type);
    switch (below(g, 4)) {
    case 0:
        atomic(g, " compare");
        put(g, "    if (%s == %d) %s = %d;\n", x, from, x, to);
        break;
    case 1:
        atomic(g, " compare");
        put(g, "    %s = %s == %d ? %d : %s;\n", x, x, from, to, x);
        break;
    case 2:
        atomic(g, " compare capture");
        put(g, "    if (%s == %d) %s = %d; else got = %s;\n", x, from, x, to,
            x);
        break;
    default:
        atomic(g, " compare capture");
        put(g, "    { won = %s == %d; if (won) %s = %d; else got = %s; }\n", x,
            from, x, to, x);
    }
    put(g, "    (void)got, (void)won;\n    }\n");
}

/* The sum of all tickets does not depend on who has drawn which. */
static void
write_tickets(struct gen *g, const struct object *o, const struct object *sum)
{
    put(g, "    {\n    %s ticket;\n", o->type);
    atomic(g, " capture");
    put(g, one_in(g, 2) ? "    ticket = %s++;\n" : "    ticket = --%s;\n",
        o->name);
    atomic(g, "");
    put(g, "    %s += (uint64_t)ticket;\n    }\n", sum->name);
}

void
write_atomic(struct gen *g, struct body *b)
{
    const struct object *o = take(g, COUNTER), *sum;

    (void)b;
    if (!o)
        return;
    put(g, "    scratch = ");
    expression(g, 1);
    put(g, ";\n");
    switch (below(g, 7)) {
    case 0:
        write_same(g, o);
        break;
    case 1:
        write_extreme(g, o);
        break;
    case 2:
        if (!o->real) {
            write_swap(g, o);
            break;
        }
        /* fall through */
    case 3:
        write_capture(g, o);
        break;
    case 4:
        sum = o->real ? NULL : take(g, COUNTER);
        if (sum && !sum->real) {
            write_tickets(g, o, sum);
            break;
        }
        /* fall through */
    default:
        write_update(g, o);
    }
}
