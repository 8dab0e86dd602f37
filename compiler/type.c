/* SPDX-License-Identifier: MIT */
/* type.c -- types: the basic ones of the target, the derived ones, and C's
 * conversions.
 *
 * Widths are the target's, as its preprocessor told them (unit.int_bits and
 * so on).  What cannot be known for certain is 0: the result of arithmetic
 * on an enumeration, for one, has a type that the compiler chooses. */
#include <string.h>

#include "parse.h"

static const struct type unknown = { .kind = T_UNKNOWN };

struct types {
    struct type basic[B_COUNT];
};

/* The basic types: kind, signedness, bits and the name for messages.  0 bits:
 * the target says.  The names also tell apart types of the same width that
 * are not the same: long and long long, double and _Float64. */
static const struct basic_type {
    enum type_kind kind;
    bool is_unsigned;
    int bits;
    int conversion; /* integer conversion rank, 6.3.1.1 */
    const char *name;
} basic_types[B_COUNT] = {
    [B_VOID] = { T_VOID, false, 0, 0, "void" },
    [B_BOOL] = { T_BOOL, true, 8, 1, "_Bool" },
    [B_CHAR] = { T_CHAR, false, 8, 2, "char" },
    [B_SCHAR] = { T_CHAR, false, 8, 2, "signed char" },
    [B_UCHAR] = { T_CHAR, true, 8, 2, "unsigned char" },
    [B_SHORT] = { T_INTEGER, false, 16, 3, "short" },
    [B_USHORT] = { T_INTEGER, true, 16, 3, "unsigned short" },
    [B_INT] = { T_INTEGER, false, 0, 4, "int" },
    [B_UINT] = { T_INTEGER, true, 0, 4, "unsigned int" },
    [B_LONG] = { T_INTEGER, false, 0, 5, "long" },
    [B_ULONG] = { T_INTEGER, true, 0, 5, "unsigned long" },
    [B_LLONG] = { T_INTEGER, false, 64, 6, "long long" },
    [B_ULLONG] = { T_INTEGER, true, 64, 6, "unsigned long long" },
    [B_INT128] = { T_INTEGER, false, 128, 7, "__int128" },
    [B_UINT128] = { T_INTEGER, true, 128, 7, "unsigned __int128" },
    [B_FLOAT16] = { T_FLOATING, false, 16, 0, "_Float16" },
    [B_FP16] = { T_FLOATING, false, 16, 0, "__fp16" },
    [B_BF16] = { T_FLOATING, false, 16, 0, "__bf16" },
    [B_FLOAT] = { T_FLOATING, false, 32, 0, "float" },
    [B_DOUBLE] = { T_FLOATING, false, 64, 0, "double" },
    [B_LDOUBLE] = { T_FLOATING, false, 0, 0, "long double" },
    [B_FLOAT32] = { T_FLOATING, false, 32, 0, "_Float32" },
    [B_FLOAT32X] = { T_FLOATING, false, 64, 0, "_Float32x" },
    [B_FLOAT64] = { T_FLOATING, false, 64, 0, "_Float64" },
    [B_FLOAT64X] = { T_FLOATING, false, 0, 0, "_Float64x" },
    [B_FLOAT128] = { T_FLOATING, false, 128, 0, "_Float128" },
    [B_FLOAT80] = { T_FLOATING, false, 80, 0, "__float80" },
    [B_IBM128] = { T_FLOATING, false, 128, 0, "__ibm128" },
    [B_DECIMAL32] = { T_FLOATING, false, 32, 0, "_Decimal32" },
    [B_DECIMAL64] = { T_FLOATING, false, 64, 0, "_Decimal64" },
    [B_DECIMAL128] = { T_FLOATING, false, 128, 0, "_Decimal128" },
};

/* Only what differs between targets; the rest is in the table. */
static int
target_bits(const struct unit *u, enum basic b)
{
    switch (b) {
    case B_INT: case B_UINT: return u->int_bits;
    case B_LONG: case B_ULONG: return u->long_bits;
    case B_LDOUBLE: case B_FLOAT64X: return u->long_double_bits;
    default: return basic_types[b].bits;
    }
}

struct types *
types_new(struct unit *u)
{
    struct types *types = arena_alloc(u->arena, sizeof *types);

    for (enum basic b = 0; b < B_COUNT; b++) {
        struct type *t = &types->basic[b];

        t->kind = basic_types[b].kind;
        t->is_unsigned = basic_types[b].is_unsigned;
        t->rank = target_bits(u, b);
        t->basic_name = basic_types[b].name;
        t->conversion = basic_types[b].conversion;
    }
    types->basic[B_CHAR].is_unsigned = u->char_unsigned;
    return types;
}

const struct type *
type_basic(struct parser *p, enum basic b)
{
    return &p->types->basic[b];
}

const struct type *
type_size(struct parser *p)
{
    bool is_int = p->u->pointer_bits == p->u->int_bits;

    return type_basic(p, is_int ? B_UINT : B_ULONG);
}

const struct type *
type_difference(struct parser *p)
{
    bool is_int = p->u->pointer_bits == p->u->int_bits;

    return type_basic(p, is_int ? B_INT : B_LONG);
}

/* ---- derived types ------------------------------------------------------- */

/* Types are constant; one that differs in something is a new one. */
static struct type *
copy(struct parser *p, const struct type *type)
{
    struct type *t = arena_alloc(p->u->arena, sizeof *t);

    *t = *type;
    return t;
}

const struct type *
type_derived(struct parser *p, enum type_kind kind, const struct type *of)
{
    struct type *t = arena_alloc(p->u->arena, sizeof *t);

    t->kind = kind;
    t->of = of ? of : &unknown;
    return t;
}

const struct type *
type_array(struct parser *p, const struct type *of, struct node *length,
           bool variable)
{
    struct type *t = arena_alloc(p->u->arena, sizeof *t);

    t->kind = T_ARRAY;
    t->of = of ? of : &unknown;
    t->length = length;
    t->variable_length = variable;
    return t;
}

/* The qualifiers of an array are those of its elements, of every dimension. */
static const struct type *
requalified(struct parser *p, const struct type *type, unsigned add,
            unsigned remove)
{
    const struct type *result = type;
    const struct type **at = &result;

    for (; type; type = type->of) {
        unsigned qualifiers = (type->qualifiers | add) & ~remove;
        struct type *t;

        if (type->kind != T_ARRAY && qualifiers == type->qualifiers)
            break;
        t = copy(p, type);
        *at = t;
        if (type->kind != T_ARRAY) {
            t->qualifiers = qualifiers;
            break;
        }
        at = &t->of;
    }
    return result;
}

const struct type *
type_qualified(struct parser *p, const struct type *type, unsigned qualifiers)
{
    return qualifiers ? requalified(p, type, qualifiers, 0) : type;
}

const struct type *
type_unqualified(struct parser *p, const struct type *type)
{
    if (!type || (type->kind != T_ARRAY && !type->qualifiers))
        return type;
    return requalified(p, type, 0, ~0u);
}

const struct type *
type_decayed(struct parser *p, const struct type *type)
{
    if (type && type->kind == T_ARRAY)
        return type_derived(p, T_POINTER, type->of);
    if (type && type->kind == T_FUNCTION)
        return type_derived(p, T_POINTER, type);
    return type;
}

const struct type *
type_value(struct parser *p, const struct type *type)
{
    return type_unqualified(p, type_decayed(p, type));
}

/* ---- conversions --------------------------------------------------------- */

/* 6.3.1.1: what is narrower than int becomes int (or unsigned int, where int
 * cannot hold all its values). */
const struct type *
type_promoted(struct parser *p, const struct type *type)
{
    type = type_unqualified(p, type);
    if (type && type->kind == T_ENUM)
        type = type->of; /* known only where the program says it */
    if (!type || !type_is_arithmetic(type))
        return NULL;
    if (!type_is_integer(type)
        || type->conversion >= basic_types[B_INT].conversion)
        return type;
    if (!type->conversion) /* _BitInt stays what it is */
        return type;
    if (type->is_unsigned && type->rank >= p->u->int_bits)
        return type_basic(p, B_UINT);
    return type_basic(p, B_INT);
}

/* 6.3.1.8, the last part: two promoted integer types. */
static const struct type *
common_integer(struct parser *p, const struct type *a, const struct type *b)
{
    const struct type *higher = a->conversion >= b->conversion ? a : b;
    const struct type *lower = higher == a ? b : a;

    if (!a->conversion || !b->conversion)
        return NULL;
    if (a->is_unsigned == b->is_unsigned || higher->is_unsigned)
        return higher;
    if (higher->conversion == lower->conversion)
        return lower;
    if (higher->rank > lower->rank)
        return higher;
    /* The unsigned type that corresponds to the signed one. */
    for (enum basic k = B_UINT; k <= B_UINT128; k++)
        if (p->types->basic[k].conversion == higher->conversion
            && p->types->basic[k].is_unsigned)
            return type_basic(p, k);
    return NULL;
}

static bool
is_decimal(const struct type *t)
{
    return t->basic_name && !strncmp(t->basic_name, "_Decimal", 8);
}

/* Of floating types the wider one; when the widths are equal but the types
 * are not (double and _Float64), the answer differs between compilers. */
static const struct type *
common_real(struct parser *p, const struct type *a, const struct type *b)
{
    if (a->kind != T_FLOATING && b->kind != T_FLOATING)
        return common_integer(p, a, b);
    if (a->kind != T_FLOATING)
        return b;
    if (b->kind != T_FLOATING || a->basic_name == b->basic_name)
        return a;
    if (is_decimal(a) != is_decimal(b) || a->rank == b->rank)
        return NULL;
    return a->rank > b->rank ? a : b;
}

const struct type *
type_common(struct parser *p, const struct type *a, const struct type *b)
{
    bool complex;
    const struct type *real;

    a = type_promoted(p, a);
    b = type_promoted(p, b);
    if (!a || !b)
        return NULL;
    complex = a->kind == T_COMPLEX || b->kind == T_COMPLEX;
    if (a->kind == T_COMPLEX)
        a = a->of;
    if (b->kind == T_COMPLEX)
        b = b->of;
    real = common_real(p, a, b);
    return complex && real ? type_derived(p, T_COMPLEX, real) : real;
}

/* ---- questions ----------------------------------------------------------- */

/* The same type beyond doubt.  Arrays are compared without their lengths,
 * functions without their parameters. */
bool
type_same(const struct type *a, const struct type *b)
{
    for (; a && b; a = a->of, b = b->of) {
        if (a == b)
            return a->kind != T_UNKNOWN;
        if (a->kind != b->kind || a->qualifiers != b->qualifiers
            || a->tag != b->tag || a->is_unsigned != b->is_unsigned
            || a->rank != b->rank || a->basic_name != b->basic_name)
            return false;
        if (!a->of && !b->of)
            return a->kind != T_UNKNOWN;
    }
    return false;
}

bool
type_is_integer(const struct type *t)
{
    return t && (t->kind == T_BOOL || t->kind == T_CHAR
                 || t->kind == T_INTEGER || t->kind == T_ENUM);
}

bool
type_is_arithmetic(const struct type *t)
{
    return type_is_integer(t)
           || (t && (t->kind == T_FLOATING || t->kind == T_COMPLEX));
}

bool
type_is_scalar(const struct type *t)
{
    return type_is_arithmetic(t) || (t && t->kind == T_POINTER);
}

bool
type_is_variably_modified(const struct type *t)
{
    for (; t; t = t->of)
        if (t->kind == T_ARRAY && t->variable_length)
            return true;
    return false;
}

/* An anonymous member's members are the struct's own.  The depth is that of
 * the declaration's braces, so limited. */
const struct member *
type_find_member(const struct type *type, const char *name, size_t length)
{
    if (!type || (type->kind != T_STRUCT && type->kind != T_UNION))
        return NULL;
    if (type->tag && type->tag->type)
        type = type->tag->type; /* the one that was completed */
    for (const struct member *m = type->members; m; m = m->next) {
        const struct member *inner = NULL;

        if (m->name[0] == '\0')
            inner = type_find_member(m->type, name, length);
        else if (!strncmp(m->name, name, length) && m->name[length] == '\0')
            return m;
        if (inner)
            return inner;
    }
    return NULL;
}

const struct type *
type_member(const struct type *type, const char *name, size_t length)
{
    const struct member *m = type_find_member(type, name, length);

    return m ? m->type : NULL;
}

const struct type *
type_element(const struct type *type)
{
    while (type && type->kind == T_ARRAY)
        type = type->of;
    return type && type->kind != T_UNKNOWN ? type : NULL;
}
