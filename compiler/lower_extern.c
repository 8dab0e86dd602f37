/* SPDX-License-Identifier: MIT */
/* lower_extern.c -- shared objects that another unit defines.
 *
 * The other unit may belong to a shared library.  Where the code of a program
 * names an object of a library, the linker moves the object into the
 * program's own .bss (a copy relocation), and so out of shared memory.  It
 * stays where it is when the program has its address from the dynamic linker:
 * from a variable, whose initializer is all that names the object.
 *
 *     extern int x[];          extern int x[];
 *     int f(void)              static __typeof__(x) *shmrt_address_N
 *     {                            __attribute__((used)) = &x;
 *         return x[3];         int f(void)
 *     }                        {
 *                                  __typeof__(x) *const shmrt_x_N
 *                                      = shmrt_address_N;
 *                                  return (*shmrt_x_N)[3];
 *                              }
 *
 * `used` keeps the compiler from concluding what is in the variable; the
 * constant in the function keeps it from loading that twice.  An object that
 * is declared in a block has its variable there, behind the declaration, and
 * no constant, because a jump into the block could pass it by:
 *
 *     { extern int x[];        { extern int x[]; static __typeof__(x)
 *       x[3] = 1;                *shmrt_x_N __attribute__((used)) = &x;
 *     }                          (*shmrt_x_N)[3] = 1;
 *                              }
 *
 * The same attribute for the user's static objects that hold such an address.
 * Uses that need no address, or a constant one, stay as they are: sizeof,
 * typeof, the initializers of static objects. */
#include "lower.h"

bool
lower_is_defined_here(const struct symbol *s)
{
    for (; s; s = s->redeclaration) {
        const struct node *d = s->declarator;

        if (s->storage != STORAGE_EXTERN
            || (d->child && d->child->kind == N_INITIALIZER))
            return true;
    }
    return false;
}

bool
lower_is_extern(const struct symbol *s)
{
    const struct type *type = s->type ? type_element(s->type) : NULL;

    return s->shared && s->kind == SYM_OBJECT && s->storage == STORAGE_EXTERN
           && !(type && type->qualifiers & Q_CONST)
           && !lower_is_defined_here(s);
}

/* The declaration in a block that a use of s sees, or 0: one at file scope.
 * The one that began last is the innermost. */
static const struct node *
block_declaration(const struct symbol *s, const struct node *use)
{
    const struct node *seen = NULL;

    for (; s; s = s->redeclaration) {
        const struct node *d = s->declarator, *block;

        block = d && d->parent ? d->parent->parent : NULL;
        if (block && block->kind == N_COMPOUND && node_contains(block, use)
            && d->first <= use->first && (!seen || d->first > seen->first))
            seen = d;
    }
    return seen;
}

bool
lower_declared_in(const struct node *use, const struct node *body)
{
    const struct node *d = block_declaration(use->symbol, use);

    return d ? node_contains(body, d)
             : symbol_declared_in(use->symbol, body);
}

/* The function at file scope in whose body the node stands, or 0. */
static const struct node *
outermost_function(const struct node *n)
{
    const struct node *function = NULL;

    for (; n; n = n->parent)
        if (n->kind == N_COMPOUND && n->parent
            && n->parent->kind == N_FUNCTION)
            function = n->parent;
    return function;
}

/* Behind the declaration in a block. */
static void
declare_in_block(struct lowering *l, const struct node *declarator)
{
    const struct symbol *s = declarator->symbol->canonical;

    edit_after(l->e, declarator->parent->last,
               " static __typeof__(%s) *shmrt_%s_%u "
               "__attribute__((__used__)) = &%s;",
               s->name, s->name, s->number, s->name);
}

/* For what is declared at file scope: once in each function, and the variable
 * in front of the first. */
static void
declare_pointer(struct lowering *l, const struct node *use, struct symbol *s)
{
    const struct node *function = outermost_function(use);

    if (!function || s->pointer_in == function || block_declaration(s, use))
        return;
    if (!s->pointer_in)
        edit_before(l->e, function->first,
                    "static __typeof__(%s) *shmrt_address_%u "
                    "__attribute__((__used__)) = &%s; ",
                    s->name, s->number, s->name);
    edit_after(l->e, function->last_child->first,
               "__typeof__(%s) *const shmrt_%s_%u __attribute__((__unused__)) "
               "= shmrt_address_%u; ",
               s->name, s->name, s->number, s->number);
    s->pointer_in = function;
}

static bool
find_extern(struct node *n, void *found)
{
    if (n->kind == N_IDENTIFIER && n->symbol && lower_is_extern(n->symbol))
        *(bool *)found = true;
    return true;
}

/* A static object with such an address in its initializer: if nothing is
 * ever written to it, compilers put the address in its place. */
static void
keep_initializer(struct lowering *l, const struct node *declarator)
{
    struct node *initializer = declarator->child;
    bool found = false;

    if (!initializer || initializer->kind != N_INITIALIZER)
        return;
    tree_walk(initializer, find_extern, NULL, &found);
    if (found) /* in front of the = */
        edit_after(l->e, initializer->first - 2,
                   " __attribute__((__used__))");
}

static void rewrite_directive(struct lowering *, const struct directive *);

static bool
rewrite_use(struct node *n, void *data)
{
    struct lowering *l = data;

    if (n->kind == N_SIZEOF || n->kind == N_ALIGNOF || n->kind == N_SPECIFIERS)
        return false;
    if (n->kind == N_DECLARATOR && n->symbol && n->symbol->kind == SYM_OBJECT
        && symbol_is_static(n->symbol)) {
        keep_initializer(l, n);
        if (n->parent->parent->kind == N_COMPOUND
            && lower_is_extern(n->symbol->canonical))
            declare_in_block(l, n);
        return false;
    }
    if (n->kind == N_DIRECTIVE)
        rewrite_directive(l, n->directive);
    if (n->kind != N_IDENTIFIER || !n->symbol || !lower_is_extern(n->symbol))
        return true;
    declare_pointer(l, n, n->symbol);
    if (outermost_function(n) && !lower_is_private_at(n, n->symbol))
        edit_use(l->e, n->first, n->last, "%s",
                 lower_object(l, NULL, n->symbol));
    return true;
}

static void
rewrite_items(struct lowering *l, const struct directive *d,
              const struct item *items)
{
    for (const struct item *i = items; i && outermost_function(d->node);
         i = i->next) {
        if (i->symbol && lower_is_extern(i->symbol))
            declare_pointer(l, d->node, i->symbol);
        if (i->expr && i->expr->kind != N_IDENTIFIER)
            tree_walk(i->expr, rewrite_use, NULL, l);
    }
}

static void
rewrite_directive(struct lowering *l, const struct directive *d)
{
    rewrite_items(l, d, d->items);
    for (const struct clause *c = d->clauses; c; c = c->next) {
        rewrite_items(l, d, c->items);
        if (c->expr)
            tree_walk(c->expr, rewrite_use, NULL, l);
    }
}

void
lower_extern(struct lowering *l)
{
    tree_walk(l->u->tree, rewrite_use, NULL, l);
}
