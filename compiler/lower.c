/* SPDX-License-Identifier: MIT */
/* lower.c -- the order of the lowering, and what its files share.
 *
 * In: the checked tree and the directives.  Out: edits.  Shared objects come
 * first, because every text that is copied from the user's program must
 * already say (*shmrt_x_N) where an object is shared. */
#include "lower.h"

#include <string.h>

#include "phases.h"

/* Which function lowers which directive; the ones without are declarative,
 * or handled with their construct. */
static void (*const lowerers[D_COUNT])(struct lowering *,
                                       struct directive *) = {
    [D_PARALLEL] = lower_parallel, [D_PARALLEL_FOR] = lower_parallel,
    [D_PARALLEL_SECTIONS] = lower_parallel,
    [D_PARALLEL_FOR_SIMD] = lower_parallel,
    [D_FOR] = lower_worksharing,   [D_FOR_SIMD] = lower_worksharing,
    [D_SECTIONS] = lower_worksharing,
    [D_SIMD] = lower_simd,         [D_CRITICAL] = lower_critical,
    [D_ORDERED] = lower_ordered,   [D_SINGLE] = lower_single,
    [D_MASKED] = lower_masked,     [D_BARRIER] = lower_barrier,
    [D_CANCEL] = lower_cancel,
    [D_TASK] = lower_task,         [D_TASKWAIT] = lower_taskwait,
    [D_TASKGROUP] = lower_taskgroup,
    [D_CANCELLATION_POINT] = lower_cancel,
    [D_FLUSH] = lower_flush,       [D_ATOMIC] = lower_atomic,
    [D_REDUCE] = lower_reduce,
};

void
lower(struct unit *u, struct edits *e)
{
    struct lowering l = {u, e};

    lower_private_symbols(u);
    lower_shared(&l);
    lower_declared_private(&l);
    lower_counters(&l);
    for (struct directive *d = u->directives; d; d = d->next)
        if (lowerers[d->kind])
            lowerers[d->kind](&l, d);
}

bool
lower_master_has(const struct directive *d, const struct symbol *s)
{
    const struct directive *region = region_around(d->node);

    return region ? !symbol_declared_in(s, region->body) : symbol_is_static(s);
}

const char *
lower_expression(struct lowering *l, const struct node *n)
{
    return arena_printf(l->u->arena, "(%s)",
                        edit_text(l->e, n->first, n->last));
}

const char *
lower_name(struct lowering *l, tokid t)
{
    const struct token *token = token_at(l->u, t);

    return arena_strdup(l->u->arena, token->text, token->length);
}

const char *
lower_object(struct lowering *l, const struct node *at,
             const struct symbol *s)
{
    if (s->shared && (!symbol_is_static(s) || lower_is_extern(s))
        && !lower_is_private_at(at, s))
        return arena_printf(l->u->arena, "(*shmrt_%s_%u)", s->name,
                            s->number);
    return s->name;
}

/* The file's name as __FILE__ has it: of the maps the last that fits. */
static const char *
mapped_name(struct lowering *l, const char *name)
{
    const char *result = name;

    for (const char *const *map = l->u->prefix_maps; map && *map; map++) {
        size_t n = strcspn(*map, "=");

        if ((*map)[n] && strncmp(name, *map, n) == 0)
            result = arena_printf(l->u->arena, "%s%s", *map + n + 1, name + n);
    }
    return result;
}

void
lower_place(struct lowering *l, struct text *t, const struct directive *d)
{
    const struct token *token = token_at(l->u, d->first);
    const struct clause *label = directive_clause(d, C_LABEL);
    const char *file = mapped_name(l, l->u->files[token->file].name);

    text_add(t, "static const struct shmrt_place shmrt_place_%u = { %s, %u, "
                "%s, %s }; ",
             d->number, text_quote(l->u, file),
             token->line, text_quote(l->u, directive_words(d->kind)),
             label && label->expr
                 ? edit_text(l->e, label->expr->first, label->expr->last)
                 : "0");
}

/* ---- a declaration once more ------------------------------------------- */

static bool
is_storage_class(const struct token *token)
{
    switch (token->kind) {
    case TOK_STATIC:
    case TOK_EXTERN:
    case TOK_REGISTER:
    case TOK_AUTO:
    case TOK_TYPEDEF:
    case TOK_THREAD_LOCAL:
    case TOK_INLINE:
        return true;
    default:
        return false;
    }
}

static tokid
closing_bracket(const struct unit *u, tokid open)
{
    int depth = 0;

    for (tokid t = open; t <= u->ntokens; t++)
        if (token_at(u, t)->kind == TOK_LBRACKET)
            depth++;
        else if (token_at(u, t)->kind == TOK_RBRACKET && --depth == 0)
            return t;
    return open;
}

/* The N_SPECIFIERS that belong to a declarator. */
static const struct node *
specifiers_of(const struct node *declarator)
{
    const struct node *n = declarator;

    while (n && n->kind != N_DECLARATION && n->kind != N_PARAMETER
           && n->kind != N_FUNCTION)
        n = n->parent;
    for (n = n ? n->child : NULL; n; n = n->next)
        if (n->kind == N_SPECIFIERS)
            return n;
    return NULL;
}

const char *
lower_declarator(struct lowering *l, const struct symbol *s, const char *name,
                 const char *length)
{
    const struct node *declarator = s->declarator;
    struct text t = text_new(l->u);

    for (tokid k = declarator->first; k <= declarator->last; k++)
        if (k == declarator->name) {
            text_add(&t, "%s ", name);
            if (length && token_at(l->u, k + 1)->kind == TOK_LBRACKET) {
                text_add(&t, "%s", length);
                k = closing_bracket(l->u, k + 1);
            }
        } else {
            text_add(&t, "%s ", edit_text(l->e, k, k));
        }
    return t.string;
}

const char *
lower_declare(struct lowering *l, const struct symbol *s, const char *name,
              const char *length)
{
    const struct node *specifiers = specifiers_of(s->declarator);
    struct text t = text_new(l->u);

    for (tokid k = specifiers->first; k <= specifiers->last; k++)
        if (!is_storage_class(token_at(l->u, k)))
            text_add(&t, "%s ", edit_text(l->e, k, k));
    text_add(&t, "%s", lower_declarator(l, s, name, length));
    return t.string;
}
