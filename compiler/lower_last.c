/* SPDX-License-Identifier: MIT */
/* lower_last.c -- lastprivate: the value of the last iteration leaves the
 * construct.
 *
 * In a `parallel for` the worker that ran it exports the value to the
 * master.  In a loop inside a region it is shared with the other workers,
 * and with the master at the region's end.  A shared object takes the value
 * at once. */
#include "lower.h"

/* Numbers of last values among the shares of a loop; below are reductions. */
#define LAST_VALUE 1000u

/* Behind the user's loop, in the chunk that holds the last iteration. */
void
loop_last_values(struct text *t, const struct directive *d)
{
    unsigned n = d->number, which = 0;

    for (const struct clause *c = d->clauses; c; c = c->next)
        for (const struct item *i = c->kind == C_LASTPRIVATE ? c->items : NULL;
             i; i = i->next, which++) {
            text_add(t, "if (shmrt_loop_%u.last == shmrt_loop_%u.count) ", n,
                     n);
            if (lower_needs_copy(d, i->symbol))
                text_add(t, "__builtin_memcpy((void *)shmrt_from_%s_%u, (const "
                            "void *)&%s, sizeof %s); ",
                         i->symbol->name, n, i->symbol->name, i->symbol->name);
            else if (directive_is_parallel(d->kind))
                text_add(t, "shmrt_export(&%s, sizeof %s); ", i->symbol->name,
                         i->symbol->name);
            else
                text_add(t, "shmrt_share(&shmrt_loop_%u, %u, &%s, sizeof %s); ",
                         n, LAST_VALUE + which, i->symbol->name,
                         i->symbol->name);
        }
}

/* A loop inside a region: the other workers take the last value too. */
void
loop_take_last_values(struct text *t, const struct directive *d)
{
    unsigned n = d->number, which = 0;

    for (const struct clause *c = d->clauses; c; c = c->next)
        for (const struct item *i = c->kind == C_LASTPRIVATE ? c->items : NULL;
             i; i = i->next, which++) {
            const struct symbol *s = i->symbol;

            if (lower_needs_copy(d, s))
                continue;
            text_add(t, "{ const void *shmrt_last_%u = "
                        "shmrt_shared_part(&shmrt_loop_%u, %u, 0); if "
                        "(shmrt_last_%u) { __builtin_memcpy((void *)&%s, "
                        "shmrt_last_%u, sizeof %s); ",
                     n, n, LAST_VALUE + which, n, s->name, n, s->name);
            if (lower_master_has(d, s))
                text_add(t, "if (shmrt_masked(0)) shmrt_export(&%s, sizeof "
                            "%s); ",
                         s->name, s->name);
            text_add(t, "} } ");
        }
}
