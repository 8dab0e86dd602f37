/* SPDX-License-Identifier: MIT */
/* check_constant.c -- the value of an integer constant expression.
 *
 * Only what the checks need: literals, enumerators, the operators, casts that
 * keep the value.  "Not known" is always a safe answer, so the evaluation
 * gives up beyond a fixed depth instead of using the stack without limit. */
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"

enum { MAX_DEPTH = 64 };

static bool evaluate(struct unit *, struct node *, int depth, long long *);

/* 0b101 is GNU C and C23; the digit separator ' is C23's. */
static bool
literal_value(const struct unit *u, tokid t, long long *value)
{
    char digits[80], *end;
    size_t n = 0;
    const struct token *token = token_at(u, t);
    int base = 0, skip = 0;

    if (token->kind != TOK_INTEGER || token->length >= sizeof digits)
        return false;
    for (size_t i = 0; i < token->length; i++)
        if (token->text[i] != '\'')
            digits[n++] = token->text[i];
    digits[n] = '\0';
    if (digits[0] == '0' && (digits[1] == 'b' || digits[1] == 'B'))
        base = skip = 2;
    errno = 0;
    *value = strtoll(digits + skip, &end, base);
    return errno == 0 && strspn(end, "uUlL") == strlen(end);
}

/* An enumerator without a value is one more than the one before it. */
static bool
enumerator_value(struct unit *u, const struct symbol *s, int depth,
                 long long *value)
{
    struct node *n = s->declarator, *list, *at = 0;
    long long steps = 0;

    if (!n || n->kind != N_ENUMERATOR)
        return false;
    list = n->parent;
    for (struct node *e = list ? list->child : 0; e; e = e->next) {
        if (e->kind != N_ENUMERATOR)
            continue;
        steps++;
        if (e->child && e->last_child->kind != N_ATTRIBUTE) {
            at = e->last_child;
            steps = 0;
        }
        if (e == n)
            break;
    }
    *value = -1;
    if (at && !evaluate(u, at, depth + 1, value))
        return false;
    return !__builtin_add_overflow(*value, steps, value);
}

/* False: an operator without a constant value, as * or ++. */
static bool
unary_value(int op, long long a, long long *value)
{
    switch (op) {
    case TOK_PLUS: *value = a; return true;
    case TOK_MINUS: return !__builtin_sub_overflow(0LL, a, value);
    case TOK_TILDE: *value = ~a; return true;
    case TOK_EXCLAMATION: *value = !a; return true;
    default: return false;
    }
}

/* What C leaves undefined, a division by zero or a shift too far, is not
 * known. */
static bool
binary_value(int op, long long a, long long b, long long *value)
{
    bool divides = b != 0 && !(a == LLONG_MIN && b == -1);
    bool shifts = a >= 0 && b >= 0 && b < 62;

    switch (op) {
    case TOK_PLUS: return !__builtin_add_overflow(a, b, value);
    case TOK_MINUS: return !__builtin_sub_overflow(a, b, value);
    case TOK_STAR: return !__builtin_mul_overflow(a, b, value);
    case TOK_SLASH: *value = divides ? a / b : 0; return divides;
    case TOK_PERCENT: *value = divides ? a % b : 0; return divides;
    case TOK_SHIFT_RIGHT: *value = shifts ? a >> b : 0; return shifts;
    case TOK_SHIFT_LEFT:
        return shifts && !__builtin_mul_overflow(a, 1LL << b, value);
    case TOK_AMPERSAND: *value = a & b; return true;
    case TOK_BAR: *value = a | b; return true;
    case TOK_CARET: *value = a ^ b; return true;
    case TOK_LESS: *value = a < b; return true;
    case TOK_GREATER: *value = a > b; return true;
    case TOK_LESS_EQUAL: *value = a <= b; return true;
    case TOK_GREATER_EQUAL: *value = a >= b; return true;
    case TOK_EQUAL: *value = a == b; return true;
    case TOK_NOT_EQUAL: *value = a != b; return true;
    case TOK_AND_AND: *value = a && b; return true;
    case TOK_OR_OR: *value = a || b; return true;
    default: return false;
    }
}

/* Only the chosen operand needs a value: n ? 1 / n : 0. */
static bool
conditional_value(struct unit *u, struct node *n, int depth, long long *value)
{
    struct node *then = node_child(n, 1);
    long long condition;

    if (!evaluate(u, n->child, depth + 1, &condition))
        return false;
    *value = condition;
    if (condition && then->kind == N_EMPTY)
        return true;
    return evaluate(u, condition ? then : node_child(n, 2), depth + 1, value);
}

/* A value that the type cannot hold is not followed through the
 * conversion. */
static bool
fits(const struct type *type, long long value)
{
    if (!type || type->kind != T_INTEGER || type->rank <= 0)
        return true;
    if (value < 0 && type->is_unsigned)
        return false;
    if (type->rank > 63)
        return true;
    long long limit = 1LL << (type->rank - !type->is_unsigned);
    return value < limit && value >= -limit;
}

static bool
evaluate(struct unit *u, struct node *n, int depth, long long *value)
{
    long long a, b;

    n = node_unparen(n);
    if (depth > MAX_DEPTH)
        return false;
    switch (n->kind) {
    case N_CONSTANT:
        return literal_value(u, n->first, value);
    case N_IDENTIFIER:
        return n->symbol && n->symbol->kind == SYM_ENUMERATOR &&
               enumerator_value(u, n->symbol, depth, value);
    case N_UNARY:
        return evaluate(u, n->child, depth + 1, &a) &&
               unary_value(n->op, a, value) && fits(n->type, *value);
    case N_BINARY:
        return evaluate(u, n->child, depth + 1, &a) &&
               evaluate(u, node_child(n, 1), depth + 1, &b) &&
               binary_value(n->op, a, b, value) && fits(n->type, *value);
    case N_CONDITIONAL:
        return conditional_value(u, n, depth, value);
    case N_CAST:
        return type_is_integer(n->child->type) &&
               n->child->type->kind == T_INTEGER &&
               evaluate(u, node_child(n, 1), depth + 1, value) &&
               fits(n->child->type, *value);
    default:
        return false;
    }
}

/* Unsigned arithmetic that wraps around does not fit its type here, and is
 * not known either. */
bool
constant_value(struct unit *u, struct node *n, long long *value)
{
    return n && evaluate(u, n, 0, value);
}
