/* SPDX-License-Identifier: MIT */
/* generate_block.c -- sections, single, masked, tasks, what is cancelled, and
 * functions that a region calls. */
#include "generate.h"

#include <string.h>

/* ---- sections ---------------------------------------------------------- */

void
write_sections(struct gen *g, const char *words, bool orphan)
{
    struct body b = {.where = IN_BLOCK, .orphan = orphan};
    bool nowait;

    add(&b.clauses, "%s", words);
    if (words[0] == 'p')
        region_clauses(g, &b.clauses);
    choose_data(g, &b);
    choose_targets(g);
    nowait = words[0] == 's' && !b.nreductions && !b.last && one_in(g, 3);
    if (nowait)
        add(&b.clauses, " nowait");
    directive(g, b.clauses.text);
    put(g, "    {\n");
    for (int i = 0, n = 1 + below(g, 4); i < n; i++) {
        if (i || one_in(g, 2))
            put(g, "#pragma shm section\n");
        put(g, "    {\n    uint64_t k = %d;\n", i);
        write_body(g, &b);
        put(g, "    (void)k;\n    }\n");
    }
    put(g, "    }\n");
    if (nowait)
        put(g, "#pragma shm barrier\n");
    if (!orphan)
        set_busy(g, false);
}

/* ---- single, masked ---------------------------------------------------- */

/* What one worker makes of a private variable, all have. */
static void
write_copyprivate(struct gen *g)
{
    struct object *o = find(g, FIRST);
    struct clauses c = {"single"};

    add(&c, " copyprivate(%s)", o->name);
    directive(g, c.text);
    put(g, "    {\n    uint64_t k = %d;\n    %s = ", below(g, 99), o->name);
    value(g, o);
    put(g, ";\n    (void)k;\n    }\n");
}

/* One process does it, and a barrier follows. */
void
phase_one(struct gen *g)
{
    static const char *const words[] = {
        "single",
        "single nowait",
        "single private(scratch)",
        "masked",
        "master",
        "masked filter(n - 1)",
        "masked filter(shm_num_workers() - 1)",
    };
    const char *way = words[below(g, 7)];
    struct body b = {.where = IN_BLOCK};

    if (one_in(g, 4)) {
        write_copyprivate(g);
        return;
    }
    choose_targets(g);
    directive(g, way);
    put(g, "    {\n    uint64_t k = %d;\n", below(g, 99));
    write_body(g, &b);
    put(g, "    (void)k;\n    }\n");
    if (strncmp(way, "single", 6) != 0 || strstr(way, "nowait"))
        put(g, "#pragma shm barrier\n");
    set_busy(g, false);
}

/* ---- tasks ------------------------------------------------------------- */

/* In the background, until the last line. */
void
write_tasks(struct gen *g)
{
    struct body b = {.where = IN_BLOCK};
    bool group = one_in(g, 3);

    choose_targets(g);
    if (group)
        put(g, "#pragma shm taskgroup\n    {\n");
    put(g, "    for (uint64_t k = 0; k < %d; k++)\n    {\n", below(g, 60));
    write_task(g, &b);
    if (one_in(g, 2))
        write_task(g, &b);
    put(g, "    }\n");
    put(g, group ? "    }\n" : "#pragma shm taskwait\n");
    set_busy(g, false);
}

void
phase_tasks(struct gen *g)
{
    put(g, "#pragma shm single\n    {\n");
    write_tasks(g);
    put(g, "    }\n");
}

/* ---- cancel ------------------------------------------------------------ */

void
phase_point(struct gen *g)
{
    static const char *const words[] = {
        "cancellation point parallel", "cancel parallel if(n > 5)", "flush"};

    directive(g, words[below(g, 3)]);
}

/* Everybody is done with what counts. */
void
end_by_cancel(struct gen *g)
{
    struct object *o = find(g, COUNTER);

    put(g, "#pragma shm barrier\n    if (shm_worker_num() == 0) {\n"
           "    uint64_t k = 1;\n");
    update(g, o, o->name, "+");
    put(g, "    (void)k;\n#pragma shm cancel parallel\n    }\n");
    if (one_in(g, 2))
        put(g, "#pragma shm barrier\n");
}

/* The one that cancels has done what counts; nobody else does anything. */
static void
write_canceller(struct gen *g, const char *what)
{
    struct object *o = find(g, one_in(g, 2) ? COUNTER : ARRAY);

    put(g, "    %s%s = ", o->name, o->length ? "[k]" : "");
    value(g, o);
    put(g, ";\n#pragma shm cancel %s\n", what);
}

static void
cancelled_loop(struct gen *g, const char *words)
{
    struct body b = {.where = IN_LOOP};

    make_nest(g, &b.nest);
    add(&b.clauses, "%s", words);
    if (words[0] == 'p')
        region_clauses(g, &b.clauses);
    if (b.nest.collapsed > 1)
        add(&b.clauses, " collapse(%d)", b.nest.collapsed);
    schedule(g, &b.clauses);
    directive(g, b.clauses.text);
    open_nest(g, &b.nest);
    if (one_in(g, 2))
        put(g, "#pragma shm cancellation point for\n");
    put(g, "    if (k == %d) {\n", below(g, 12));
    write_canceller(g, "for");
    put(g, "    }\n    scratch = k;\n    }\n");
}

static void
cancelled_sections(struct gen *g, const char *words)
{
    int n = 1 + below(g, 4), who = below(g, n);

    directive(g, words);
    put(g, "    {\n");
    for (int i = 0; i < n; i++) {
        put(g, "#pragma shm section\n    {\n    uint64_t k = %d;\n", i);
        if (i == who)
            write_canceller(g, "sections");
        else if (one_in(g, 2))
            put(g, "#pragma shm cancellation point sections\n");
        put(g, "    scratch = k;\n    }\n");
    }
    put(g, "    }\n");
}

/* words: a loop's or sections' */
void
write_cancelled(struct gen *g, const char *words)
{
    if (strstr(words, "sections"))
        cancelled_sections(g, words);
    else
        cancelled_loop(g, words);
}

/* ---- functions that a region calls ------------------------------------- */

/* With constructs of their own; gives a reduction, alike for all. */
int
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
    if (one_in(g, 4))
        write_sections(g, "sections", true);
    else
        write_loop(g, one_in(g, 5) ? "for simd" : "for", true);
    put(g, "#pragma shm for reduction(+: result) schedule(dynamic)\n"
           "    for (long i = %d; i > 0; i--)\n"
           "        result += i * seed;\n"
           "    return result;\n}\n\n",
        below(g, 50));
    g->body = body;
    set_busy(g, false);
    return number;
}
