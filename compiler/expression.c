/* SPDX-License-Identifier: MIT */
/* expression.c -- expressions and their types.
 *
 * A node's type is that of the expression before it becomes a value: an
 * array stays an array, an lvalue keeps its qualifiers.  0 is "not known"
 * and makes everything built on it unknown; it is never a guess. */
#include "parse.h"

/* ---- members ------------------------------------------------------------- */

/* The member that an N_MEMBER names, or 0. */
static const struct member *
member_of(const struct parser *p, const struct node *n)
{
    const struct type *type = n->child->type;
    const struct token *t = token_at(p->u, n->name);

    if (n->op == TOK_ARROW)
        type = type && (type->kind == T_POINTER || type->kind == T_ARRAY)
                   ? type->of
                   : NULL;
    return type_find_member(type, t->text, t->length);
}

/* A member has the qualifiers of its struct too. */
struct node *
member_node(struct parser *p, struct range r, tokid op, struct node *object,
            tokid name)
{
    struct node *n = node_with(p, N_MEMBER, r, object, NULL);
    const struct member *m;
    const struct type *of = object->type;

    node_operator(p, n, op);
    n->name = name;
    m = member_of(p, n);
    if (!m || !m->type || !of)
        return n;
    if (n->op == TOK_ARROW)
        of = of->of;
    n->type = type_qualified(p, m->type,
                             of->qualifiers & (Q_CONST | Q_VOLATILE));
    return n;
}

/* The type of the operand as a value.  A bit-field's is known only when its
 * width makes no difference. */
static const struct type *
value_type(struct parser *p, struct node *n)
{
    struct node *inner = node_unparen(n);
    const struct member *m
        = inner->kind == N_MEMBER ? member_of(p, inner) : NULL;
    const struct type *type = type_value(p, n->type);

    if (!m || !m->bit_field || !type)
        return type;
    return !type->is_unsigned && type->rank <= p->u->int_bits
                   && type->kind == T_INTEGER
               ? type
               : NULL;
}

/* ---- primary expressions ------------------------------------------------- */

struct node *
identifier_node(struct parser *p, tokid t)
{
    struct node *n = node_make(p, N_IDENTIFIER, (struct range){ t, t });

    n->name = t;
    n->symbol = scope_lookup(p, SYM_OBJECT, t);
    if (n->symbol && n->symbol->kind != SYM_TYPEDEF)
        n->type = n->symbol->type;
    return n;
}

struct node *
string_node(struct parser *p, struct range r)
{
    struct node *n = node_make(p, N_STRING, r);

    for (tokid t = r.first; t <= r.last; t++)
        if (token_at(p->u, t)->text[0] != '"')
            return n; /* L"", u"": what wchar_t is we are not told */
    n->type = type_array(p, type_basic(p, B_CHAR), NULL, false);
    return n;
}

struct node *
paren_node(struct parser *p, struct range r, struct node *inner)
{
    struct node *n = node_with(p, N_PAREN, r, inner, NULL);

    n->type = inner->type;
    return n;
}

/* ({ ...; e; }) has the type of the last expression. */
struct node *
statement_expression_node(struct parser *p, struct range r,
                          struct node *block)
{
    struct node *n
        = node_with(p, N_STATEMENT_EXPRESSION, r, block, NULL);
    struct node *last = block->last_child;

    while (last && (last->kind == N_LABEL || last->kind == N_CASE
                    || last->kind == N_DEFAULT))
        last = last->last_child;
    if (last && last->kind == N_EXPRESSION_STATEMENT)
        n->type = value_type(p, last->child);
    else
        n->type = type_basic(p, B_VOID);
    return n;
}

/* ---- operators ----------------------------------------------------------- */

/* What * gives; a function is its own target. */
static const struct type *
pointed_to(const struct type *type)
{
    if (type && type->kind == T_FUNCTION)
        return type;
    if (!type || (type->kind != T_POINTER && type->kind != T_ARRAY)
        || type->of->kind == T_UNKNOWN)
        return NULL;
    return type->of;
}

static const struct type *
unary_type(struct parser *p, int op, struct node *operand)
{
    const struct type *type = operand->type;

    switch (op) {
    case TOK_EXCLAMATION: return type_basic(p, B_INT);
    case TOK_STAR: return pointed_to(type);
    case TOK_AMPERSAND:
        return type ? type_derived(p, T_POINTER, type) : NULL;
    case TOK_EXTENSION: return type;
    case TOK_INCREMENT: case TOK_DECREMENT: return value_type(p, operand);
    case TOK_REAL: case TOK_IMAG:
        return type && type->kind == T_COMPLEX ? type->of
                                               : value_type(p, operand);
    default: /* + - ~ */
        type = value_type(p, operand);
        return type && type->kind == T_VECTOR ? type : type_promoted(p, type);
    }
}

struct node *
unary_node(struct parser *p, struct range r, tokid op, struct node *operand)
{
    struct node *n = node_with(p, N_UNARY, r, operand, NULL);

    node_operator(p, n, op);
    n->type = unary_type(p, n->op, operand);
    return n;
}

struct node *
postfix_node(struct parser *p, struct range r, tokid op, struct node *operand)
{
    struct node *n = node_with(p, N_POSTFIX, r, operand, NULL);

    n->type = value_type(p, operand);
    return node_operator(p, n, op);
}

static bool
is_pointer(const struct type *t)
{
    return t && t->kind == T_POINTER;
}

/* + and -: with pointers, or arithmetic. */
static const struct type *
sum_type(struct parser *p, int op, const struct type *a, const struct type *b)
{
    if (is_pointer(a) && is_pointer(b))
        return op == TOK_MINUS ? type_difference(p) : NULL;
    if (is_pointer(a))
        return type_is_integer(b) ? a : NULL;
    if (is_pointer(b))
        return op == TOK_PLUS && type_is_integer(a) ? b : NULL;
    return type_common(p, a, b);
}

static bool
is_vector(const struct type *t)
{
    return t && t->kind == T_VECTOR;
}

/* Vectors are combined with vectors of the same type, or with scalars; a
 * comparison of them gives a vector type that has no name. */
static const struct type *
binary_type(struct parser *p, int op, const struct type *a,
            const struct type *b)
{
    bool compares = op == TOK_EQUAL || op == TOK_NOT_EQUAL || op == TOK_LESS
                    || op == TOK_GREATER || op == TOK_LESS_EQUAL
                    || op == TOK_GREATER_EQUAL;

    if (op == TOK_AND_AND || op == TOK_OR_OR)
        return type_basic(p, B_INT);
    if (!a || !b)
        return NULL;
    if (is_vector(a) || is_vector(b))
        return compares || (is_vector(a) && is_vector(b) && !type_same(a, b))
                   ? NULL
               : is_vector(a) ? a
                              : b;
    if (compares)
        return type_basic(p, B_INT);
    if (op == TOK_SHIFT_LEFT || op == TOK_SHIFT_RIGHT)
        return type_promoted(p, a);
    if (op == TOK_PLUS || op == TOK_MINUS)
        return sum_type(p, op, a, b);
    return type_common(p, a, b);
}

struct node *
binary_node(struct parser *p, struct range r, tokid op, struct node *left,
            struct node *right)
{
    struct node *n = node_with(p, N_BINARY, r, left, right, NULL);

    node_operator(p, n, op);
    n->type = binary_type(p, n->op, value_type(p, left),
                          value_type(p, right));
    return n;
}

struct node *
assign_node(struct parser *p, struct range r, tokid op, struct node *left,
            struct node *right)
{
    struct node *n = node_with(p, N_ASSIGN, r, left, right, NULL);

    n->type = value_type(p, left);
    return node_operator(p, n, op);
}

struct node *
comma_node(struct parser *p, struct range r, struct node *left,
           struct node *right)
{
    struct node *n = node_with(p, N_COMMA, r, left, right, NULL);

    n->op = TOK_COMMA;
    n->type = value_type(p, right);
    return n;
}

static bool
is_void_pointer(const struct type *t)
{
    return is_pointer(t) && t->of->kind == T_VOID;
}

static bool
is_zero(const struct parser *p, struct node *n)
{
    n = node_unparen(n);
    return n->kind == N_CONSTANT && token_is(p, n->first, "0");
}

/* Two pointers of different types have a composite type, which is not built;
 * 0 beside a pointer is a null pointer. */
struct node *
conditional_node(struct parser *p, struct range r, struct node *condition,
                 struct node *then, struct node *otherwise)
{
    struct node *n
        = node_with(p, N_CONDITIONAL, r, condition, then, otherwise, NULL);
    struct node *left = then->kind == N_EMPTY ? condition : then;
    const struct type *a = value_type(p, left);
    const struct type *b = value_type(p, otherwise);

    if (type_is_arithmetic(a) && type_is_arithmetic(b))
        n->type = type_common(p, a, b);
    else if (type_same(a, b))
        n->type = a;
    else if (is_pointer(a) && !is_void_pointer(b) && is_zero(p, otherwise))
        n->type = a;
    else if (is_pointer(b) && !is_void_pointer(a) && is_zero(p, left))
        n->type = b;
    return n;
}

/* ---- types as operands --------------------------------------------------- */

/* N_CAST, or N_COMPOUND_LITERAL. */
struct node *
cast_node(struct parser *p, enum node_kind kind, struct range r,
          struct node *type_name, struct node *operand)
{
    struct node *n = node_with(p, kind, r, type_name, operand, NULL);

    n->type = type_name->type;
    if (kind == N_CAST)
        n->type = type_unqualified(p, n->type);
    return n;
}

struct node *
sizeof_node(struct parser *p, enum node_kind kind, struct range r,
            struct node *operand)
{
    struct node *n = node_with(p, kind, r, operand, NULL);

    n->type = type_size(p);
    return n;
}

/* ---- calls --------------------------------------------------------------- */

struct node *
call_node(struct parser *p, struct range r, struct node *function,
          struct node *arguments)
{
    struct node *n = node_with(p, N_CALL, r, function, NULL);
    const struct type *type = pointed_to(function->type);

    if (arguments)
        node_adopt(n, arguments);
    if (type && type->kind == T_POINTER) /* (*f) of a pointer to pointer */
        type = NULL;
    if (type && type->kind == T_FUNCTION && type->of->kind != T_UNKNOWN)
        n->type = type_unqualified(p, type->of);
    return n;
}

struct node *
index_node(struct parser *p, struct range r, struct node *array,
           struct node *index)
{
    struct node *n = node_with(p, N_INDEX, r, array, index, NULL);
    const struct type *a = array->type;

    if (a && (a->kind == T_POINTER || a->kind == T_ARRAY))
        n->type = pointed_to(a);
    else if (is_vector(a))
        n->type = a->of->kind == T_UNKNOWN ? NULL : a->of;
    else if (type_is_integer(a)) /* 3[a] */
        n->type = pointed_to(index->type);
    return n;
}

struct node *
list_node(struct parser *p, struct node *a, struct node *b)
{
    struct range r = { a->first, b->last };

    return node_with(p, N_OTHER, r, a, b, NULL);
}

struct node *
generic_node(struct parser *p, struct range r, struct node *controlling,
             struct node *associations)
{
    struct node *n = node_with(p, N_GENERIC, r, controlling, NULL);

    node_adopt(n, associations);
    return n;
}

/* The built-in functions that take types. */
struct node *
builtin_node(struct parser *p, struct range r, tokid word,
             struct node *arguments)
{
    struct node *n = node_make(p, N_BUILTIN, r);
    struct node *last;

    if (arguments)
        node_adopt(n, arguments);
    node_operator(p, n, word);
    last = n->last_child;
    switch (n->op) {
    case TOK_BUILTIN_OFFSETOF: n->type = type_size(p); break;
    case TOK_BUILTIN_TYPES_COMPATIBLE_P: case TOK_BUILTIN_HAS_ATTRIBUTE:
        n->type = type_basic(p, B_INT);
        break;
    case TOK_BUILTIN_VA_ARG: case TOK_BUILTIN_CONVERTVECTOR:
        if (last && last->kind == N_TYPE_NAME)
            n->type = last->type;
        break;
    case TOK_BUILTIN_BIT_CAST:
        if (n->child && n->child->kind == N_TYPE_NAME)
            n->type = n->child->type;
        break;
    default: break;
    }
    return n;
}

/* ---- the length of an array ---------------------------------------------- */

/* A sizeof is constant unless its operand is of variable length; so are the
 * built-in functions that only look at types. */
static bool
look_for_object(struct node *n, void *found)
{
    const struct symbol *s = n->symbol;

    if (n->kind == N_SIZEOF || n->kind == N_ALIGNOF)
        return type_is_variably_modified(n->child->type);
    if (n->kind == N_BUILTIN)
        return n->op != TOK_BUILTIN_TYPES_COMPATIBLE_P
               && n->op != TOK_BUILTIN_OFFSETOF;
    if (n->kind == N_IDENTIFIER && s && !s->constant
        && (s->kind == SYM_OBJECT || s->kind == SYM_PARAMETER
            || s->kind == SYM_FUNCTION))
        *(bool *)found = true;
    return true;
}

bool
expression_is_variable(struct node *n)
{
    bool found = false;

    tree_walk(n, look_for_object, NULL, &found);
    return found;
}
