/* SPDX-License-Identifier: MIT */
/* lower_task.c -- task, taskwait and taskgroup.
 *
 *     { place
 *       const int shmrt_if_N = (e) != 0;
 *       copies of shared objects that are private or firstprivate
 *       if (shmrt_task(&shmrt_place_N, shmrt_if_N)) {
 *         block
 *         shmrt_task_end();           // ends the process that was forked
 *       }
 *     }
 *
 * The copies are made before the fork: a task begins with the values from
 * where it was met. */
#include "lower.h"

/* An object that is not shared after all is found before the fork. */
static void
add_checks(struct lowering *l, struct text *t, const struct directive *d)
{
    struct text checks = text_new(l->u);
    unsigned n = d->number;

    lower_shared_checks(l, &checks, d);
    if (checks.string && checks.string[0])
        text_add(t, "struct shmrt_region shmrt_region_%u; "
                    "shmrt_region_init(&shmrt_region_%u, &shmrt_place_%u); %s",
                 n, n, n, checks.string);
}

void
lower_task(struct lowering *l, struct directive *d)
{
    const struct clause *condition = directive_clause(d, C_IF);
    struct text t = text_new(l->u);
    unsigned n = d->number;

    text_add(&t, "{ ");
    lower_place(l, &t, d);
    text_add(&t, "const int shmrt_if_%u = %s != 0; ", n,
             condition ? lower_expression(l, condition->expr) : "1");
    add_checks(l, &t, d);
    lower_private(l, &t, d);
    text_add(&t, "if (shmrt_task(&shmrt_place_%u, shmrt_if_%u)) { ", n, n);
    edit_before(l->e, d->body->first, "%s", t.string);
    edit_after(l->e, d->body->last, " shmrt_task_end(); } }");
}

void
lower_taskwait(struct lowering *l, struct directive *d)
{
    edit_after(l->e, d->last, "shmrt_taskwait();");
}

void
lower_taskgroup(struct lowering *l, struct directive *d)
{
    edit_before(l->e, d->body->first, "{ shmrt_taskgroup_begin(); ");
    edit_after(l->e, d->body->last, " shmrt_taskgroup_end(); }");
}
