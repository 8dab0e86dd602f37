/* tree.h -- the syntax tree: what stands where.
 *
 * The tree is never printed; it only has to say which tokens belong
 * together, so every node has its first and last token (inclusive), a kind,
 * and a list of children in the order of the text.  Nodes are made by the
 * parser (tree.c) and are constant afterwards, apart from the fields marked
 * as filled by a later phase.  A list of many operands of one operator
 * (a + b + c ...) is left-deep; walk with tree_walk, which does not recurse.
 *
 * Children by kind (fixed positions are named by the accessors below):
 *   N_FOR        init (expression, declaration or N_EMPTY), condition or
 *                N_EMPTY, step or N_EMPTY, body
 *   N_WHILE      condition, body        N_DO    body, condition
 *   N_IF         condition, then [, else]
 *   N_SWITCH     expression, body
 *   N_COMPOUND   statements, declarations and directives
 *   N_DIRECTIVE  the statement it applies to, if it takes one
 *   N_DECLARATION  N_SPECIFIERS, then N_DECLARATORs with commas between
 *   N_DECLARATOR   N_INITIALIZER, if there is one (first, though it stands
 *                last in the text); then array lengths, N_PARAMETERs, the
 *                width of a bit-field
 *   N_PARAMETER, N_FIELD, N_TYPE_NAME  N_SPECIFIERS, N_DECLARATORs (that of a
 *                type name, and of an unnamed parameter, has no name)
 *   N_SPECIFIERS   N_STRUCT, N_ENUM, expressions and type names of typeof ...
 *   N_STRUCT     N_FIELDs, static assertions     N_ENUM  N_ENUMERATORs
 *   N_ENUMERATOR   its value, if there is one
 *   N_INITIALIZER  one expression or N_BRACED_INITIALIZER, whose range it has
 *   N_BRACED_INITIALIZER  expressions and N_BRACED_INITIALIZERs, each behind
 *                its N_DESIGNATION if it has one
 *   N_FUNCTION   N_SPECIFIERS, N_DECLARATOR, K&R declarations, N_COMPOUND
 *   N_LABEL, N_DEFAULT   the statement; none before a declaration or a }
 *   N_CASE       value [, upper value], then as N_LABEL (op: TOK_ELLIPSIS when
 *                there is an upper value)
 *   N_RETURN     the expression, if there is one
 *   N_EXPRESSION_STATEMENT   the expression; range with the semicolon
 *   N_COMPUTED_GOTO  the expression
 *   N_BINARY, N_ASSIGN, N_COMMA   left, right (op: the operator's kind)
 *   N_UNARY, N_POSTFIX            operand (op: token kind of the operator)
 *   N_CONDITIONAL  condition, then (N_EMPTY for a ?: b), else
 *   N_CALL       function, arguments
 *   N_INDEX      array, index
 *   N_MEMBER     object (op: TOK_DOT or TOK_ARROW); `name` is the member
 *   N_CAST       type name, operand     N_COMPOUND_LITERAL  type name, braces
 *   N_SIZEOF, N_ALIGNOF   expression or type name
 *   N_GENERIC    expression, then type name (none for default), value ...
 *   N_STATEMENT_EXPRESSION   N_COMPOUND
 *   N_BUILTIN    __builtin_va_arg and its like: expressions and type names
 *   N_SECTION    array, low (or N_EMPTY), length (or N_EMPTY): a[low:length]
 *                in clauses only
 */
#ifndef SHMCC_TREE_H
#define SHMCC_TREE_H

#include "unit.h"

enum node_kind {
    N_UNIT, N_EMPTY,
    /* declarations */
    N_DECLARATION, N_SPECIFIERS, N_DECLARATOR, N_INITIALIZER, N_FUNCTION,
    N_PARAMETER, N_TYPE_NAME, N_STRUCT, N_ENUM, N_FIELD, N_ENUMERATOR,
    N_STATIC_ASSERT, N_ASM, N_ATTRIBUTE,
    /* statements */
    N_COMPOUND, N_EXPRESSION_STATEMENT, N_IF, N_SWITCH, N_WHILE, N_DO, N_FOR,
    N_GOTO, N_COMPUTED_GOTO, N_CONTINUE, N_BREAK, N_RETURN, N_LABEL, N_CASE,
    N_DEFAULT, N_LOCAL_LABELS, N_DIRECTIVE,
    /* expressions */
    N_IDENTIFIER, N_CONSTANT, N_STRING, N_PAREN, N_CALL, N_INDEX, N_MEMBER,
    N_UNARY, N_POSTFIX, N_BINARY, N_ASSIGN, N_CONDITIONAL, N_COMMA, N_CAST,
    N_SIZEOF, N_ALIGNOF, N_COMPOUND_LITERAL, N_STATEMENT_EXPRESSION,
    N_GENERIC, N_BUILTIN, N_LABEL_ADDRESS, N_SECTION, N_BRACED_INITIALIZER,
    N_DESIGNATION,
    N_OTHER
};

struct symbol;    /* scope.h */
struct type;      /* type.h */
struct directive; /* directive.h */

struct node {
    enum node_kind kind;
    uint16_t op;       /* token kind of the operator, where there is one */
    tokid first, last; /* inclusive; first > last never happens but for
                        * N_EMPTY, whose first is the token it stands before */
    tokid name;        /* the identifier: N_IDENTIFIER, N_MEMBER, N_LABEL,
                        * N_GOTO, N_DECLARATOR ...; or 0 */
    tokid end;         /* N_DECLARATOR: the last token of all that belongs to
                        * it: attributes, asm label, initializer.  (last is
                        * the end of the declarator alone, without them.) */
    struct node *parent, *child, *last_child, *next;
    struct symbol *symbol;       /* N_IDENTIFIER: what it names (0: not
                                  * declared); N_DECLARATOR, N_FUNCTION,
                                  * N_ENUMERATOR: what it declares; N_LABEL,
                                  * N_GOTO, N_LABEL_ADDRESS: the label */
    const struct type *type;     /* of an expression, when it is known, else
                                  * 0; N_TYPE_NAME, N_DECLARATOR */
    struct directive *directive; /* N_DIRECTIVE */
    struct scope *scope;         /* N_COMPOUND, N_FOR, N_FUNCTION */
};

struct node *node_new(struct unit *, enum node_kind, tokid first, tokid last);
void node_add(struct node *parent, struct node *child); /* appends */
struct node *node_child(const struct node *, int index); /* 0 if fewer */

/* Visits n and all below it in the order of the text, without recursion.
 * enter returns false to pass over the children; leave may be 0. */
void tree_walk(struct node *n, bool (*enter)(struct node *, void *),
               void (*leave)(struct node *, void *), void *data);

/* True when `inner` is `outer` or lies below it. */
bool node_contains(const struct node *outer, const struct node *inner);
/* The nearest enclosing N_FUNCTION, or 0. */
struct node *node_function(const struct node *);
/* Strips N_PAREN. */
struct node *node_unparen(struct node *);

#endif
