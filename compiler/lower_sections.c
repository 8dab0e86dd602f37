/* SPDX-License-Identifier: MIT */
/* lower_sections.c -- `sections` and `parallel sections`: a loop over the
 * numbers of the sections with schedule(dynamic, 1).
 *
 *     while (shmrt_loop_next(&shmrt_loop_N)) {
 *       {
 *         if (shmrt_section(&shmrt_loop_N, 0)) { first section }
 *         if (shmrt_section(&shmrt_loop_N, 1)) { second section }
 *       }
 *     }
 *
 * What stands before the first `section` directive is a section too. */
#include "lower.h"

static bool
is_section(const struct node *n)
{
    return n->kind == N_DIRECTIVE && n->directive->kind == D_SECTION;
}

/* The statements in front of the first directive, last of them; or 0. */
static const struct node *
end_of_first(const struct node *body)
{
    const struct node *last = NULL;

    for (const struct node *n = body->child; n && !is_section(n); n = n->next)
        if (n->kind != N_EMPTY)
            last = n;
    return last;
}

unsigned
sections_count(const struct directive *d)
{
    unsigned count = end_of_first(d->body) != NULL;

    for (const struct node *n = d->body->child; n; n = n->next)
        count += is_section(n);
    return count;
}

void
sections_headers(struct lowering *l, const struct directive *d)
{
    const struct node *last = end_of_first(d->body);
    unsigned k = 0;

    if (last) {
        edit_before(l->e, d->body->child->first,
                    "if (shmrt_section(&shmrt_loop_%u, %u)) { ", d->number, k++);
        edit_after(l->e, last->last, " }");
    }
    for (const struct node *n = d->body->child; n; n = n->next) {
        if (!is_section(n))
            continue;
        edit_before(l->e, n->directive->body->first,
                    "if (shmrt_section(&shmrt_loop_%u, %u)) { ", d->number, k++);
        edit_after(l->e, n->directive->body->last, " }");
    }
}
