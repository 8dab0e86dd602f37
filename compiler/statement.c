/* SPDX-License-Identifier: MIT */
/* statement.c -- blocks, labels, functions: what opens and closes scopes. */
#include "parse.h"

/* ---- blocks -------------------------------------------------------------- */

/* The node and its scope know each other. */
static struct node *
open_scope(struct parser *p, enum node_kind kind, struct range r)
{
    struct node *n = node_make(p, kind, r);

    n->scope = p->scope = scope_push(p->u, p->scope);
    n->scope->node = n;
    return n;
}

struct node *
block_open(struct parser *p, struct range r)
{
    return open_scope(p, N_COMPOUND, r);
}

static bool
is_label(const struct node *n)
{
    return n->kind == N_LABEL || n->kind == N_CASE || n->kind == N_DEFAULT;
}

/* Where the label is followed by a statement, that is its child. */
static bool
waits_for_statement(const struct node *n)
{
    if (n->kind == N_CASE)
        return !node_child(n, n->op == TOK_ELLIPSIS ? 2 : 1);
    return is_label(n) && !n->child;
}

static bool
is_statement(const struct node *n)
{
    return n->kind != N_DECLARATION && n->kind != N_FUNCTION
           && n->kind != N_STATIC_ASSERT && n->kind != N_LOCAL_LABELS
           && !is_label(n);
}

struct node *
block_add(struct node *block, struct node *item)
{
    struct node *before = block->last_child;

    if (before && is_statement(item) && waits_for_statement(before))
        node_append(before, item);
    else
        node_add(block, item);
    block->last = item->last;
    return block;
}

struct node *
block_close(struct parser *p, struct node *block, struct range r)
{
    p->scope = block->scope->outer;
    return node_widen(block, r);
}

struct node *
for_open(struct parser *p, struct range r)
{
    return open_scope(p, N_FOR, r);
}

/* The loop's scope ends with its body; the token behind, if it was read, is
 * looked up again. */
struct node *
for_close(struct parser *p, struct range r, struct node *n, struct node *init,
          struct node *condition, struct node *step, struct node *body,
          int *lookahead, struct range lookahead_range)
{
    node_add(n, init);
    node_add(n, condition);
    node_add(n, step);
    node_add(n, body);
    p->scope = n->scope->outer;
    *lookahead = parse_reclassify(p, *lookahead, lookahead_range);
    return node_widen(n, r);
}

/* ---- labels -------------------------------------------------------------- */

/* A label belongs to its function, wherever in it the label stands, unless
 * the block declares it with __label__; such a label is visible in nested
 * functions too. */
static struct symbol *
label_symbol(struct parser *p, tokid name)
{
    const struct token *t = token_at(p->u, name);
    struct scope *function = NULL;
    struct symbol *label;

    for (struct scope *s = p->scope; s; s = s->outer) {
        bool is_function = s->node && s->node->kind == N_FUNCTION;

        if (is_function && function)
            continue; /* not this function's labels */
        label = scope_find_here(s, SYM_LABEL, t->text, t->length);
        if (label)
            return label;
        if (is_function)
            function = s;
    }
    label = symbol_new(p, SYM_LABEL, name);
    label->scope = function ? function : p->scope;
    scope_insert(p->u, label->scope, label);
    return label;
}

struct node *
label_define(struct parser *p, struct range r, tokid name)
{
    struct node *n = node_named(node_make(p, N_LABEL, r), name);

    n->symbol = label_symbol(p, name);
    n->symbol->declarator = n;
    n->symbol->token = name;
    return n;
}

struct node *
label_use(struct parser *p, enum node_kind kind, struct range r, tokid name)
{
    struct node *n = node_named(node_make(p, kind, r), name);

    n->symbol = label_symbol(p, name);
    if (kind == N_LABEL_ADDRESS)
        n->type = type_derived(p, T_POINTER, type_basic(p, B_VOID));
    return n;
}

/* The N_LOCAL_LABELS goes on over this name. */
struct node *
label_local(struct parser *p, struct node *list, struct range r, tokid name)
{
    if (!list)
        list = node_make(p, N_LOCAL_LABELS, r);
    scope_insert(p->u, p->scope, symbol_new(p, SYM_LABEL, name));
    return node_widen(list, r);
}

/* ---- functions ----------------------------------------------------------- */

/* int f(a, b): names only; they are int unless declared. */
static void
declare_names(struct parser *p, struct node *declarator)
{
    for (struct node *n = declarator->child; n; n = n->next) {
        struct symbol *symbol;

        if (n->kind != N_PARAMETER || n->child)
            continue;
        symbol = symbol_new(p, SYM_PARAMETER, n->name);
        symbol->type = type_basic(p, B_INT);
        symbol->declarator = n;
        n->symbol = scope_declare(p, symbol);
    }
}

/* The declaration turns out to be a definition: its node changes its kind, and
 * the prototype's scope is opened again for the body. */
struct node *
function_open(struct parser *p, struct declaration *declaration, tokid next)
{
    static const struct expectation semicolon = { .semicolon = true };
    struct declarator *d = declaration->declarator;
    struct node *n = declaration->node;

    if (!declarator_is_function(d) || node_child(n, 1) != d->node) {
        syntax_error(p, next, &semicolon);
        return NULL;
    }
    n->kind = N_FUNCTION;
    n->name = d->node->name;
    n->symbol = d->node->symbol;
    if (n->symbol->kind == SYM_FUNCTION) {
        scope_define(n->symbol, d->node);
        n->symbol->declarator = n;
    }
    n->scope = declarator_scope(d);
    if (!n->scope)
        n->scope = scope_push(p->u, p->scope);
    n->scope->node = n;
    p->scope = n->scope;
    declare_names(p, d->node);
    return n;
}

struct node *
function_close(struct parser *p, struct node *n, struct node *body)
{
    p->scope = n->scope->outer;
    return node_append(n, body);
}

/* ---- the unit ------------------------------------------------------------ */

/* The next external declaration begins behind this one (for skipping). */
struct node *
unit_add(struct parser *p, struct node *external)
{
    node_append(p->u->tree, external);
    p->external = p->u->tree->last + 1;
    return p->u->tree;
}
