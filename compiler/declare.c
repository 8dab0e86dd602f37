/* SPDX-License-Identifier: MIT */
/* declare.c -- declarators: what a declaration declares.
 *
 * A declarator is read from the name outwards: in `int *f[3]` first [3],
 * then the star.  Its type is built the other way round, from the specifiers
 * inwards, so each part is put in front of a list, and the list is then the
 * order in which the type is made: pointer to int; array of that.
 *
 * A name is declared as soon as its declarator is complete, in front of its
 * initializer and of the next declarator. */
#include "parse.h"

enum derivation_kind { DERIVE_POINTER, DERIVE_ARRAY, DERIVE_FUNCTION };

struct derivation {
    struct derivation *next; /* inwards, to the name */
    enum derivation_kind kind;
    unsigned qualifiers;
    struct range range;
    struct node *length;     /* of an array; N_EMPTY: [*] */
    struct node *parameters; /* of a function, or 0; with the prototype's
                              * scope, unless they are only names */
};

/* ---- declarators --------------------------------------------------------- */

struct declarator *
declarator_new(struct parser *p, struct range r, tokid name)
{
    struct declarator *d = arena_alloc(p->u->arena, sizeof *d);

    d->node = node_make(p, N_DECLARATOR, r);
    d->node->name = name;
    d->node->end = r.last;
    return d;
}

struct declarator *
declarator_paren(struct declarator *d, struct range r)
{
    node_widen(d->node, r);
    return d;
}

static struct derivation *
derivation(struct parser *p, enum derivation_kind kind, struct range r)
{
    struct derivation *new = arena_alloc(p->u->arena, sizeof *new);

    new->kind = kind;
    new->range = r;
    return new;
}

/* One more part around what there is. */
static void
derive(struct declarator *d, struct derivation *new)
{
    new->next = d->outermost;
    d->outermost = new;
    if (!d->innermost)
        d->innermost = new;
    if (new->range.first < d->node->first)
        d->node->first = new->range.first;
    if (new->range.last > d->node->last)
        d->node->last = new->range.last;
}

struct declarator *
declarator_pointer(struct parser *p, struct range r, struct declarator *d,
                   unsigned qualifiers)
{
    struct derivation *pointer = derivation(p, DERIVE_POINTER, r);

    pointer->qualifiers = qualifiers;
    pointer->range.last = d->node->last; /* without attributes behind it */
    derive(d, pointer);
    return d;
}

struct derivation *
suffix_array(struct parser *p, struct range r, unsigned qualifiers,
             struct node *length)
{
    struct derivation *array = derivation(p, DERIVE_ARRAY, r);

    array->qualifiers = qualifiers;
    array->length = length;
    return array;
}

struct derivation *
suffix_function(struct parser *p, struct range r, struct node *parameters)
{
    struct derivation *function = derivation(p, DERIVE_FUNCTION, r);

    function->parameters = parameters;
    if (parameters && parameters->scope)
        p->scope = parameters->scope->outer;
    return function;
}

/* Lengths and parameters become children of the declarator. */
struct declarator *
declarator_suffix(struct declarator *d, struct derivation *suffix)
{
    derive(d, suffix);
    if (suffix->length)
        node_add(d->node, suffix->length);
    if (suffix->parameters)
        node_adopt(d->node, suffix->parameters);
    return d;
}

bool
declarator_is_function(const struct declarator *d)
{
    return d->innermost && d->innermost->kind == DERIVE_FUNCTION;
}

struct scope *
declarator_scope(const struct declarator *d)
{
    const struct derivation *in = d->innermost;

    return declarator_is_function(d) && in->parameters ? in->parameters->scope
                                                       : NULL;
}

/* The parameters have a scope of their own from the first one on, since
 * later ones can use them: int f(int n, int a[n]). */
struct node *
parameters_open(struct parser *p, struct range r)
{
    struct node *list = node_make(p, N_OTHER, r);

    list->scope = p->scope = scope_push(p->u, p->scope);
    return list;
}

/* ---- types --------------------------------------------------------------- */

/* At file scope a length is always constant. */
static const struct type *
array_of(struct parser *p, const struct type *of, const struct derivation *d)
{
    struct node *length = d->length;
    bool star = length && length->kind == N_EMPTY;
    bool variable = star
                    || (length && p->scope != p->u->file_scope
                        && expression_is_variable(length));

    return type_array(p, of, star ? NULL : length, variable);
}

/* vector_size applies to what the specifiers name, also where it stands
 * behind the declarator; what mode means is the target's secret. */
static const struct type *
attributed(struct parser *p, const struct type *type, unsigned attributes)
{
    if (attributes & ATTRIBUTE_MODE)
        return NULL;
    if (attributes & ATTRIBUTE_VECTOR)
        return type_derived(p, T_VECTOR, type);
    return type;
}

const struct type *
declarator_type(struct parser *p, const struct specs *s,
                const struct declarator *d, unsigned attributes)
{
    const struct type *type
        = attributed(p, specs_type(p, s), s->attributes | attributes);

    for (struct derivation *at = d ? d->outermost : NULL; at; at = at->next)
        switch (at->kind) {
        case DERIVE_POINTER:
            type = type_qualified(p, type_derived(p, T_POINTER, type),
                                  at->qualifiers);
            break;
        case DERIVE_ARRAY: type = array_of(p, type, at); break;
        case DERIVE_FUNCTION: type = type_derived(p, T_FUNCTION, type); break;
        }
    return type;
}

/* An array as a parameter is a pointer; so is a function. */
static const struct type *
parameter_type(struct parser *p, const struct type *type,
               const struct declarator *d)
{
    const struct derivation *in = d ? d->innermost : NULL;

    if (type && type->kind == T_ARRAY)
        return type_qualified(p, type_derived(p, T_POINTER, type->of),
                              in && in->kind == DERIVE_ARRAY ? in->qualifiers
                                                             : 0);
    return type_decayed(p, type);
}

struct node *
type_name_node(struct parser *p, struct range r, struct specs *s,
               struct declarator *d)
{
    struct node *n = node_with(p, N_TYPE_NAME, r, s->node,
                               d ? d->node : NULL, NULL);

    n->type = declarator_type(p, s, d, 0);
    return n;
}

/* ---- declarations -------------------------------------------------------- */

/* A function declared in a block has linkage, whatever is not written. */
static enum storage
storage_of(const struct parser *p, const struct specs *s, bool is_function)
{
    bool file = p->scope == p->u->file_scope;

    switch (s->storage) {
    case TOK_STATIC: return STORAGE_STATIC;
    case TOK_EXTERN: return STORAGE_EXTERN;
    case TOK_REGISTER: return STORAGE_REGISTER;
    default: return file          ? STORAGE_FILE
                    : is_function ? STORAGE_EXTERN
                                  : STORAGE_AUTO;
    }
}

/* Between the declarator and the body of an old-style definition the scope is
 * the function's own; the body opens another. */
static bool
in_old_style_list(const struct parser *p)
{
    return p->scope->node && p->scope->node->kind == N_FUNCTION;
}

/* The typedef's name goes with the type, for messages. */
static const struct type *
with_name(struct parser *p, const struct type *type, const char *name)
{
    struct type *named;

    if (!type)
        return NULL;
    named = arena_alloc(p->u->arena, sizeof *named);
    *named = *type;
    named->typedef_name = name;
    return named;
}

/* Declares the name with the type that specifiers and declarator make. */
static void
declare(struct parser *p, const struct specs *s, struct declarator *d,
        unsigned attributes)
{
    struct node *n = d->node;
    const struct type *type = declarator_type(p, s, d, attributes);
    bool is_function = type && type->kind == T_FUNCTION;
    struct symbol *symbol
        = symbol_new(p,
                     s->is_typedef ? SYM_TYPEDEF
                     : is_function ? SYM_FUNCTION
                                   : SYM_OBJECT,
                     n->name);

    if (in_old_style_list(p))
        type = parameter_type(p, type, d);
    if (s->is_typedef)
        type = with_name(p, type, symbol->name);
    symbol->type = n->type = type;
    symbol->storage = storage_of(p, s, is_function);
    symbol->thread_local_ = s->is_thread_local;
    symbol->constant = s->is_constexpr;
    symbol->declarator = n;
    n->symbol = scope_declare(p, symbol);
}

struct declaration *
declaration_open(struct parser *p, struct range r, struct specs *s,
                 struct declarator *d, unsigned attributes)
{
    struct declaration *declaration
        = arena_alloc(p->u->arena, sizeof *declaration);

    if (!s) /* main() { ... } */
        s = specs_new(p, (struct range){ r.first, r.first - 1 }, 0);
    declaration->specs = s;
    declaration->node = node_with(p, N_DECLARATION, r, s->node, NULL);
    return declaration_next(p, r, declaration, d, attributes);
}

struct declaration *
declaration_next(struct parser *p, struct range r,
                 struct declaration *declaration, struct declarator *d,
                 unsigned attributes)
{
    declare(p, declaration->specs, d, attributes);
    d->node->end = r.last;
    declaration->declarator = d;
    node_add(declaration->node, d->node);
    declaration->node->last = r.last;
    return declaration;
}

/* The initializer is the declarator's first child (tree.h). */
static void
put_initializer(struct node *declarator, struct node *initializer)
{
    initializer->parent = declarator;
    initializer->next = declarator->child;
    declarator->child = initializer;
    if (!declarator->last_child)
        declarator->last_child = initializer;
    declarator->end = initializer->last;
}

/* The name was declared before its initializer was read; what is known only
 * now is an inferred type, and that this is a definition. */
struct declaration *
declaration_initialize(struct parser *p, struct declaration *declaration,
                       struct node *value)
{
    struct range r = { value->first, value->last };
    struct node *n = declaration->declarator->node;
    struct specs *s = declaration->specs;

    put_initializer(n, node_with(p, N_INITIALIZER, r, value, NULL));
    if (specs_is_inferred(p, s) && !n->type && value->type) {
        n->type = type_qualified(p, type_value(p, value->type),
                                 s->qualifiers);
        n->symbol->type = n->type;
    }
    scope_define(n->symbol, n);
    return declaration;
}

struct node *
declaration_close(struct declaration *declaration, struct range r)
{
    return node_widen(declaration->node, r);
}

/* `struct S;` makes a new S in this scope. */
struct node *
declaration_empty(struct parser *p, struct specs *s, struct range r)
{
    struct symbol *tag = s->tag;
    struct node *n = node_with(p, N_DECLARATION, r, s->node, NULL);

    if (tag && tag->scope != p->scope)
        s->node->last_child->symbol = tag_declare(p, tag);
    return n;
}

/* ---- parameters ---------------------------------------------------------- */

struct node *
parameter_declare(struct parser *p, struct range r, struct specs *s,
                  struct declarator *d, unsigned attributes)
{
    struct node *n = node_with(p, N_PARAMETER, r, s->node,
                               d ? d->node : NULL, NULL);
    struct symbol *symbol;

    n->type = parameter_type(p, declarator_type(p, s, d, attributes), d);
    if (!d)
        return n;
    d->node->type = n->type;
    d->node->end = r.last;
    if (!d->node->name)
        return n;
    n->name = d->node->name;
    symbol = symbol_new(p, SYM_PARAMETER, d->node->name);
    symbol->storage = s->storage == TOK_REGISTER ? STORAGE_REGISTER
                                                 : STORAGE_AUTO;
    symbol->type = n->type;
    symbol->declarator = d->node;
    n->symbol = d->node->symbol = scope_declare(p, symbol);
    return n;
}

/* In the list of an old-style definition: declared when that begins. */
struct node *
parameter_name(struct parser *p, struct range r)
{
    return node_named(node_make(p, N_PARAMETER, r), r.first);
}
