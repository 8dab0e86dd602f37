/* SPDX-License-Identifier: MIT */
/* check_lost_memory.c -- pointers whose memory is a process's own: for
 * -Wshm-lost-write.
 *
 * Of such a pointer all assignments are seen (it is automatic, or static to
 * the file, and its address is not taken), and all of them, outside of
 * regions, are of malloc and its kin, or of a null pointer.  One walk over the
 * unit finds out for all pointers. */
#include "check_lost.h"

bool
symbol_has_own_memory(const struct symbol *s)
{
    return s->memory && !s->other_memory && s->kind == SYM_OBJECT
           && (symbol_is_automatic(s) || s->storage == STORAGE_STATIC);
}

static bool
is_null(const struct unit *u, struct node *value)
{
    return value->kind == N_CONSTANT
           && (word_is(u, value->first, "0")
               || word_is(u, value->first, "nullptr"));
}

static void
assign(const struct unit *u, struct symbol *s, struct node *value)
{
    value = stored_value(value);
    if (private_allocator(value) && !region_around(value))
        s->memory = value;
    else if (!is_null(u, value))
        s->other_memory = true;
}

/* The pointer of this name, or 0. */
static struct symbol *
pointer(struct node *n)
{
    n = node_unparen(n);
    return n->kind == N_IDENTIFIER && n->symbol && n->symbol->type
                   && n->symbol->type->kind == T_POINTER
               ? n->symbol : NULL;
}

static bool
enter(struct node *n, void *data)
{
    bool changes = n->op == TOK_INCREMENT || n->op == TOK_DECREMENT
                   || n->op == TOK_AMPERSAND;
    struct symbol *s = NULL;

    if (n->kind == N_ASSIGN || n->kind == N_POSTFIX
        || (n->kind == N_UNARY && changes))
        s = pointer(n->child);
    if (s && n->kind == N_ASSIGN && n->op == TOK_ASSIGN)
        assign(data, s, n->child->next);
    else if (s)
        s->other_memory = true;
    if (n->kind == N_DECLARATOR && n->symbol && n->child
        && n->child->kind == N_INITIALIZER && n->child->child)
        assign(data, n->symbol->canonical, n->child->child);
    return true;
}

void
find_memory(struct unit *u)
{
    tree_walk(u->tree, enter, NULL, u);
}
