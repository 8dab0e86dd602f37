/* SPDX-License-Identifier: MIT */
/* lower_cancel.c -- cancel and cancellation point: a jump to the end of the
 * construct that they name.
 *
 *     if (shmrt_cancel(2, (e) != 0)) goto shmrt_cancelled_N;
 *
 * N is the construct's number.  Its label stands behind the user's loop,
 * inside the loop over the chunks, which then ends because there are no more
 * chunks; of a region, at the end of the body.
 *
 * A reduce block is written twice, and a region in it with it, so there the
 * label must be local to the construct.  That is an extension of GNU C, which
 * only a statement expression can be asked to be silent about. */
#include "lower.h"

/* As SHMRT_CANCEL_... */
static int
kind_of(const struct directive *construct)
{
    if (construct->kind == D_PARALLEL)
        return 1;
    return construct->loop ? 2 : 3;
}

void
lower_cancel(struct lowering *l, struct directive *d)
{
    const struct clause *condition = directive_clause(d, C_IF);
    struct text t = text_new(l->u);

    if (d->kind == D_CANCELLATION_POINT)
        text_add(&t, "shmrt_cancellation_point(%d)", kind_of(d->construct));
    else
        text_add(&t, "shmrt_cancel(%d, %s != 0)", kind_of(d->construct),
                 condition ? lower_expression(l, condition->expr) : "1");
    edit_after(l->e, d->last, "if (%s) goto shmrt_cancelled_%u;", t.string,
               d->construct->number);
}

void
cancel_label(struct text *t, const struct directive *construct)
{
    if (construct->cancellable)
        text_add(t, "shmrt_cancelled_%u: ; ", construct->number);
}

static bool
is_written_twice(const struct directive *construct)
{
    const struct node *n = construct->node;

    while (n && !(n->kind == N_DIRECTIVE && n->directive->kind == D_REDUCE))
        n = n->parent;
    return construct->cancellable && n;
}

void
cancel_open(struct lowering *l, const struct directive *construct)
{
    if (is_written_twice(construct))
        edit_before(l->e, construct->body->first,
                    "(void)__extension__ ({ __label__ shmrt_cancelled_%u; ",
                    construct->number);
}

void
cancel_close(struct lowering *l, const struct directive *construct)
{
    if (is_written_twice(construct))
        edit_after(l->e, construct->body->last, " });");
}
