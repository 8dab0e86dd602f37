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

/* Behind the last iteration the variable must not leave the type's range. */
static uint64_t
begin(struct gen *g, const struct range *r, int trips, int step, bool up)
{
    uint64_t span = (uint64_t)trips * (uint64_t)step;
    uint64_t margin = span + (uint64_t)step;
    uint64_t room = r->high - (uint64_t)r->low - 2 * margin;
    uint64_t at = one_in(g, 3)   ? 0
                  : one_in(g, 2) ? room
                                 : chance(g) % (room < 90 ? room + 1 : 90);

    if (one_in(g, 5)) /* its limit is the end of the type */
        return up ? r->high - span : (uint64_t)r->low + span;
    return (uint64_t)r->low + margin + at - (up && at ? 1 : 0);
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
    start = begin(g, r, trips, step, up);
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

/* The variable walks along an array. */
static void
make_pointer_level(struct gen *g, struct level *l, int trips)
{
    static const char *const types[] = {"char", "const short", "double",
                                        "struct affine"};
    const char *type = types[below(g, 4)];
    int n = ++g->names, step = one_in(g, 2) ? 1 : 1 + below(g, 5);
    int past = step > 1 ? below(g, step) : 0;
    bool up = one_in(g, 2), by_one = step == 1 && one_in(g, 2);
    int first = up ? 10 : 10 + trips * step;
    int stop = up ? 10 + trips * step - past : 10 + past;
    char next[60];

    snprintf(l->name, sizeof l->name, "p%d", n);
    l->type = type;
    l->trips = trips;
    top(g, "static %s space_%d[%d];\n", type, n, 20 + trips * step);
    advance(g, next, sizeof next, l->name, step, up);
    if (trips == 0)
        stop = first;
    snprintf(l->header, sizeof l->header,
             "for (%s *%s = space_%d + %d; %s %s space_%d + %d; %s)", type,
             l->name, n, first, l->name, by_one ? "!=" : up ? "<" : ">", n,
             stop, next);
    if (up)
        snprintf(l->number, sizeof l->number,
                 "(uint64_t)(%s - (space_%d + %d)) / %d", l->name, n, first,
                 step);
    else
        snprintf(l->number, sizeof l->number,
                 "(uint64_t)(space_%d + %d - %s) / %d", n, first, l->name,
                 step);
}

/* Two levels of which the inner one's bounds are sums of multiples of the
 * outer one's variable: from factor[0] * i + more[0] to factor[1] * i +
 * more[1], or back. False when that would be too long. */
static bool
make_leaning(struct gen *g, struct level *outer, struct level *inner)
{
    static const char *const types[] = {"int", "long", "short", "long long"};
    int first = below(g, 12) - 6, trips = 1 + below(g, 11);
    int factor[2], more[2], low = 1 << 20, high = -low, step = 1 + below(g, 2);
    bool up = one_in(g, 2);
    char bound[2][80];

    for (int i = 0; i < 2; i++) {
        factor[i] = below(g, 5) - 2;
        more[i] = below(g, 12) - 6;
    }
    for (int i = first; i < first + trips; i++) {
        int from = factor[0] * i + more[0], to = factor[1] * i + more[1];

        low = from < low && from < to ? from : low;
        high = to > high && from < to ? to : high;
    }
    if (low >= high || (high - low + 1) * trips > LENGTH)
        return false;
    snprintf(outer->name, sizeof outer->name, "i%d", ++g->names);
    snprintf(inner->name, sizeof inner->name, "i%d", ++g->names);
    outer->type = types[below(g, 4)];
    inner->type = types[below(g, 4)];
    outer->trips = trips;
    inner->trips = high - low + 1;
    snprintf(outer->header, sizeof outer->header,
             "for (%s %s = %d; %s < %d; %s++)", outer->type, outer->name,
             first, outer->name, first + trips, outer->name);
    snprintf(outer->number, sizeof outer->number, "(uint64_t)(%s - (%d))",
             outer->name, first);
    for (int i = 0; i < 2; i++)
        snprintf(bound[i], sizeof bound[i],
                 one_in(g, 2) ? "%d * %s + %d" : "%3$d + %2$s * %1$d",
                 factor[i], outer->name, more[i]);
    snprintf(inner->header, sizeof inner->header,
             "for (%s %s = %s; %s %s %s; %s %s %d)", inner->type, inner->name,
             bound[!up], inner->name, up ? "<" : ">", bound[up], inner->name,
             up ? "+=" : "-=", step);
    snprintf(inner->number, sizeof inner->number, "(uint64_t)(%s - (%d))",
             inner->name, low);
    return true;
}

void
make_nest(struct gen *g, struct nest *n)
{
    static const int most[] = {LENGTH, 12, 5};

    n->levels = one_in(g, 3) ? 2 + below(g, 2) : 1;
    n->collapsed = n->levels == 1 ? 1 : 1 + below(g, n->levels);
    n->leaning = n->levels == 2 && one_in(g, 2)
                 && make_leaning(g, &n->level[0], &n->level[1]);
    for (int i = 0; i < n->levels && !n->leaning; i++) {
        int trips = below(g, most[n->levels - 1] + 1);

        if (one_in(g, 8))
            make_pointer_level(g, &n->level[i], trips);
        else
            make_level(g, &n->level[i], trips);
    }
}

/* The headers, and `k`. */
void
open_nest(struct gen *g, const struct nest *n)
{
    for (int i = 0; i < n->levels; i++)
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
