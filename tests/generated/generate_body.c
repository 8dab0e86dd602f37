/* SPDX-License-Identifier: MIT */
/* generate_body.c -- what an iteration, a section, a task may do. */
#include "generate.h"

/* One of the targets of the present construct; for one use. */
struct object *
take(struct gen *g, enum role role)
{
    for (int i = 0; i < g->nobjects; i++) {
        struct object *o = &g->object[i];

        if (o->role == role && o->target) {
            o->target = false;
            return o;
        }
    }
    return NULL;
}

struct object *
find(struct gen *g, enum role role)
{
    int start = below(g, g->nobjects);

    for (int i = 0; i < g->nobjects; i++) {
        struct object *o = &g->object[(start + i) % g->nobjects];

        if (o->role == role && !o->busy)
            return o;
    }
    return NULL;
}

void
set_busy(struct gen *g, bool busy)
{
    for (int i = 0; i < g->nobjects; i++)
        g->object[i].busy = busy, g->object[i].target = false;
}

void
choose_targets(struct gen *g)
{
    for (int i = 0; i < g->nobjects; i++) {
        struct object *o = &g->object[i];

        if (!o->busy
            && (o->role == ARRAY || o->role == COUNTER || o->role == MASTERS))
            o->busy = o->target = one_in(g, 2);
    }
}

/* ---- the kinds of statements ------------------------------------------- */

static void
write_element(struct gen *g, struct body *b)
{
    struct object *o = take(g, ARRAY);

    (void)b;
    if (!o)
        return;
    put(g, "    %s[k] %s= ", o->name, one_in(g, 3) && !o->real ? "+" : "");
    value(g, o);
    put(g, ";\n");
}

static void
write_reduction(struct gen *g, struct body *b)
{
    char x[80];

    for (int i = 0; i < b->nreductions; i++) {
        const struct reduction *r = &b->reduction[i];

        snprintf(x, sizeof x, "%s%s", r->object->name,
                 r->object->length ? "[2 + k % 4]" : "");
        update(g, r->object, x, r->operator);
    }
}

/* Blocks of one name are one lock, in the same iteration too. */
static void
write_critical(struct gen *g, struct body *b)
{
    struct object *o = take(g, COUNTER);
    const char *op;
    char words[40] = "critical";

    (void)b;
    if (!o)
        return;
    if (one_in(g, 2))
        snprintf(words, sizeof words, "critical (lock_%d)", below(g, 3));
    op = commuting(g, o);
    for (int i = 0, n = 1 + one_in(g, 4); i < n; i++) {
        directive(g, words);
        put(g, "    {\n");
        update(g, o, o->name, op);
        put(g, "    }\n");
    }
}

static void
write_ordered(struct gen *g, struct body *b)
{
    struct object *o = take(g, COUNTER);

    if (!b->ordered || !o)
        return;
    b->ordered = false; /* one in an iteration */
    if (one_in(g, 3))
        put(g, "    if (k %% %d)\n", 2 + below(g, 4));
    put(g, "    {\n");
    directive(g, "ordered");
    put(g, "    {\n");
    update_in_order(g, o, o->name);
    put(g, "    }\n    }\n");
}

/* A block in the master, with scalars, structs, arrays and sections. */
static void
write_reduce(struct gen *g, struct body *b)
{
    static const struct list {
        const char *names, *value;
    } lists[] = {
        {"k", "k"},
        {"k, part", "part[1] + part[2]"},
        {"k, part[1:n + 1]", "part[1] + part[2]"},
        {"k, pair", "pair.x + pair.c"},
        {"pair, part, k", "part[3] + pair.x"},
        {"k, many[k % 3 : n + 1]", "many[k % 3] * many[k % 3 + 1]"},
        {"k, table", "table[0][1] + table[1][0]"},
        {"k, pairs[1:2], many", "pairs[2].x ^ many[4]"},
    };
    const struct list *list = &lists[below(g, 8)];
    struct object *o = take(g, MASTERS);
    bool ordered = o && !o->length && b->where == IN_LOOP;
    int factor = 1 + below(g, 99);
    struct clauses c = {""};
    char x[80];

    if (!o || b->orphan) /* no object sees both orders */
        return;
    put(g, "    {\n    uint64_t part[4] = {k, k + 1, k * 3, k ^ 5};\n"
           "    struct { char c; uint64_t x; } pair = {'a', k * %d},\n"
           "        pairs[3] = {{'b', k}, {'c', %d}, {'d', k + 2}};\n"
           "    uint64_t many[n + 4];\n"
           "    short table[n + 1][2];\n"
           "    for (int i_ = 0; i_ < n + 4; i_++)\n"
           "        many[i_] = k * i_;\n"
           "    for (int i_ = 0; i_ < 4; i_++)\n"
           "        table[i_ / 2][i_ %% 2] = (short)(k + i_);\n"
           "    (void)part, (void)pair, (void)pairs, (void)table;\n",
        factor, factor);
    add(&c, "reduce (%s)%s", list->names, ordered ? " ordered" : "");
    if (one_in(g, 3))
        put(g, "    if (k %% 3 != 1)\n");
    put(g, "    {\n");
    directive(g, c.text);
    snprintf(x, sizeof x, "%s%s", o->name, o->length ? "[k % 8]" : "");
    put(g, "    {\n    uint64_t got = %s;\n    %s = ", list->value, x);
    if (ordered && !o->real)
        put(g, "%s * 31 + got;\n", x);
    else
        put(g, "%s + %sgot;\n", x, o->real ? "0.5 * (unsigned char)" : "");
    put(g, "    }\n    }\n    }\n");
}

static void
write_scratch(struct gen *g, struct body *b)
{
    put(g, "    scratch = ");
    expression(g, 2);
    put(g, ";\n    if (scratch & %d) {\n", 1 + below(g, 7));
    write_reduction(g, b);
    put(g, "    }\n");
}

static void
write_inner_loop(struct gen *g, struct body *b)
{
    int n = ++g->names, count = 1 + below(g, 6);

    put(g, "    uint64_t inner_%d[%d];\n", n, count);
    if (one_in(g, 2))
        put(g, "#pragma shm simd\n");
    put(g, "    for (int j = 0; j < %d; j++)\n"
           "        inner_%d[j] = j * k;\n"
           "    for (int j = 0; j < %d; j++) {\n"
           "        uint64_t k = inner_%d[j] %% 4;\n",
        count, n, count, n);
    write_reduction(g, b);
    put(g, "    (void)k;\n    }\n");
}

/* Must be met by all, or by none: nothing is cancelled. */
static void
write_point(struct gen *g, struct body *b)
{
    if (!b->cancellable)
        return;
    directive(g, one_in(g, 2) ? "cancellation point for"
                              : "cancel for if(n > 9)");
}

static void
write_continue(struct gen *g, struct body *b)
{
    int period = 3 + below(g, 9);

    (void)b;
    put(g, "    if (k %% %d == %d)\n        continue;\n", period,
        below(g, 3));
}

/* A region within: a level more, or serial. */
static void
write_inner_region(struct gen *g, struct body *b)
{
    int n = ++g->names, trips = below(g, 20);

    put(g, "    uint64_t inner_%d = 0;\n"
           "#pragma shm parallel for reduction(^: inner_%d)\n"
           "    for (unsigned j = 0; j < %d; j++)\n"
           "        inner_%d ^= j * (k + %d);\n"
           "    if (inner_%d & 1) {\n",
        n, n, trips, n, below(g, 50), n);
    write_reduction(g, b);
    put(g, "    }\n");
}

/* What it leaves is in shared objects; it is waited for at the barrier that
 * ends its construct, where it is not sooner. */
static void
write_a_task(struct gen *g, struct body *b)
{
    static const char *const clauses[] = {
        "", "", " if(k & 1)", " if(0)", " firstprivate(k)",
        " label(\"a task\")",
    };
    struct body inner = {.where = IN_TASK, .orphan = b->orphan};
    bool group = one_in(g, 4);
    struct clauses c = {"task"};

    add(&c, "%s", clauses[below(g, 6)]);
    if (group) {
        directive(g, "taskgroup");
        put(g, "    {\n");
    }
    directive(g, c.text);
    put(g, "    {\n    uint64_t scratch = k;\n    (void)scratch;\n");
    write_body(g, &inner);
    put(g, "    }\n");
    if (group)
        put(g, "    }\n");
    else if (one_in(g, 4))
        directive(g, "taskwait");
}

/* In few iterations: a fork takes its time. */
void
write_task(struct gen *g, struct body *b)
{
    put(g, "    if (k %% %d == 0) {\n", 8 + below(g, 30));
    write_a_task(g, b);
    put(g, "    }\n");
}

/* ---- a body ------------------------------------------------------------ */

static const struct kind {
    void (*write)(struct gen *, struct body *);
    unsigned where;
    int chance; /* of being written when drawn: one in so many */
} kinds[] = {
    {write_element, IN_LOOP | IN_BLOCK | IN_TASK | IN_SIMD, 1},
    {write_element, IN_LOOP | IN_BLOCK | IN_TASK | IN_SIMD, 1},
    {write_reduction, IN_LOOP | IN_BLOCK | IN_SIMD, 1},
    {write_reduction, IN_LOOP | IN_BLOCK | IN_SIMD, 1},
    {write_critical, IN_LOOP | IN_BLOCK | IN_TASK, 1},
    {write_atomic, IN_LOOP | IN_BLOCK | IN_TASK | IN_SIMD, 1},
    {write_atomic, IN_LOOP | IN_BLOCK | IN_TASK | IN_SIMD, 1},
    {write_ordered, IN_LOOP, 1},
    {write_ordered, IN_LOOP, 1},
    {write_reduce, IN_LOOP | IN_BLOCK, 1},
    {write_reduce, IN_LOOP | IN_BLOCK, 1},
    {write_scratch, IN_LOOP | IN_BLOCK | IN_TASK | IN_SIMD, 1},
    {write_inner_loop, IN_LOOP | IN_BLOCK | IN_TASK, 1},
    {write_point, IN_LOOP, 1},
    {write_continue, IN_LOOP | IN_SIMD, 1},
    {write_inner_region, IN_LOOP | IN_BLOCK | IN_TASK, 6},
    {write_task, IN_LOOP | IN_BLOCK | IN_TASK, 4},
};

static void
write_last(struct gen *g, const struct object *o)
{
    if (o->length)
        put(g, "    for (int i_ = 0; i_ < %d; i_++)\n    ", o->length);
    put(g, "    %s%s = ", o->name, o->length ? "[i_]" : "");
    value(g, o);
    put(g, ";\n");
}

void
write_body(struct gen *g, struct body *b)
{
    if (b->last)
        write_last(g, b->last);
    for (int i = 0, n = 2 + below(g, 4); i < n; i++) {
        const struct kind *k
            = &kinds[below(g, sizeof kinds / sizeof *kinds)];

        if (k->where & b->where && one_in(g, k->chance))
            k->write(g, b);
    }
}
