/* SPDX-License-Identifier: MIT */
/* aggregate.c -- struct, union and enum: tags, members, enumerators.
 *
 * The type of a struct is known through its tag: types that were copied
 * before the struct was complete find the members in tag->type. */
#include "parse.h"

static enum type_kind
aggregate_kind(const struct parser *p, tokid word)
{
    switch (token_at(p->u, word)->kind) {
    case TOK_UNION: return T_UNION;
    case TOK_ENUM: return T_ENUM;
    default: return T_STRUCT;
    }
}

/* A new tag in the current scope; one without a name is not to be found. */
static struct symbol *
new_tag(struct parser *p, enum type_kind kind, tokid name)
{
    struct symbol *tag = symbol_new(p, SYM_TAG, name);
    struct type *type = arena_alloc(p->u->arena, sizeof *type);

    type->kind = kind;
    type->tag = tag;
    tag->type = type;
    if (name)
        scope_insert(p->u, p->scope, tag);
    return tag;
}

struct symbol *
tag_declare(struct parser *p, const struct symbol *outer)
{
    return new_tag(p, outer->type->kind, outer->token);
}

static struct node *
aggregate_node(struct parser *p, struct range r, tokid name,
               struct symbol *tag)
{
    enum node_kind kind = tag->type->kind == T_ENUM ? N_ENUM : N_STRUCT;
    struct node *n = node_named(node_make(p, kind, r), name);

    n->symbol = tag;
    n->type = tag->type;
    return n;
}

struct node *
tag_reference(struct parser *p, struct range r, tokid name)
{
    struct symbol *tag = scope_lookup(p, SYM_TAG, name);

    if (!tag)
        tag = new_tag(p, aggregate_kind(p, r.first), name);
    return aggregate_node(p, r, name, tag);
}

/* The tag of a definition: one declared in this scope and not defined yet, or
 * a new one. */
static struct symbol *
defined_tag(struct parser *p, enum type_kind kind, tokid name)
{
    const struct token *t = token_at(p->u, name);
    struct symbol *tag
        = name ? scope_find_here(p->scope, SYM_TAG, t->text, t->length)
               : NULL;

    return tag && tag->type->kind == kind && !tag->declarator
               ? tag
               : new_tag(p, kind, name);
}

struct node *
struct_open(struct parser *p, struct range r, tokid name)
{
    enum type_kind kind = aggregate_kind(p, r.first);

    return aggregate_node(p, r, name, defined_tag(p, kind, name));
}

static const struct member **
add_member(struct parser *p, const struct member **end, const char *name,
           const struct type *type, bool bit_field)
{
    struct member *m = arena_alloc(p->u->arena, sizeof *m);

    m->name = name;
    m->type = type;
    m->bit_field = bit_field;
    *end = m;
    return &m->next;
}

/* Members that have a name, or are an unnamed struct or union.  That one is
 * complete, so no struct is ever found inside itself. */
static const struct member **
add_members(struct parser *p, const struct member **end, struct node *field)
{
    const struct type *type = field->type;

    for (struct node *n = field->child; n; n = n->next)
        if (n->kind == N_DECLARATOR && n->name)
            end = add_member(p, end, token_string(p, n->name), n->type,
                             n->op == TOK_COLON);
    if (field->child == field->last_child && type
        && (type->kind == T_STRUCT || type->kind == T_UNION)
        && type->tag->declarator)
        end = add_member(p, end, "", type, false);
    return end;
}

/* Only now are the members' types known to all who have the tag. */
struct node *
struct_close(struct parser *p, struct node *n, struct range r)
{
    struct type *complete = arena_alloc(p->u->arena, sizeof *complete);
    const struct member **end = &complete->members;

    *complete = *n->symbol->type;
    complete->members = NULL;
    for (struct node *field = n->child; field; field = field->next)
        if (field->kind == N_FIELD)
            end = add_members(p, end, field);
    n->symbol->type = n->type = complete;
    n->symbol->declarator = n;
    return node_widen(n, r);
}

struct node *
field_empty(struct parser *p, struct specs *s, struct range r)
{
    struct node *field = node_with(p, N_FIELD, r, s->node, NULL);

    field->type = declarator_type(p, s, NULL, 0);
    return field;
}

struct declaration *
field_open(struct parser *p, struct range r, struct specs *s,
           struct declarator *d, struct node *width, unsigned attributes)
{
    struct declaration *fields = arena_alloc(p->u->arena, sizeof *fields);

    fields->node = field_empty(p, s, r);
    fields->specs = s;
    return field_next(p, r, fields, d, width, attributes);
}

/* A member is no name in any scope: it is found through its struct. */
struct declaration *
field_next(struct parser *p, struct range r, struct declaration *fields,
           struct declarator *d, struct node *width, unsigned attributes)
{
    struct node *n;

    if (!d) /* an unnamed bit-field */
        d = declarator_new(p, (struct range){ width->first - 1, r.last }, 0);
    n = d->node;
    n->type = declarator_type(p, fields->specs, d, attributes);
    n->end = r.last;
    if (width) {
        node_add(n, width);
        n->op = TOK_COLON;
    }
    node_add(fields->node, n);
    return fields;
}

/* ---- enumerations -------------------------------------------------------- */

struct node *
enum_open(struct parser *p, struct range r, tokid name,
          struct specs *underlying)
{
    struct symbol *tag = defined_tag(p, T_ENUM, name);
    struct type *type;
    struct node *n;

    if (underlying) {
        type = arena_alloc(p->u->arena, sizeof *type);
        *type = *tag->type;
        type->of = specs_type(p, underlying);
        tag->type = type;
    }
    n = aggregate_node(p, r, name, tag);
    if (underlying)
        node_add(n, underlying->node);
    return n;
}

struct node *
enum_declare(struct parser *p, struct range r, tokid name,
             struct specs *underlying)
{
    struct node *n = enum_open(p, r, name, underlying);

    return node_with(p, N_DECLARATION, r, n, NULL);
}

/* int, unless the value may not fit; then the compiler chooses. */
static const struct type *
enumerator_type(struct parser *p, const struct node *list,
                const struct node *value)
{
    const struct node *before = list->last_child;

    if (list->type->of)
        return list->type->of;
    if (!value && before && before->kind == N_ENUMERATOR && before->symbol)
        return before->symbol->type;
    if (!value || type_promoted(p, value->type) == type_basic(p, B_INT))
        return type_basic(p, B_INT);
    return NULL;
}

struct node *
enumerator(struct parser *p, struct node *list, struct range r, tokid name,
           struct node *value)
{
    struct node *n = node_with(p, N_ENUMERATOR, r, value, NULL);
    struct symbol *symbol = symbol_new(p, SYM_ENUMERATOR, name);

    n->name = name;
    symbol->type = enumerator_type(p, list, value);
    symbol->storage = STORAGE_FILE;
    symbol->declarator = n;
    n->symbol = scope_declare(p, symbol);
    n->type = symbol->type;
    return node_append(list, n);
}
