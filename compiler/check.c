/* SPDX-License-Identifier: MIT */
/* check.c -- the rules of the language: the order of the checks.
 *
 * In: the tree, the scopes and the directives, with the shared objects
 * marked.  Out: messages, and what directive.h says is filled in here, which
 * the lowering needs.  All checks are run, whatever an earlier one found. */
#include <string.h>

#include "check.h"
#include "phases.h"

static const char *
base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

/* The names of generated code are not for users. */
static bool
is_reserved(const struct unit *u, tokid t)
{
    static const char prefix[] = "shmrt_";
    const struct token *token = token_at(u, t);
    const char *file;

    if ((token->kind != TOK_IDENTIFIER && token->kind != TOK_TYPEDEF_NAME)
        || token->system || token->length < sizeof prefix - 1
        || memcmp(token->text, prefix, sizeof prefix - 1) != 0)
        return false;
    file = base_name(u->files[token->file].name);
    return strcmp(file, "shmrt.h") != 0 && strcmp(file, "shm.h") != 0;
}

/* System headers are not looked at, nor the two of ours that may lie
 * outside the system's folders. */
static void
check_names(struct unit *u)
{
    for (tokid t = 1; t <= u->ntokens; t++)
        if (is_reserved(u, t))
            diag_error(u, t, t,
                       "'%s': names that begin with shmrt_ are reserved for "
                       "the code that shmcc writes", word_at(u, t));
}

/* The loop is taken apart before the lists are looked at, because they may
 * name its variable. */
static void
check_directive(struct unit *u, struct directive *d)
{
    check_clauses(u, d);
    check_nesting(u, d);
    if (directive_body_kind(d->kind) == BODY_LOOP)
        d->loop = loop_analyse(u, d);
    check_sections(u, d);
    check_sharing(u, d);
    if (d->kind == D_CANCEL || d->kind == D_CANCELLATION_POINT)
        check_cancel(u, d);
    if (d->kind == D_ATOMIC && d->body)
        d->atomic = atomic_analyse(u, d);
    if (d->kind == D_DECLARE_REDUCTION)
        check_declared(u, d);
    if (d->kind == D_REDUCE && d->body)
        check_reduce(u, d);
}

/* Last come what is used under default(none), and branches: which variables
 * belong to a loop, and which loops a `break` must not leave, is known only
 * when all loops were taken apart. */
void
check(struct unit *u)
{
    check_names(u);
    for (struct directive *d = u->directives; d; d = d->next)
        check_directive(u, d);
    for (struct directive *d = u->directives; d; d = d->next)
        check_default(u, d);
    check_branches(u);
    if (!diag_errors()) {
        check_lost_writes(u);
        check_private_pointers(u);
        check_retries(u);
        check_openmp(u);
    }
}
