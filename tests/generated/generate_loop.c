/* SPDX-License-Identifier: MIT */
/* generate_loop.c -- loop headers: types, directions, steps, relations, and
 * bounds that may lie near the ends of the type's range. */
#include "generate.h"

#include <inttypes.h>
#include <limits.h>
#include <string.h>

/* Where a loop may begin and end; 300 below the real limit leaves room for
 * the step behind the last iteration. */
static const struct range {
    const char *type;
    int64_t low;
    uint64_t high;
} ranges[] = {
    {"signed char", SCHAR_MIN, SCHAR_MAX},
    {"unsigned char", 0, UCHAR_MAX},
    {"short", SHRT_MIN, SHRT_MAX},
    {"uint16_t", 0, UINT16_MAX},
    {"int", INT_MIN, INT_MAX},
    {"int", -50, 5000},
    {"int", 0, 5000},
    {"unsigned", 0, UINT_MAX},
    {"long", LONG_MIN, LONG_MAX},
    {"unsigned long", 0, ULONG_MAX},
    {"long long", LLONG_MIN, LLONG_MAX},
    {"uint64_t", 0, UINT64_MAX},
    {"size_t", 0, 5000},
};

/* A constant of the type, as a literal that has no suffix problems. */
static void
literal(char *to, size_t size, const struct range *r, uint64_t value)
{
    if (r->low < 0 && (int64_t)value < 0)
        snprintf(to, size, "(%s)(-%" PRIu64 "LL - 1)", r->type,
                 (uint64_t)(-((int64_t)value + 1)));
    else
        snprintf(to, size, "(%s)%" PRIu64 "ULL", r->type, value);
}

/* ++ and its other spellings */
static void
advance(struct gen *g, char *to, size_t size, const char *i, int step, bool up)
{
    char sign = up ? '+' : '-';

    if (step == 1 && one_in(g, 2))
        snprintf(to, size, "%c%c%s", sign, sign, i);
    else if (step == 1 && one_in(g, 2))
        snprintf(to, size, "%s%c%c", i, sign, sign);
    else if (one_in(g, 2))
        snprintf(to, size, "%s %c= %d", i, sign, step);
    else if (up && one_in(g, 2))
        snprintf(to, size, "%s = %d + %s", i, step, i);
    else
        snprintf(to, size, "%s = %s %c %d", i, i, sign, step);
}

/* The limit that a relation needs for the given number of iterations. */
static uint64_t
limit(struct gen *g, const char *relation, uint64_t start, int trips, int step,
      bool up)
{
    uint64_t last = start + (uint64_t)((up ? 1 : -1) * (trips - 1) * step);
    uint64_t past = (uint64_t)(up ? 1 : -1);

    if (trips == 0) /* an empty loop */
        return relation[1] == '=' && relation[0] != '!' ? start - past : start;
    if (relation[0] == '!')
        return last + past * (uint64_t)step;
    last += past * (uint64_t)below(g, step);
    return relation[1] == '=' ? last : last + past;
}

static uint64_t
begin(struct gen *g, const struct range *r, int span, bool up)
{
    uint64_t room = r->high - (uint64_t)r->low - 2 * (uint64_t)span;
    uint64_t at = one_in(g, 3)   ? 0
                  : one_in(g, 2) ? room
                                 : chance(g) % (room < 90 ? room + 1 : 90);

    return (uint64_t)r->low + (uint64_t)span + at - (up && at ? 1 : 0);
}

static const char *
mirrored(const char *relation)
{
    if (relation[0] == '!')
        return "!=";
    if (relation[0] == '<')
        return relation[1] ? ">=" : ">";
    return relation[1] ? "<=" : "<";
}

static void
make_level(struct gen *g, struct level *l, int trips)
{
    static const char *const relations[2][3] = {{">", ">=", "!="},
                                                {"<", "<=", "!="}};
    const struct range *r = &ranges[below(g, sizeof ranges / sizeof *ranges)];
    bool up = one_in(g, 2), outside = one_in(g, 5);
    bool small = r->high <= UCHAR_MAX;
    int step = one_in(g, 2) || small ? 1 : 1 + below(g, 17);
    const char *relation = relations[up][below(g, step == 1 ? 3 : 2)];
    char first[60], stop[60], next[60], test[140];
    uint64_t start;

    if (small && trips > 60)
        trips = 60;
    start = begin(g, r, (trips + 1) * step, up);
    snprintf(l->name, sizeof l->name, "i%d", ++g->names);
    l->type = r->type;
    l->trips = trips;
    literal(first, sizeof first, r, start);
    literal(stop, sizeof stop, r, limit(g, relation, start, trips, step, up));
    advance(g, next, sizeof next, l->name, step, up);
    if (outside)
        put(g, "    %s %s;\n", r->type, l->name);
    if (one_in(g, 3)) /* the limit stands on the left */
        snprintf(test, sizeof test, "%s %s %s", stop, mirrored(relation),
                 l->name);
    else
        snprintf(test, sizeof test, "%s %s %s", l->name, relation, stop);
    snprintf(l->header, sizeof l->header, "for (%s %s = %s; %s; %s)",
             outside ? "" : r->type, l->name, first, test, next);
    snprintf(l->number, sizeof l->number,
             "((uint64_t)%s - (uint64_t)%s) / %d", up ? l->name : first,
             up ? first : l->name, step);
}

void
make_nest(struct gen *g, struct nest *n)
{
    static const int most[] = {LENGTH, 12, 5};

    n->levels = one_in(g, 3) ? 2 + below(g, 2) : 1;
    n->collapsed = n->levels == 1 ? 1 : 1 + below(g, n->levels);
    for (int i = 0; i < n->levels; i++)
        make_level(g, &n->level[i], below(g, most[n->levels - 1] + 1));
}

/* The headers from level `first` on, and `k`. */
void
open_nest(struct gen *g, const struct nest *n, int first)
{
    for (int i = first; i < n->levels; i++)
        put(g, "    %s\n", n->level[i].header);
    put(g, "    {\n    uint64_t k = %s;\n", n->level[0].number);
    for (int i = 1; i < n->levels; i++)
        put(g, "    k = k * %d + %s;\n", n->level[i].trips,
            n->level[i].number);
}

void
schedule(struct gen *g, struct clauses *c)
{
    static const char *const kinds[] = {"static", "dynamic", "guided", "auto",
                                        "runtime"};
    static const char *const modifiers[] = {"", "", "", "monotonic: ",
                                            "nonmonotonic: "};
    int kind = below(g, 6), chunk = 1 + below(g, 9);
    const char *modifier = modifiers[below(g, 5)];

    if (kind == 5)
        return;
    if (modifier[0] == 'n' && strstr(c->text, "ordered"))
        modifier = "";
    add(c, " schedule(%s%s", modifier, kinds[kind]);
    if (kind < 3 && one_in(g, 2))
        add(c, one_in(g, 2) ? ", n + %d" : ", %d", chunk);
    add(c, ")");
}
