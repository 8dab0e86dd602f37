/* SPDX-License-Identifier: MIT */
/* generate_construct.c -- regions, and the loops that are shared out. */
#include "generate.h"

#include <string.h>

/* ---- clauses ----------------------------------------------------------- */

/* "" or what makes any schedule keep the order of the iterations. */
static const char *
modifier(struct gen *g, const struct body *b, enum role role)
{
    const char *schedule = strstr(b->clauses.text, "schedule(");
    bool in_order = b->where == IN_LOOP
                    && (!schedule || strstr(schedule, "static)"));

    if (role == AFFINE && !in_order)
        return "reproducible, ";
    return one_in(g, 6)   ? "reproducible, "
           : one_in(g, 6) ? "default, "
                          : "";
}

static const char *
choose_operator(struct gen *g, const struct object *o)
{
    static const char *const operators[] = {"+", "-", "*",  "min", "max",
                                            "&", "|", "^"},
                      *const logical[] = {"&&", "||"},
                      *const spread[] = {"+", "wider"};

    switch (o->role) {
    case AFFINE:
        return "then";
    case SPREAD:
        return spread[below(g, 2)];
    case LOGICAL:
        return logical[below(g, 2)];
    default:
        return operators[below(g, o->real ? 5 : 8)];
    }
}

static void
choose_reductions(struct gen *g, struct body *b)
{
    for (int i = 0; i < g->nobjects && b->nreductions < 8; i++) {
        struct object *o = &g->object[i];
        struct reduction *r = &b->reduction[b->nreductions];
        bool right = (o->role >= REDUCED && o->role <= AFFINE)
                     || (o->role == COUNTER && is_identifier(o->name)
                         && one_in(g, 3));

        if (!right || o->busy || one_in(g, 2))
            continue;
        *r = (struct reduction){o, choose_operator(g, o)};
        add(&b->clauses, " reduction(%s%s: %s%s)", modifier(g, b, o->role),
            r->operator, o->name, o->length && one_in(g, 2) ? "[2:4]" : "");
        o->busy = true;
        b->nreductions++;
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

/* What becomes of data, of loops and sections. */
void
choose_data(struct gen *g, struct body *b)
{
    if (b->orphan)
        return;
    choose_reductions(g, b);
    b->last = b->where != IN_BLOCK && !has_last(&b->nest) ? NULL
              : one_in(g, 2)                              ? find(g, LAST)
                                                          : NULL;
    if (b->last) {
        b->last->busy = true;
        add(&b->clauses, " lastprivate(%s)", b->last->name);
    }
    if (one_in(g, 3) || b->where == IN_SIMD)
        add(&b->clauses, " private(scratch)");
    if (one_in(g, 3))
        add(&b->clauses, " firstprivate(%s)", find(g, FIRST)->name);
}

/* Nothing fails, but with a policy chunks are committed one by one. */
static void
failure_clauses(struct gen *g, struct clauses *c)
{
    static const char *const policies[] = {"abort", "retry(2)",
                                           "retry(1, always)", "skip"};
    bool chunks = strcmp(c->text, "parallel") != 0;

    add(c, " onfail(%s)", policies[chunks ? below(g, 4) : 0]);
    if (one_in(g, 2))
        add(c, " timeout(%d.5)", 200 + below(g, 9));
    if (one_in(g, 2))
        add(c, " error(failure)");
}

void
region_clauses(struct gen *g, struct clauses *c)
{
    if (one_in(g, 6))
        failure_clauses(g, c);
    if (one_in(g, 12))
        add(c, " default(private)");
    if (one_in(g, 6))
        add(c, " num_workers(%d)", 1 + below(g, 4));
    if (one_in(g, 12))
        add(c, " if(n > %d)", below(g, 3));
    if (one_in(g, 12))
        add(c, " label(\"region %d\")", g->region);
    if (one_in(g, 12))
        add(c, " copyin(n)");
}

/* ---- loops ------------------------------------------------------------- */

static void
loop_clauses(struct gen *g, struct body *b)
{
    if (b->nest.collapsed > 1)
        add(&b->clauses, " collapse(%d)", b->nest.collapsed);
    b->ordered = b->where == IN_LOOP && one_in(g, 3)
                 && b->nest.collapsed == b->nest.levels;
    if (b->ordered)
        add(&b->clauses, " ordered");
    schedule(g, &b->clauses);
    choose_data(g, b);
}

/* words: "for", "parallel for" and both with simd */
void
write_loop(struct gen *g, const char *words, bool orphan)
{
    bool simd = strstr(words, "simd"), nowait;
    struct body b = {.orphan = orphan, .where = simd ? IN_SIMD : IN_LOOP};

    g->simd = simd;
    make_nest(g, &b.nest);
    add(&b.clauses, "%s", words);
    if (strncmp(words, "parallel", 8) == 0)
        region_clauses(g, &b.clauses);
    loop_clauses(g, &b);
    choose_targets(g);
    nowait = words[0] == 'f' && !b.nreductions && !b.last && one_in(g, 3);
    if (nowait)
        add(&b.clauses, " nowait");
    b.cancellable = !nowait && !b.ordered;
    directive(g, b.clauses.text);
    open_nest(g, &b.nest);
    write_body(g, &b);
    put(g, "    (void)k;\n    }\n");
    if (nowait)
        put(g, "#pragma shm barrier\n");
    if (!orphan)
        set_busy(g, false);
    g->simd = false;
}

/* ---- the phases of a region -------------------------------------------- */

static void
phase_loop(struct gen *g)
{
    write_loop(g, one_in(g, 5) ? "for simd" : "for", false);
}

static void
phase_sections(struct gen *g)
{
    write_sections(g, "sections", false);
}

static void
phase_cancelled(struct gen *g)
{
    write_cancelled(g, one_in(g, 3) ? "sections" : "for");
}

/* Each worker for itself, the same in all of them. */
static void
phase_private(struct gen *g)
{
    put(g, "    {\n    uint64_t k = %d;\n    scratch = ", below(g, 99));
    expression(g, 2);
    put(g, ";\n    (void)k;\n    }\n#pragma shm barrier\n");
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

static void
write_parallel(struct gen *g)
{
    static void (*const phases[])(struct gen *) = {
        phase_loop,  phase_loop,    phase_loop,  phase_loop,
        phase_one,   phase_one,     phase_point, phase_private,
        phase_orphan, phase_sections, phase_tasks, phase_cancelled,
    };
    struct clauses c = {"parallel"};

    region_clauses(g, &c);
    directive(g, c.text);
    put(g, "    {\n");
    for (int i = 0, n = 1 + below(g, 4); i < n; i++)
        phases[below(g, sizeof phases / sizeof *phases)](g);
    if (one_in(g, 8))
        end_by_cancel(g);
    put(g, "    }\n");
}

/* ---- a construct ------------------------------------------------------- */

static void
set_schedule(struct gen *g)
{
    static const char *const kinds[] = {"static", "dynamic", "guided"};

    put(g, "    shm_set_schedule(shm_sched_%s, %d);\n", kinds[below(g, 3)],
        below(g, 9));
}

void
write_construct(struct gen *g)
{
    if (one_in(g, 6))
        set_schedule(g);
    switch (below(g, 16)) {
    case 0: /* outside a region */
        phase_orphan(g);
        break;
    case 1:
        write_tasks(g);
        break;
    case 2:
        write_sections(g, "parallel sections", false);
        break;
    case 3:
        write_cancelled(g, one_in(g, 3) ? "parallel sections"
                                        : "parallel for");
        break;
    case 4:
    case 5:
        write_loop(g, "parallel for simd", false);
        break;
    case 6:
    case 7:
    case 8:
    case 9:
    case 10:
        write_loop(g, "parallel for", false);
        break;
    default:
        write_parallel(g);
    }
}
