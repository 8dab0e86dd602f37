/* SPDX-License-Identifier: MIT */
/* check_section.c -- array sections, a[low:length][low:length]..., as far as
 * their bounds are constant.
 *
 * Generated code sees a section as one run of elements, so behind a
 * dimension of which more than one element is taken the others must be
 * whole. */
#include "check.h"

struct dimension {
    struct node *node;       /* N_SECTION, or N_INDEX: one element */
    const struct type *type; /* what is sectioned; 0: not known */
    long long low, length, size;
    bool low_known, length_known, size_known;
};

/* A bound that is left out: from 0, to the end. */
static bool
is_given(const struct node *n)
{
    return n && n->kind != N_EMPTY;
}

/* A length that is left out reaches to the array's end. */
static struct dimension
read_dimension(struct unit *u, struct node *n, const struct type *type)
{
    struct dimension d = { .node = n, .type = type };
    struct node *low = node_child(n, 1), *length = node_child(n, 2);
    bool array = type && type->kind == T_ARRAY;

    d.size_known = array && constant_value(u, type->length, &d.size);
    d.low_known = !is_given(low) || constant_value(u, low, &d.low);
    if (n->kind == N_INDEX) {
        d.length = 1;
        d.length_known = true;
    } else if (is_given(length)) {
        d.length_known = constant_value(u, length, &d.length);
    } else if (d.size_known && d.low_known) {
        d.length = d.size - d.low;
        d.length_known = true;
    }
    return d;
}

/* True when it is right. */
static bool
check_bounds(struct unit *u, const struct dimension *d)
{
    struct node *low = node_child(d->node, 1);
    struct node *length = node_child(d->node, 2);
    long long end;

    if (d->low_known && d->low < 0) {
        diag_error(u, low->first, low->last,
                   "the section begins at %lld, before the array", d->low);
        return false;
    }
    if (is_given(length) && d->length_known && d->length < 1) {
        diag_error(u, length->first, length->last,
                   "the section has %lld elements; it must have 1 or more",
                   d->length);
        return false;
    }
    if (d->size_known && d->low_known && d->length_known
        && (__builtin_add_overflow(d->low, d->length, &end) || end > d->size
            || d->length < 1)) {
        diag_error(u, d->node->first, d->node->last,
                   "the section ends beyond the array's %lld elements; it is "
                   "[first:number of elements]", d->size);
        return false;
    }
    return true;
}

/* The first dimension may be a pointer's; the others must lie in one piece
 * behind it. */
static bool
check_dimension(struct unit *u, const struct dimension *d,
                const struct symbol *s, bool first)
{
    struct node *length = node_child(d->node, 2);
    const struct type *type = d->type;
    bool pointer = type && type->kind == T_POINTER;

    if (type && type->kind != T_UNKNOWN && type->kind != T_ARRAY && !pointer) {
        diag_error(u, d->node->first, d->node->last,
                   "'%s' has not so many dimensions; its type is '%s'",
                   s->name, type_name(u, s->type));
        return false;
    }
    if (pointer && !first) {
        diag_error(u, d->node->first, d->node->last,
                   "only the first dimension of a section may be that of a "
                   "pointer");
        return false;
    }
    if (d->node->kind == N_SECTION && !is_given(length)
        && (pointer || (type && type->kind == T_ARRAY && !type->length))) {
        diag_error(u, d->node->first, d->node->last,
                   "the section needs a length, since the size of '%s' is "
                   "not known here: %s[0:n]", s->name, s->name);
        return false;
    }
    return check_bounds(u, d);
}

/* As far as can be seen: what is not known is taken for whole. */
static bool
is_whole(const struct dimension *d)
{
    bool partly = (d->low_known && d->low != 0)
                  || (d->size_known && d->length_known && d->length < d->size);

    return !partly;
}

/* The node of dimension `index` among `count`; the first one lies deepest. */
static struct node *
dimension_node(struct node *n, int index, int count)
{
    while (++index < count)
        n = n->child;
    return n;
}

/* From the first dimension, which lies deepest in the tree, to the last
 * one. */
void
check_section(struct unit *u, const struct item *i)
{
    const struct type *type = i->symbol->type;
    bool run = false;
    int count = 0;

    for (struct node *n = i->expr; n->kind == N_SECTION || n->kind == N_INDEX;
         n = n->child)
        count++;
    for (int k = 0; k < count; k++) {
        struct node *n = dimension_node(i->expr, k, count);
        struct dimension d = read_dimension(u, n, type);

        if (!check_dimension(u, &d, i->symbol, k == 0))
            return;
        if (run && !is_whole(&d)) {
            diag_error(u, n->first, n->last,
                       "the section has gaps: behind a dimension of several "
                       "elements the others must be whole");
            return;
        }
        run = run || !d.length_known || d.length != 1;
        type = type ? type->of : NULL;
    }
}
