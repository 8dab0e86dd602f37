/* SPDX-License-Identifier: MIT */
/* lower_ahead.c -- the pages that a chunk will use are mapped at once.
 *
 * A worker begins with empty page tables for what is shared, and takes a fault
 * for each page that it writes to, and for every sixteenth that it reads: for
 * large arrays that is most of a short region.  Where the loop's variable is
 * the index, the part of a chunk is known before it begins:
 *
 *     for (int i = 0; i < n; i++) a[i] = ...
 * becomes, in front of the loop over the chunk,
 *     shmrt_ahead((shmrt_size)&(a)[shmrt_low_0_N],
 *                 shmrt_to_0_N - shmrt_from_0_N, sizeof (a)[0]);
 *
 * It is a hint: the runtime looks at whether the range is shared memory, and
 * large, and there already. */
#include "lower.h"

/* Looked at in a loop; each is looked for in the whole body. */
enum { MOST_ARRAYS = 8 };

/* The arrays of a loop. */
struct ahead {
    const struct loop *loop;
    struct node *arrays[MOST_ARRAYS]; /* N_IDENTIFIER, of one symbol each */
    bool wanted[MOST_ARRAYS];
    int count;
    const struct symbol *symbol; /* is it assigned to? */
    bool assigned;
};

/* Is it assigned to? */
static bool
is_target(const struct node *n)
{
    const struct node *p = n->parent;

    while (p->kind == N_PAREN) {
        n = p;
        p = n->parent;
    }
    if (p->kind == N_ASSIGN)
        return p->child == n;
    return (p->kind == N_UNARY || p->kind == N_POSTFIX)
           && (p->op == TOK_INCREMENT || p->op == TOK_DECREMENT);
}

static bool
enter_assignment(struct node *n, void *data)
{
    struct ahead *a = data;

    if (n->kind == N_IDENTIFIER && n->symbol == a->symbol && is_target(n))
        a->assigned = true;
    return !a->assigned;
}

/* May it be shared memory, the same all through the loop? */
static bool
is_candidate(struct ahead *a, const struct node *array)
{
    const struct symbol *s = array->symbol;

    if (!s || !s->type || !s->declarator
        || node_contains(a->loop->for_node, s->declarator)
        || lower_is_private_at(array, s))
        return false;
    if (s->type->kind == T_ARRAY)
        return s->shared;
    if (s->type->kind != T_POINTER)
        return false;
    a->symbol = s;
    a->assigned = false;
    tree_walk(a->loop->body, enter_assignment, NULL, a);
    return !a->assigned;
}

static bool
enter_use(struct node *n, void *data)
{
    struct ahead *a = data;
    struct node *array, *index;

    if (n->kind != N_INDEX)
        return a->count < MOST_ARRAYS;
    array = node_unparen(node_child(n, 0));
    index = node_unparen(node_child(n, 1));
    if (array->kind != N_IDENTIFIER || index->kind != N_IDENTIFIER
        || index->symbol != a->loop->var)
        return true;
    for (int i = 0; i < a->count; i++)
        if (a->arrays[i]->symbol == array->symbol)
            return true;
    if (a->count < MOST_ARRAYS) {
        a->wanted[a->count] = is_candidate(a, array);
        a->arrays[a->count++] = array;
    }
    return true;
}

void
lower_ahead(struct lowering *l, struct text *t, const struct directive *d)
{
    struct ahead a = { .loop = d->loop };
    unsigned n = d->number;

    if (d->loop->inner || d->loop->pointer || d->loop->downward
        || !d->loop->step_is_one)
        return;
    tree_walk(d->loop->body, enter_use, NULL, &a);
    for (int i = 0; i < a.count; i++) {
        const char *array;

        if (!a.wanted[i])
            continue;
        array = lower_expression(l, a.arrays[i]);
        text_add(t, "shmrt_ahead((shmrt_size)&%s[shmrt_low_0_%u], "
                    "shmrt_to_0_%u - shmrt_from_0_%u, sizeof %s[0]); ",
                 array, n, n, n, array);
    }
}
