/* SPDX-License-Identifier: MIT */
/* constant.c -- the types of constants: 1, 0xffu, 1.5f, 'a', 2.0i. */
#include <stdlib.h>
#include <string.h>

#include "parse.h"

static bool
is_letter(char c, const char *letters)
{
    return c && strchr(letters, c) != NULL;
}

/* ---- integers ------------------------------------------------------------ */

/* The value, as far as 64 bits hold it. */
static bool
integer_value(const char *text, size_t n, int base, uint64_t *value)
{
    *value = 0;
    for (size_t i = 0; i < n; i++) {
        int c = text[i];
        unsigned digit = c >= 'a'   ? (unsigned)c - 'a' + 10
                         : c >= 'A' ? (unsigned)c - 'A' + 10
                                    : (unsigned)c - '0';

        if (c == '\'')
            continue;
        if (__builtin_mul_overflow(*value, (unsigned)base, value)
            || __builtin_add_overflow(*value, digit, value))
            return false;
    }
    return true;
}

static bool
fits(const struct type *type, uint64_t value)
{
    int bits = type->rank - !type->is_unsigned;

    return bits >= 64 || value < (uint64_t)1 << bits;
}

/* 6.4.4.1: the first type of the list that can hold the value. */
static const struct type *
first_fitting(struct parser *p, uint64_t value, bool decimal, bool u, int l)
{
    static const enum basic list[]
        = { B_INT, B_UINT, B_LONG, B_ULONG, B_LLONG, B_ULLONG };

    for (size_t i = 2 * (size_t)l; i < sizeof list / sizeof *list; i++) {
        const struct type *type = type_basic(p, list[i]);

        if (u ? !type->is_unsigned : type->is_unsigned && decimal)
            continue;
        if (fits(type, value))
            return type;
    }
    return NULL;
}

/* Digits, then u, l, ll and, in GNU C, i or j for an imaginary number.  The
 * suffix w of _BitInt is not understood. */
static const struct type *
integer_type(struct parser *p, const struct token *t)
{
    size_t end = t->length, start = 0;
    int base = 10, l = 0;
    bool u = false, imaginary = false;
    uint64_t value;
    const struct type *type;

    for (; end > 0 && is_letter(t->text[end - 1], "uUlLiIjJ"); end--) {
        u |= is_letter(t->text[end - 1], "uU");
        l += is_letter(t->text[end - 1], "lL");
        imaginary |= is_letter(t->text[end - 1], "iIjJ");
    }
    if (end > 1 && t->text[0] == '0') {
        base = is_letter(t->text[1], "xX") ? 16
               : is_letter(t->text[1], "bB") ? 2
                                             : 8;
        start = base == 8 ? 1 : 2;
    }
    if (l > 2 || (end > start && is_letter(t->text[end - 1], "wW"))
        || !integer_value(t->text + start, end - start, base, &value))
        return NULL;
    type = first_fitting(p, value, base == 10, u, l);
    return type && imaginary ? type_derived(p, T_COMPLEX, type) : type;
}

/* ---- floating constants -------------------------------------------------- */

/* Lower case; without i and j. */
static const struct suffix {
    const char *text;
    enum basic type;
} suffixes[] = {
    { "", B_DOUBLE },       { "f", B_FLOAT },      { "l", B_LDOUBLE },
    { "f16", B_FLOAT16 },   { "f32", B_FLOAT32 },  { "f64", B_FLOAT64 },
    { "f128", B_FLOAT128 }, { "f32x", B_FLOAT32X }, { "f64x", B_FLOAT64X },
    { "q", B_FLOAT128 },    { "w", B_FLOAT80 },    { "df", B_DECIMAL32 },
    { "dd", B_DECIMAL64 },  { "dl", B_DECIMAL128 },
};

/* Where the suffix begins: behind the digits and the exponent. */
static size_t
suffix_start(const char *text, size_t length)
{
    bool hex = length > 1 && is_letter(text[1], "xX");
    const char *digits = hex ? "0123456789abcdefABCDEF.'" : "0123456789.'";
    size_t i = hex ? 2 : 0;

    while (i < length && is_letter(text[i], digits))
        i++;
    if (i < length && is_letter(text[i], hex ? "pP" : "eE")) {
        i++;
        if (i < length && is_letter(text[i], "+-"))
            i++;
        while (i < length && is_letter(text[i], "0123456789'"))
            i++;
    }
    return i;
}

static const struct type *
floating_type(struct parser *p, const struct token *t)
{
    char suffix[8];
    size_t n = 0;
    bool imaginary = false;

    for (size_t i = suffix_start(t->text, t->length); i < t->length; i++) {
        char c = t->text[i];

        if (is_letter(c, "iIjJ"))
            imaginary = true;
        else if (n + 1 < sizeof suffix)
            suffix[n++] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    suffix[n] = '\0';
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++)
        if (!strcmp(suffix, suffixes[i].text)) {
            const struct type *type = type_basic(p, suffixes[i].type);

            return imaginary ? type_derived(p, T_COMPLEX, type) : type;
        }
    return NULL;
}

struct node *
constant_node(struct parser *p, struct range r)
{
    struct node *n = node_make(p, N_CONSTANT, r);
    const struct token *t = token_at(p->u, r.first);

    switch (t->kind) {
    case TOK_INTEGER: n->type = integer_type(p, t); break;
    case TOK_FLOATING: n->type = floating_type(p, t); break;
    case TOK_TRUE: case TOK_FALSE: n->type = type_basic(p, B_BOOL); break;
    case TOK_CHARACTER:
        if (t->text[0] == '\'')
            n->type = type_basic(p, B_INT);
        break;
    default: break; /* nullptr */
    }
    return n;
}
