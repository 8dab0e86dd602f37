/* SPDX-License-Identifier: MIT */
/* specs.c -- declaration specifiers: what `static const unsigned long` says.
 *
 * In: the words one by one, in any order.  Out: struct specs, from which the
 * type is made when the first declarator asks for it.  Words that do not go
 * together are the compiler's to report. */
#include "parse.h"

/* Bits of specs.seen: one for the basic type that a word names by itself,
 * and these. */
enum {
    SEEN_SIGNED = 40, SEEN_UNSIGNED, SEEN_COMPLEX, SEEN_IMAGINARY,
    SEEN_AUTO_TYPE
};
#define BIT(b) ((uint64_t)1 << (b))

/* Which word sets which bit.  A word that modifies others (short, long) has
 * the bit of the type that it means by itself. */
static const struct type_word {
    uint16_t token;
    uint16_t bit;
} type_words[] = {
    { TOK_VOID, B_VOID },             { TOK_BOOL, B_BOOL },
    { TOK_CHAR, B_CHAR },             { TOK_SHORT, B_SHORT },
    { TOK_INT, B_INT },               { TOK_LONG, B_LONG },
    { TOK_INT128, B_INT128 },         { TOK_FLOAT16, B_FLOAT16 },
    { TOK_FP16, B_FP16 },             { TOK_BF16, B_BF16 },
    { TOK_FLOAT, B_FLOAT },           { TOK_DOUBLE, B_DOUBLE },
    { TOK_FLOAT32, B_FLOAT32 },       { TOK_FLOAT32X, B_FLOAT32X },
    { TOK_FLOAT64, B_FLOAT64 },       { TOK_FLOAT64X, B_FLOAT64X },
    { TOK_FLOAT128, B_FLOAT128 },     { TOK_FLOAT80, B_FLOAT80 },
    { TOK_IBM128, B_IBM128 },         { TOK_DECIMAL32, B_DECIMAL32 },
    { TOK_DECIMAL64, B_DECIMAL64 },   { TOK_DECIMAL128, B_DECIMAL128 },
    { TOK_SIGNED, SEEN_SIGNED },      { TOK_UNSIGNED, SEEN_UNSIGNED },
    { TOK_COMPLEX, SEEN_COMPLEX },    { TOK_IMAGINARY, SEEN_IMAGINARY },
    { TOK_AUTO_TYPE, SEEN_AUTO_TYPE },
};

struct specs *
specs_new(struct parser *p, struct range r, unsigned attributes)
{
    struct specs *s = arena_alloc(p->u->arena, sizeof *s);

    s->node = node_make(p, N_SPECIFIERS, r);
    s->attributes = attributes;
    return s;
}

unsigned
qualifier_bit(const struct parser *p, tokid t)
{
    switch (token_at(p->u, t)->kind) {
    case TOK_CONST: return Q_CONST;
    case TOK_VOLATILE: return Q_VOLATILE;
    case TOK_RESTRICT: return Q_RESTRICT;
    case TOK_ATOMIC: return Q_ATOMIC;
    default: return 0; /* address spaces, _Nonnull */
    }
}

/* One word: a storage class, a qualifier, or a part of the type's name. */
struct specs *
specs_word(struct parser *p, struct specs *s, tokid t)
{
    uint16_t kind = token_at(p->u, t)->kind;

    s->node->last = t;
    s->qualifiers |= qualifier_bit(p, t);
    switch (kind) {
    case TOK_TYPEDEF: s->is_typedef = true; break;
    case TOK_AUTO: s->is_auto = true; break;
    case TOK_CONSTEXPR: s->is_constexpr = true; break;
    case TOK_THREAD_LOCAL: s->is_thread_local = true; break;
    case TOK_STATIC: case TOK_EXTERN: case TOK_REGISTER:
        s->storage = kind;
        break;
    case TOK_LONG: s->longs++; break;
    default: break;
    }
    for (size_t i = 0; i < sizeof type_words / sizeof *type_words; i++)
        if (type_words[i].token == kind)
            s->seen |= BIT(type_words[i].bit);
    return s;
}

struct specs *
specs_attribute(struct specs *s, unsigned attributes, struct range r)
{
    s->attributes |= attributes;
    s->node->last = r.last;
    return s;
}

struct specs *
specs_alignment(struct specs *s, struct node *n)
{
    node_append(s->node, n);
    return s;
}

struct specs *
specs_typedef_name(struct parser *p, struct specs *s, tokid t)
{
    struct symbol *symbol = scope_lookup(p, SYM_TYPEDEF, t);

    s->node->last = t;
    s->has_type = true;
    s->type = symbol ? symbol->type : NULL;
    return s;
}

/* `struct S` without braces is remembered: alone in its declaration it makes a
 * new tag. */
struct specs *
specs_node(struct parser *p, struct specs *s, struct node *n)
{
    node_append(s->node, n);
    s->has_type = true;
    s->type = n->type;
    if (n->kind != N_OTHER && token_at(p->u, n->last)->kind != TOK_RBRACE)
        s->tag = n->symbol;
    return s;
}

bool
specs_is_inferred(const struct parser *p, const struct specs *s)
{
    return (s->seen & BIT(SEEN_AUTO_TYPE))
           || (s->is_auto && !s->seen && !s->has_type
               && (p->u->dialect & DIALECT_C23));
}

/* The basic type that the words name together. */
static enum basic
basic_of(const struct specs *s)
{
    bool is_unsigned = s->seen & BIT(SEEN_UNSIGNED);

    for (enum basic b = B_FLOAT16; b < B_COUNT; b++)
        if (s->seen & BIT(b))
            return b == B_DOUBLE && s->longs ? B_LDOUBLE : b;
    if (s->seen & BIT(B_VOID))
        return B_VOID;
    if (s->seen & BIT(B_BOOL))
        return B_BOOL;
    if (s->seen & BIT(B_CHAR))
        return is_unsigned                      ? B_UCHAR
               : (s->seen & BIT(SEEN_SIGNED)) ? B_SCHAR
                                                : B_CHAR;
    if (s->seen & BIT(B_SHORT))
        return is_unsigned ? B_USHORT : B_SHORT;
    if (s->seen & BIT(B_INT128))
        return is_unsigned ? B_UINT128 : B_INT128;
    if (s->longs)
        return (s->longs > 1 ? B_LLONG : B_LONG) + is_unsigned;
    if ((s->seen & BIT(SEEN_COMPLEX)) && s->seen == BIT(SEEN_COMPLEX))
        return B_DOUBLE;
    return is_unsigned ? B_UINT : B_INT;
}

/* Qualifiers may stand anywhere among the words, so they come last. */
const struct type *
specs_type(struct parser *p, const struct specs *s)
{
    const struct type *type = s->type;

    if (specs_is_inferred(p, s) || (s->seen & BIT(SEEN_IMAGINARY)))
        return NULL;
    if (!s->has_type)
        type = type_basic(p, basic_of(s));
    if (type && type->kind == T_INTEGER && s->has_type
        && (s->seen & BIT(SEEN_UNSIGNED))) { /* unsigned _BitInt(n) */
        struct type *other = arena_alloc(p->u->arena, sizeof *other);

        *other = *type;
        other->is_unsigned = true;
        type = other;
    }
    if (s->seen & BIT(SEEN_COMPLEX))
        type = type_derived(p, T_COMPLEX, type);
    return type ? type_qualified(p, type, s->qualifiers) : NULL;
}

/* ---- specifiers that are made of others ---------------------------------- */

struct node *
typeof_node(struct parser *p, struct range r, struct node *operand)
{
    struct node *n = node_with(p, N_OTHER, r, operand, NULL);

    n->type = operand->type;
    if (token_at(p->u, r.first)->kind == TOK_TYPEOF_UNQUAL)
        n->type = type_unqualified(p, n->type);
    return n;
}

struct node *
atomic_node(struct parser *p, struct range r, struct node *operand)
{
    struct node *n = node_with(p, N_OTHER, r, operand, NULL);

    if (operand->type)
        n->type = type_qualified(p, operand->type, Q_ATOMIC);
    return n;
}

/* The width is read from a plain decimal constant only; else it stays 0. */
struct node *
bitint_node(struct parser *p, struct range r, struct node *width)
{
    struct node *n = node_with(p, N_OTHER, r, width, NULL);
    struct type *type = arena_alloc(p->u->arena, sizeof *type);
    const struct token *t = token_at(p->u, width->first);

    type->kind = T_INTEGER;
    type->basic_name = arena_printf(p->u->arena, "_BitInt(%s)",
                                    token_string(p, width->first));
    if (width->kind == N_CONSTANT)
        for (uint32_t i = 0; i < t->length && i < 8; i++)
            if (t->text[i] >= '0' && t->text[i] <= '9')
                type->rank = 10 * type->rank + (t->text[i] - '0');
    n->type = type;
    return n;
}
