/* SPDX-License-Identifier: MIT */
/* generate_construct.c -- regions, worksharing in them, and what stands in
 * their blocks. An object that a loop changes is busy until its end, so
 * that nothing else there reads or changes it. */
#include "generate.h"

#include <string.h>

struct reduction {
    struct object *object;
    const char *operator;
};

struct loop {
    struct nest nest;
    struct clauses clauses;
    struct reduction reduction[8];
    int nreductions;
    bool ordered;
    bool orphan;          /* in a function that the region calls */
    struct object *last;
};

/* One of the targets of the present loop; for one use. */
static struct object *
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

static struct object *
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

/* ---- what a loop's body may hold --------------------------------------- */

static void
write_element(struct gen *g, struct loop *l)
{
    struct object *o = take(g, ARRAY);

    (void)l;
    if (!o)
        return;
    put(g, "    %s[k] %s= ", o->name, one_in(g, 3) && !o->real ? "+" : "");
    value(g, o);
    put(g, ";\n");
}

static void
write_reduction(struct gen *g, struct loop *l)
{
    char x[80];

    for (int i = 0; i < l->nreductions; i++) {
        const struct reduction *r = &l->reduction[i];

        snprintf(x, sizeof x, "%s%s", r->object->name,
                 r->object->length ? "[2 + k % 4]" : "");
        update(g, r->object, x, r->operator);
    }
}

static void
write_critical(struct gen *g, struct loop *l)
{
    struct object *o = take(g, COUNTER);
    bool named = one_in(g, 2);

    (void)l;
    if (!o)
        return;
    directive(g, named ? "critical (name)" : "critical");
    put(g, "    {\n");
    update(g, o, o->name, commuting(g, o));
    put(g, "    }\n");
}

static void
write_atomic(struct gen *g, struct loop *l)
{
    struct object *o = take(g, COUNTER);
    const char *op;

    (void)l;
    if (!o)
        return;
    op = commuting(g, o);
    put(g, "    scratch = ");
    expression(g, 1);
    put(g, ";\n");
    directive(g, one_in(g, 2) ? "atomic" : "atomic update relaxed");
    if (op[0] == '+' && one_in(g, 3))
        put(g, "    %s++;\n", o->name);
    else if (o->real)
        put(g, "    %s %s= (int)(scratch & 63) * 0.5;\n", o->name, op);
    else
        put(g, "    %s %s= scratch;\n", o->name, op);
}

static void
write_ordered(struct gen *g, struct loop *l)
{
    struct object *o = take(g, COUNTER);

    if (!l->ordered || !o)
        return;
    l->ordered = false; /* one in an iteration */
    if (one_in(g, 3))
        put(g, "    if (k %% %d)\n", 2 + below(g, 4));
    put(g, "    {\n");
    directive(g, "ordered");
    put(g, "    {\n");
    update_in_order(g, o, o->name);
    put(g, "    }\n    }\n");
}

/* A block in the master, with a scalar, an array, a section or a struct. */
static void
write_reduce(struct gen *g, struct loop *l)
{
    static const char *const lists[] = {"k", "k, part", "k, part[1:n + 1]",
                                        "k, pair", "pair, part, k"};
    struct object *o = take(g, MASTERS);
    int list = below(g, 5), local = ++g->names;
    char words[60], x[80];
    bool ordered = o && !o->length; /* no object sees both */

    if (!o || l->orphan)
        return;
    put(g, "    {\n    uint64_t part[4] = {k, k + 1, k * 3, k ^ 5};\n"
           "    struct { char c; uint64_t x; } pair = {'a', k * %d};\n"
           "    (void)part, (void)pair;\n",
        local);
    snprintf(words, sizeof words, "reduce (%s)%s", lists[list],
             ordered ? " ordered" : "");
    if (one_in(g, 3))
        put(g, "    if (k %% 3 != 1)\n");
    put(g, "    {\n");
    directive(g, words);
    snprintf(x, sizeof x, "%s%s", o->name, o->length ? "[k % 8]" : "");
    put(g, "    {\n    uint64_t got = %s;\n",
        list == 0   ? "k"
        : list == 3 ? "pair.x + pair.c"
                    : "part[1] + part[2]");
    put(g, "    %s = ", x);
    if (ordered && !o->real)
        put(g, "%s * 31 + got;\n", x);
    else
        put(g, "%s + %sgot;\n", x, o->real ? "0.5 * (int)" : "");
    put(g, "    }\n    }\n    }\n");
}

static void
write_scratch(struct gen *g, struct loop *l)
{
    put(g, "    scratch = ");
    expression(g, 2);
    put(g, ";\n    if (scratch & %d) {\n", 1 + below(g, 7));
    write_reduction(g, l);
    put(g, "    }\n");
}

static void
write_inner_loop(struct gen *g, struct loop *l)
{
    int n = ++g->names, count = 1 + below(g, 6);

    put(g, "    uint64_t inner_%d[%d];\n"
           "    for (int j = 0; j < %d; j++)\n"
           "        inner_%d[j] = j * k;\n"
           "    for (int j = 0; j < %d; j++) {\n"
           "        uint64_t k = inner_%d[j] %% 4;\n",
        n, count, count, n, count, n);
    write_reduction(g, l);
    put(g, "    (void)k;\n    }\n");
}

/* A region within: a level more, or serial. */
static void
write_inner_region(struct gen *g, struct loop *l)
{
    int n = ++g->names, trips = below(g, 20);

    put(g, "    uint64_t inner_%d = 0;\n"
           "#pragma shm parallel for reduction(^: inner_%d)\n"
           "    for (unsigned j = 0; j < %d; j++)\n"
           "        inner_%d ^= j * (k + %d);\n"
           "    if (inner_%d & 1) {\n",
        n, n, trips, n, below(g, 50), n);
    write_reduction(g, l);
    put(g, "    }\n");
}

static void
write_continue(struct gen *g, struct loop *l)
{
    int period = 3 + below(g, 9);

    (void)l;
    put(g, "    if (k %% %d == %d)\n        continue;\n", period,
        below(g, 3));
}

static void
write_body(struct gen *g, struct loop *l)
{
    static void (*const kinds[])(struct gen *, struct loop *) = {
        write_element,   write_element, write_reduction, write_reduction,
        write_critical,  write_atomic,  write_ordered,   write_ordered,
        write_reduce,    write_reduce,  write_scratch,   write_inner_loop,
        write_continue,  write_inner_region,
    };
    int count = sizeof kinds / sizeof *kinds;

    if (l->last) {
        put(g, "    %s = ", l->last->name);
        value(g, l->last);
        put(g, ";\n");
    }
    /* an inner region in few of them: with 7 workers it takes its time */
    for (int i = 0, n = 2 + below(g, 4); i < n; i++)
        kinds[below(g, count - !one_in(g, 4))](g, l);
}

/* ---- loops ------------------------------------------------------------- */

static bool
is_identifier(const char *name)
{
    return !strpbrk(name, "(.[*");
}

static void
choose_reductions(struct gen *g, struct loop *l)
{
    static const char *const operators[] = {"+", "-", "*",  "min", "max",
                                            "&", "|", "^"},
                      *const logical[] = {"&&", "||"};

    for (int i = 0; i < g->nobjects && l->nreductions < 8; i++) {
        struct object *o = &g->object[i];
        struct reduction *r = &l->reduction[l->nreductions];
        bool right = o->role == REDUCED || o->role == LOGICAL
                     || (o->role == COUNTER && is_identifier(o->name)
                         && one_in(g, 3));

        if (!right || o->busy || one_in(g, 2))
            continue;
        *r = (struct reduction){
            o, o->role == LOGICAL ? logical[below(g, 2)]
                                  : operators[below(g, o->real ? 5 : 8)]};
        add(&l->clauses, " reduction(%s: %s%s)", r->operator, o->name,
            o->length && one_in(g, 2) ? "[2:4]" : "");
        o->busy = true;
        l->nreductions++;
    }
}

/* Is the last iteration sure to reach the body? */
static bool
has_last(const struct nest *n)
{
    for (int i = 0; i < n->levels; i++)
        if (n->level[i].trips == 0)
            return false;
    return n->collapsed == n->levels;
}

static void
choose_clauses(struct gen *g, struct loop *l)
{
    if (l->nest.collapsed > 1)
        add(&l->clauses, " collapse(%d)", l->nest.collapsed);
    l->ordered = l->nest.collapsed == l->nest.levels && one_in(g, 3);
    if (l->ordered)
        add(&l->clauses, " ordered");
    schedule(g, &l->clauses);
    if (!l->orphan) {
        choose_reductions(g, l);
        l->last = has_last(&l->nest) && one_in(g, 2) ? find(g, LAST) : NULL;
        if (l->last) {
            l->last->busy = true;
            add(&l->clauses, " lastprivate(%s)", l->last->name);
        }
        if (one_in(g, 3))
            add(&l->clauses, " private(scratch)");
        if (one_in(g, 3))
            add(&l->clauses, " firstprivate(%s)", find(g, FIRST)->name);
    }
}

static void
region_clauses(struct gen *g, struct clauses *c)
{
    if (one_in(g, 6))
        add(c, " num_workers(%d)", 1 + below(g, 4));
    if (one_in(g, 12))
        add(c, " if(n > %d)", below(g, 3));
}

static void
set_busy(struct gen *g, bool busy)
{
    for (int i = 0; i < g->nobjects; i++)
        g->object[i].busy = busy, g->object[i].target = false;
}

static void
choose_targets(struct gen *g)
{
    for (int i = 0; i < g->nobjects; i++) {
        struct object *o = &g->object[i];

        if (!o->busy && o->role != REDUCED && o->role != FIRST)
            o->busy = o->target = one_in(g, 2);
    }
}

static void
write_loop(struct gen *g, const char *words, bool orphan)
{
    struct loop l = {.orphan = orphan};
    bool nowait;

    make_nest(g, &l.nest);
    add(&l.clauses, "%s", words);
    if (strncmp(words, "parallel", 8) == 0)
        region_clauses(g, &l.clauses);
    choose_clauses(g, &l);
    choose_targets(g);
    nowait = words[0] == 'f' && !l.nreductions && !l.last && one_in(g, 3);
    if (nowait)
        add(&l.clauses, " nowait");
    directive(g, l.clauses.text);
    open_nest(g, &l.nest, 0);
    write_body(g, &l);
    put(g, "    (void)k;\n    }\n");
    if (nowait)
        put(g, "#pragma shm barrier\n");
    if (!orphan)
        set_busy(g, false);
}

/* ---- other constructs in a parallel region ----------------------------- */

static void
phase_loop(struct gen *g)
{
    write_loop(g, "for", false);
}

/* One process does it, and a barrier follows. */
static void
phase_one(struct gen *g)
{
    bool single = one_in(g, 2);
    struct object *o = find(g, one_in(g, 2) ? COUNTER : ARRAY);

    directive(g, single ? "single" : "masked");
    put(g, "    {\n    uint64_t k = %d;\n", below(g, 99));
    if (o) {
        put(g, "    %s%s = ", o->name, o->length ? "[k]" : "");
        value(g, o);
        put(g, ";\n");
    }
    put(g, "    (void)k;\n    }\n");
    if (!single)
        put(g, "#pragma shm barrier\n");
}

/* Each worker for itself, the same in all of them. */
static void
phase_private(struct gen *g)
{
    put(g, "    {\n    uint64_t k = %d;\n    scratch = ", below(g, 99));
    expression(g, 2);
    put(g, ";\n    (void)k;\n    }\n#pragma shm barrier\n");
}

/* A function with a loop of its own; gives its reduction, alike for all. */
static int
write_orphan(struct gen *g)
{
    FILE *body = g->body;
    int number = ++g->names;
    struct object *o;

    set_busy(g, true);
    o = new_object(g, COUNTER, 0);
    g->body = g->top;
    put(g, "static %s %s;\n#pragma shm shared(%s)\n", o->type, o->name,
        o->name);
    put(g, "static __attribute__((noinline)) uint64_t\n"
           "orphan_%d(int n, uint64_t seed)\n{\n"
           "    uint64_t scratch, result = seed;\n"
           "    (void)scratch, (void)n;\n",
        number);
    write_loop(g, "for", true);
    put(g, "#pragma shm for reduction(+: result) schedule(dynamic)\n"
           "    for (long i = %d; i > 0; i--)\n"
           "        result += i * seed;\n"
           "    return result;\n}\n\n",
        below(g, 50));
    g->body = body;
    set_busy(g, false);
    return number;
}

static void
phase_orphan(struct gen *g)
{
    int number = write_orphan(g);
    struct object *o = find(g, COUNTER);

    put(g, "    scratch = orphan_%d(n, %d);\n", number, below(g, 99));
    put(g, "#pragma shm single\n    %s += %sscratch;\n", o->name,
        o->real ? "0.5 * (int)(unsigned char)" : "");
}

/* ---- regions ----------------------------------------------------------- */

static void
write_parallel(struct gen *g)
{
    static void (*const phases[])(struct gen *) = {
        phase_loop, phase_loop, phase_loop, phase_one, phase_private,
        phase_orphan,
    };
    struct clauses c = {"parallel"};

    region_clauses(g, &c);
    directive(g, c.text);
    put(g, "    {\n");
    for (int i = 0, n = 1 + below(g, 4); i < n; i++)
        phases[below(g, sizeof phases / sizeof *phases)](g);
    put(g, "    }\n");
}

void
write_construct(struct gen *g)
{
    switch (below(g, 8)) {
    case 0:
    case 1:
    case 2:
        write_parallel(g);
        break;
    case 3: /* outside a region */
        phase_orphan(g);
        break;
    default:
        write_loop(g, "parallel for", false);
    }
}
