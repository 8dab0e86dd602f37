/* SPDX-License-Identifier: MIT */
/* check_reduction.c -- reduction(op : list): the operator against the types,
 * and the bounds of array sections. */
#include "check_reduction.h"

#include "check.h"
#include "declared.h"

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

const struct type *
reduction_element(const struct item *i)
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

bool
reduction_is_operator(const struct unit *u, tokid word)
{
    return find_operator(u, word) != NULL;
}

bool
reduction_is_built_in(const struct unit *u, tokid word,
                      const struct type *type)
{
    const struct reduction_operator *op = find_operator(u, word);

    return op && takes(op, type);
}

const struct directive *
reduction_declared(const struct unit *u, const struct directive *d,
                   const struct clause *c, const struct item *i)
{
    const struct type *type = reduction_element(i);
    bool known = type && type->kind != T_UNKNOWN;

    if (known ? reduction_is_built_in(u, c->word2, type)
              : reduction_is_operator(u, c->word2))
        return NULL;
    return declared_find(u, d, c->word2, known ? type : NULL);
}

/* ---- the clause --------------------------------------------------------- */

/* An operator, and a type that it is not for. */
static void
report_operand(struct unit *u, const struct reduction_operator *op,
               const struct item *i, const struct type *type)
{
    const char *name = i->symbol->name;

    if (type->kind == T_POINTER)
        diag_error(u, i->name, i->name,
                   "'%s' is a pointer; name the elements that it points to: "
                   "%s[0:n]", name, name);
    else
        diag_error(u, i->name, i->name,
                   "'%s' has type '%s'; reduction(%s) takes %s", name,
                   type_name(u, type), op->word, operand_names[op->operands]);
}

/* Also for an array: its elements are reduced one by one. */
static void
check_item(struct unit *u, const struct directive *d, const struct clause *c,
           const struct item *i)
{
    const struct reduction_operator *op = find_operator(u, c->word2);
    const struct type *type = reduction_element(i);
    const struct directive *other = declared_find(u, d, c->word2, NULL);

    if (!type || type->kind == T_UNKNOWN || (op && takes(op, type))
        || reduction_declared(u, d, c, i))
        return;
    if (op)
        report_operand(u, op, i, type);
    else
        diag_error(u, i->name, i->name,
                   "reduction '%s' is not declared for type '%s', which '%s' "
                   "has", word_at(u, c->word2), type_name(u, type),
                   i->symbol->name);
    diag_note(u, i->symbol->token, i->symbol->token, "'%s' is declared here",
              i->symbol->name);
    if (other)
        diag_note(u, other->name, other->name,
                  "reduction '%s' is declared here for other types",
                  word_at(u, c->word2));
}

static void
report_unknown(struct unit *u, const struct directive *d, tokid word)
{
    static const char *const words[] = { "min", "max" };
    const char *near = declared_nearest(u, d, word, words,
                                        sizeof words / sizeof *words);

    if (near)
        diag_error_fixit(u, word, word, near,
                         "'%s' is no reduction operator and no declared "
                         "reduction; did you mean '%s'?", word_at(u, word),
                         near);
    else
        diag_error(u, word, word,
                   "'%s' is no reduction operator (these are + - * & | ^ && "
                   "|| min max) and no declared reduction",
                   word_at(u, word));
}

/* Blocks of iterations are there only where iterations are shared out. */
static void
check_modifier(struct unit *u, const struct directive *d,
               const struct clause *c)
{
    if (!c->modifier || word_is(u, c->modifier, "default"))
        return;
    if (!word_is(u, c->modifier, "reproducible"))
        diag_error(u, c->modifier, c->modifier,
                   "'%s' is no reduction modifier; these are default and "
                   "reproducible", word_at(u, c->modifier));
    else if (d->kind == D_PARALLEL || d->kind == D_SIMD)
        diag_error(u, c->modifier, c->modifier,
                   "a reproducible reduction needs iterations that are "
                   "shared out, and '%s' has none; put it on the loop",
                   directive_words(d->kind));
}

/* The operator once, then every name of the list; a name that is no
 * variable was reported before. */
void
check_reduction(struct unit *u, const struct directive *d,
                const struct clause *c)
{
    if (!reduction_is_operator(u, c->word2)
        && !declared_find(u, d, c->word2, NULL)) {
        report_unknown(u, d, c->word2);
        return;
    }
    check_modifier(u, d, c);
    for (const struct item *i = c->items; i; i = i->next)
        if (i->symbol && symbol_is_object(i->symbol))
            check_item(u, d, c, i);
}
