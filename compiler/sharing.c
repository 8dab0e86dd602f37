/* SPDX-License-Identifier: MIT */
/* sharing.c -- which objects are shared: the ones named in a `shared`
 * directive or clause anywhere in the unit.
 *
 * Runs behind the parser, before the checks, because an object is shared for
 * its whole life and not only in the region whose clause names it. */
#include "directive.h"
#include "phases.h"
#include "scope.h"

static void
mark(struct item *items, unsigned *number)
{
    for (struct item *i = items; i; i = i->next) {
        struct symbol *s = i->symbol;

        if (!s || s->shared
            || (s->kind != SYM_OBJECT && s->kind != SYM_PARAMETER))
            continue;
        s->shared = true;
        s->shared_by = i->name;
        s->number = ++*number;
    }
}

void
sharing(struct unit *u)
{
    unsigned number = 0;

    for (struct directive *d = u->directives; d; d = d->next)
        if (d->number > number) /* generated names differ by the number */
            number = d->number;
    for (struct directive *d = u->directives; d; d = d->next) {
        if (d->kind == D_SHARED)
            mark(d->items, &number);
        for (const struct item *i = d->kind == D_PRIVATE ? d->items : NULL; i;
             i = i->next)
            if (i->symbol)
                i->symbol->said_private = true;
        for (struct clause *c = d->clauses; c; c = c->next)
            if (c->kind == C_SHARED)
                mark(c->items, &number);
    }
}
