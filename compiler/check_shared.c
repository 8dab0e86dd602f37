/* SPDX-License-Identifier: MIT */
/* check_shared.c -- the objects named in `shared`, directive or clause.
 *
 * The directive belongs to a declaration: it stands in the scope of that
 * declaration, behind it, so that everyone who sees the object sees that it
 * is shared.  The clause may name whatever is visible. */
#include "check.h"

static void
note_declaration(struct unit *u, const struct symbol *s)
{
    diag_note(u, s->token, s->token, "'%s' is declared here", s->name);
}

/* C gives the parameters of a function the scope of its outermost block. */
static bool
is_declared_in_scope(const struct unit *u, const struct scope *scope,
                     const struct symbol *s)
{
    const struct token *name = token_at(u, s->token);

    if (s->scope == scope
        || scope_find_here(scope, SYM_OBJECT, name->text, name->length))
        return true;
    return s->kind == SYM_PARAMETER && scope->outer == s->scope;
}

/* Thread-local objects and registers have no place in shared memory. */
void
check_shared_item(struct unit *u, const struct directive *d,
                  const struct item *i)
{
    const struct symbol *s = i->symbol;

    if (s->thread_local_) {
        diag_error(u, i->name, i->name,
                   "'%s' is thread-local and cannot be shared", s->name);
        note_declaration(u, s);
    } else if (s->storage == STORAGE_REGISTER) {
        diag_error(u, i->name, i->name,
                   "'%s' is declared register and cannot be shared; leave "
                   "'register' out", s->name);
        note_declaration(u, s);
    } else if (d->kind == D_SHARED && !is_declared_in_scope(u, d->scope, s)) {
        diag_error(u, i->name, i->name,
                   "'%s' is declared in another block; this directive belongs "
                   "behind its declaration", s->name);
        note_declaration(u, s);
    }
}
