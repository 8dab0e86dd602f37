/* SPDX-License-Identifier: MIT */
/* check_reduction.c -- reduction(op : list): the operator against the types,
 * and the bounds of array sections. */
#include "check.h"

enum operands { INTEGERS, NUMBERS, REAL_NUMBERS };

static const char *const operand_names[] = {
    [INTEGERS] = "integers", [NUMBERS] = "numbers",
    [REAL_NUMBERS] = "integers and real numbers"
};

static const struct reduction_operator {
    const char *word;
    enum operands operands;
} operators[] = {
    { "+", NUMBERS }, { "-", NUMBERS }, { "*", NUMBERS },
    { "&", INTEGERS }, { "|", INTEGERS }, { "^", INTEGERS },
    { "&&", NUMBERS }, { "||", NUMBERS },
    { "min", REAL_NUMBERS }, { "max", REAL_NUMBERS }
};

/* NULL: not built in. */
static const struct reduction_operator *
find_operator(const struct unit *u, tokid word)
{
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++)
        if (word_is(u, word, operators[i].word))
            return &operators[i];
    return NULL;
}

/* What one element of the item is, the dimensions of a section and of an
 * array taken off. */
static const struct type *
item_element(const struct item *i)
{
    const struct type *type = i->symbol->type;

    for (const struct node *n = i->expr;
         n && type && (n->kind == N_SECTION || n->kind == N_INDEX);
         n = n->child)
        type = type->kind == T_POINTER || type->kind == T_ARRAY ? type->of
                                                                : NULL;
    return type && type->kind == T_ARRAY ? type_element(type) : type;
}

/* Complex numbers have no order, and floating numbers no bits. */
static bool
takes(const struct reduction_operator *op, const struct type *type)
{
    switch (op->operands) {
    case INTEGERS: return type_is_integer(type);
    case REAL_NUMBERS:
        return type_is_integer(type) || type->kind == T_FLOATING;
    case NUMBERS: return type_is_arithmetic(type) || type->kind == T_COMPLEX;
    }
    return false;
}

/* Also for an array: its elements are reduced one by one. */
static void
check_item(struct unit *u, const struct reduction_operator *op,
           const struct item *i)
{
    const struct type *type = item_element(i);
    const char *name = i->symbol->name;

    if (!type || type->kind == T_UNKNOWN || takes(op, type))
        return;
    if (type->kind == T_POINTER)
        diag_error(u, i->name, i->name,
                   "'%s' is a pointer; name the elements that it points to: "
                   "%s[0:n]", name, name);
    else
        diag_error(u, i->name, i->name,
                   "'%s' has type '%s'; reduction(%s) takes %s", name,
                   type_name(u, type), op->word, operand_names[op->operands]);
    diag_note(u, i->symbol->token, i->symbol->token, "'%s' is declared here",
              name);
}

/* The operator once, then every name of the list; a name that is no
 * variable was reported before. */
void
check_reduction(struct unit *u, const struct directive *d,
                const struct clause *c)
{
    const struct reduction_operator *op = find_operator(u, c->word2);

    (void)d;
    if (!op) {
        diag_error(u, c->word2, c->word2,
                   "'%s' is no reduction operator; these are: + - * & | ^ && "
                   "|| min max (declared reductions are not implemented)",
                   word_at(u, c->word2));
        return;
    }
    if (c->modifier && !word_is(u, c->modifier, "default"))
        diag_error(u, c->modifier, c->modifier,
                   "the reduction modifier '%s' is not implemented",
                   word_at(u, c->modifier));
    for (const struct item *i = c->items; i; i = i->next)
        if (i->symbol && symbol_is_object(i->symbol))
            check_item(u, op, i);
}
