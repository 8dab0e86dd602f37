/* SPDX-License-Identifier: MIT */
/* parse.h -- what the files of the parser share.
 *
 *   grammar.y       the rules; an action calls one of the functions below
 *   parse.c         the tokens' way into the grammar: typedef names,
 *                   attributes, directives; parse()
 *   syntax_error.c  what is said about a syntax error; going on behind it
 *   directive.c, clause.c   the words of a directive, by hand; expressions
 *                   in clauses go back into the grammar
 *   specs.c         declaration specifiers
 *   declare.c       declarators: what they declare
 *   aggregate.c     struct, union and enum
 *   statement.c     blocks, labels, functions
 *   expression.c, constant.c   expressions and their types
 *   scope.c, type.c, type_name.c, tree.c   the data
 *
 * An action is run when its rule is complete, in most cases before the next
 * token is read, so a name is declared before it can be used.  Where a token
 * may have been read too early (behind `for (...) if (...) x;`, because an
 * else could follow) the end of the scope classifies it again.
 *
 * Everything made here lives in the unit's arena. */
#ifndef SHMCC_PARSE_H
#define SHMCC_PARSE_H

#include "directive.h"
#include "scope.h"
#include "tokens.h"
#include "tree.h"
#include "type.h"

/* first > last: empty, in front of the token `first`. */
struct range {
    tokid first, last;
};

enum { MAX_NESTING = 1000 }; /* brackets */

struct parser {
    struct unit *u;
    struct scope *scope;     /* the innermost one that is open */
    struct scope *linkage;   /* canonical symbols of the names with linkage */
    struct types *types;     /* type.c */
    tokid next;              /* the token to be handed out next, */
    tokid end;               /* up to this one, which ends the input */
    bool expression;         /* the input is a clause's expression */
    bool type_name;          /* the same, and it is the name of a type */
    bool started;            /* the start token was handed out */
    unsigned nesting;        /* open brackets */
    struct node *result;     /* of parsing an expression */
    tokid external;          /* where the external declaration begins */
    tokid bad;               /* the offending token of a syntax error */
    tokid retried;           /* an offending token that was tried again */
    tokid attribute;         /* the end of a PAREN_ATTRIBUTE */
    tokid enum_tag;          /* where an enum's tag, attribute or : may be */
    bool abandon;            /* skip the whole external declaration */
    bool stop;               /* the input is beyond the limits */
    struct directive **tail; /* where the next directive is linked in */
    unsigned directives;     /* how many there are */
};

/* ---- parse.c ------------------------------------------------------------ */

/* Parses the tokens first..last as an expression, in the current scope.  0
 * when that fails; it is reported. */
struct node *parse_expression(struct parser *, tokid first, tokid last);
/* The same for the name of a type: N_TYPE_NAME. */
struct node *parse_type_name(struct parser *, tokid first, tokid last);
/* The token's kind in the grammar, after scopes were closed. */
int parse_reclassify(struct parser *, int kind, struct range);
bool token_is(const struct parser *, tokid, const char *text);
const char *token_string(const struct parser *, tokid);
/* The bracket that closes the one at t, or `end` when there is none. */
tokid token_closing(const struct parser *, tokid t, tokid end);

/* ---- syntax_error.c ----------------------------------------------------- */

/* What could have stood in the place of the offending token. */
struct expectation {
    bool statement, expression, name, type, semicolon, end;
    const char *only;    /* the only token possible, or 0 */
    const char *closing; /* ")" or "]" if possible, or 0 */
};

void syntax_error(struct parser *, tokid, const struct expectation *);
/* Beyond the limits of nesting: parsing ends here, or the declaration is
 * skipped. */
void syntax_too_deep(struct parser *, tokid);
/* After the last token: reports directives that no rule has taken. */
void syntax_missed(struct parser *);
/* Goes to where parsing can go on in the block.  False: at the end of the
 * input. */
bool syntax_recover(struct parser *, struct node *block);
/* The last token of the external declaration that begins at t. */
tokid external_end(const struct parser *, tokid t);

/* ---- tree.c ------------------------------------------------------------- */

struct node *node_make(struct parser *, enum node_kind, struct range);
/* The same with children; a list of them ends with NULL. */
struct node *node_with(struct parser *, enum node_kind, struct range,
                       struct node *first, ...)
    __attribute__((sentinel));
/* Appends, and the range grows to the right. */
struct node *node_append(struct node *parent, struct node *child);
/* The children of the list become children of the parent. */
void node_adopt(struct node *parent, struct node *list);
struct node *node_named(struct node *, tokid name);
struct node *node_widen(struct node *, struct range);
struct node *node_operator(struct parser *, struct node *, tokid);

/* ---- scope.c ------------------------------------------------------------ */

struct symbol *symbol_new(struct parser *, enum symbol_kind, tokid name);
/* Puts a symbol into the scope under its name. */
void scope_insert(struct unit *, struct scope *, struct symbol *);
/* Declares it in the current scope; returns the canonical symbol. */
struct symbol *scope_declare(struct parser *, struct symbol *);
/* The declaration at `declarator` is the definition of the entity. */
void scope_define(struct symbol *canonical, struct node *declarator);
/* What the name in this token stands for, or 0. */
struct symbol *scope_lookup(const struct parser *, enum symbol_kind space,
                            tokid name);
/* The visible object whose name is nearest, or 0. */
const char *scope_nearest(const struct parser *, tokid name);

/* ---- type.c ------------------------------------------------------------- */

enum basic {
    B_VOID, B_BOOL, B_CHAR, B_SCHAR, B_UCHAR, B_SHORT, B_USHORT, B_INT,
    B_UINT, B_LONG, B_ULONG, B_LLONG, B_ULLONG, B_INT128, B_UINT128,
    B_FLOAT16, B_FP16, B_BF16, B_FLOAT, B_DOUBLE, B_LDOUBLE, B_FLOAT32,
    B_FLOAT32X, B_FLOAT64, B_FLOAT64X, B_FLOAT128, B_FLOAT80, B_IBM128,
    B_DECIMAL32, B_DECIMAL64, B_DECIMAL128, B_COUNT
};

/* Types that are not known are 0 as arguments and results; inside a type,
 * T_UNKNOWN stands for them. */
struct types *types_new(struct unit *);
const struct type *type_basic(struct parser *, enum basic);
const struct type *type_size(struct parser *);       /* size_t */
const struct type *type_difference(struct parser *); /* ptrdiff_t */
const struct type *type_derived(struct parser *, enum type_kind,
                                const struct type *of);
const struct type *type_array(struct parser *, const struct type *of,
                              struct node *length, bool variable);
const struct type *type_qualified(struct parser *, const struct type *,
                                  unsigned qualifiers);
const struct type *type_unqualified(struct parser *, const struct type *);
/* An array becomes a pointer to its element, a function to itself. */
const struct type *type_decayed(struct parser *, const struct type *);
/* Decayed, without qualifiers: the type of a value. */
const struct type *type_value(struct parser *, const struct type *);
const struct type *type_promoted(struct parser *, const struct type *);
/* The usual arithmetic conversions. */
const struct type *type_common(struct parser *, const struct type *,
                               const struct type *);
bool type_same(const struct type *, const struct type *);
const struct member *type_find_member(const struct type *, const char *name,
                                      size_t length);

/* ---- specs.c ------------------------------------------------------------ */

/* What an attribute does to the type. */
enum { ATTRIBUTE_VECTOR = 1, ATTRIBUTE_MODE = 2 };

/* Declaration specifiers, as far as they were read. */
struct specs {
    struct node *node; /* N_SPECIFIERS */
    uint64_t seen;     /* type words, as bits (specs.c) */
    int longs;
    unsigned qualifiers, attributes;
    const struct type *type; /* of a typedef name, a tag, typeof ... */
    bool has_type;           /* one of those was there */
    bool is_typedef, is_auto, is_constexpr, is_thread_local;
    uint16_t storage;        /* TOK_STATIC, TOK_EXTERN ...; 0: none */
    struct symbol *tag;      /* `struct S` without a body: its tag */
};

struct specs *specs_new(struct parser *, struct range, unsigned attributes);
struct specs *specs_word(struct parser *, struct specs *, tokid);
struct specs *specs_attribute(struct specs *, unsigned, struct range);
struct specs *specs_alignment(struct specs *, struct node *);
struct specs *specs_typedef_name(struct parser *, struct specs *, tokid);
/* A struct, union or enum; typeof(e); _Atomic(T): the node's type. */
struct specs *specs_node(struct parser *, struct specs *, struct node *);
const struct type *specs_type(struct parser *, const struct specs *);
/* Its type comes from the initializer. */
bool specs_is_inferred(const struct parser *, const struct specs *);
struct node *typeof_node(struct parser *, struct range, struct node *operand);
struct node *atomic_node(struct parser *, struct range, struct node *operand);
struct node *bitint_node(struct parser *, struct range, struct node *width);
unsigned qualifier_bit(const struct parser *, tokid);

/* ---- declare.c ---------------------------------------------------------- */

struct derivation;

/* A declarator, from the name outwards. */
struct declarator {
    struct node *node;             /* N_DECLARATOR */
    struct derivation *outermost;  /* the list, the last derivation first */
    struct derivation *innermost;  /* the one next to the name */
};

/* A declaration on its way: it can become a function definition. */
struct declaration {
    struct node *node; /* N_DECLARATION */
    struct specs *specs;
    struct declarator *declarator; /* the last one */
};

struct declarator *declarator_new(struct parser *, struct range, tokid name);
struct declarator *declarator_paren(struct declarator *, struct range);
/* `qualifiers` are those behind the star. */
struct declarator *declarator_pointer(struct parser *, struct range,
                                      struct declarator *,
                                      unsigned qualifiers);
/* [length] and (parameters), to be put behind a declarator.  The length
 * N_EMPTY is that of [*]; the parameters' list has the prototype's scope. */
struct derivation *suffix_array(struct parser *, struct range,
                                unsigned qualifiers, struct node *length);
struct derivation *suffix_function(struct parser *, struct range,
                                   struct node *parameters);
struct declarator *declarator_suffix(struct declarator *,
                                     struct derivation *);
struct node *parameters_open(struct parser *, struct range);

struct declaration *declaration_open(struct parser *, struct range,
                                     struct specs *, struct declarator *,
                                     unsigned attributes);
struct declaration *declaration_next(struct parser *, struct range,
                                     struct declaration *,
                                     struct declarator *,
                                     unsigned attributes);
struct declaration *declaration_initialize(struct parser *,
                                           struct declaration *,
                                           struct node *);
struct node *declaration_close(struct declaration *, struct range);
/* No declarator: `struct S;` */
struct node *declaration_empty(struct parser *, struct specs *, struct range);
struct node *parameter_declare(struct parser *, struct range, struct specs *,
                               struct declarator *, unsigned attributes);
struct node *parameter_name(struct parser *, struct range);
struct node *type_name_node(struct parser *, struct range, struct specs *,
                            struct declarator *);
/* The type that specifiers and a declarator make. */
const struct type *declarator_type(struct parser *, const struct specs *,
                                   const struct declarator *,
                                   unsigned attributes);
/* The prototype's scope, when the declarator is a function's, or 0. */
struct scope *declarator_scope(const struct declarator *);
bool declarator_is_function(const struct declarator *);

/* ---- aggregate.c -------------------------------------------------------- */

/* The same tag once more, in the current scope. */
struct symbol *tag_declare(struct parser *, const struct symbol *outer);
struct node *tag_reference(struct parser *, struct range, tokid name);
struct node *struct_open(struct parser *, struct range, tokid name);
struct node *struct_close(struct parser *, struct node *, struct range);
/* Members: an N_FIELD; `width` is that of a bit-field, or 0, and the
 * declarator of an unnamed one is 0. */
struct declaration *field_open(struct parser *, struct range, struct specs *,
                               struct declarator *, struct node *width,
                               unsigned attributes);
struct declaration *field_next(struct parser *, struct range,
                               struct declaration *, struct declarator *,
                               struct node *width, unsigned attributes);
struct node *field_empty(struct parser *, struct specs *, struct range);
/* enum E : int; */
struct node *enum_declare(struct parser *, struct range, tokid name,
                          struct specs *underlying);
struct node *enum_open(struct parser *, struct range, tokid name,
                       struct specs *underlying);
/* Adds it to the list, and declares it. */
struct node *enumerator(struct parser *, struct node *list, struct range,
                        tokid name, struct node *value);

/* ---- statement.c -------------------------------------------------------- */

struct node *block_open(struct parser *, struct range);
struct node *block_add(struct node *block, struct node *item);
struct node *block_close(struct parser *, struct node *, struct range);
struct node *for_open(struct parser *, struct range);
/* `lookahead` is the grammar's next token, which may have been read in the
 * scope that ends here. */
struct node *for_close(struct parser *, struct range, struct node *,
                       struct node *init, struct node *condition,
                       struct node *step, struct node *body, int *lookahead,
                       struct range lookahead_range);
struct node *label_define(struct parser *, struct range, tokid name);
/* `goto` or &&label */
struct node *label_use(struct parser *, enum node_kind, struct range,
                       tokid name);
/* __label__ a, b; `list` is 0 for the first. */
struct node *label_local(struct parser *, struct node *list, struct range,
                         tokid name);
/* NULL: it is not the declaration of a function, and the token `next` is a
 * syntax error. */
struct node *function_open(struct parser *, struct declaration *, tokid next);
struct node *function_close(struct parser *, struct node *, struct node *body);
struct node *unit_add(struct parser *, struct node *external);

/* ---- directive.c -------------------------------------------------------- */

/* The kind of the directive at TOK_PRAGMA_SHM and where it ends; D_COUNT
 * when it is unknown, which is reported. */
enum directive_kind directive_recognize(struct parser *, tokid, tokid *last);
/* Reads the clauses; makes the N_DIRECTIVE. */
struct node *directive_read(struct parser *, struct range);
struct node *directive_body(struct node *, struct node *statement);
struct node *directive_misplaced(struct parser *, struct node *);

/* ---- expression.c ------------------------------------------------------- */

struct node *identifier_node(struct parser *, tokid);
struct node *list_node(struct parser *, struct node *, struct node *);
struct node *constant_node(struct parser *, struct range);
struct node *string_node(struct parser *, struct range);
struct node *unary_node(struct parser *, struct range, tokid op,
                        struct node *);
struct node *postfix_node(struct parser *, struct range, tokid op,
                          struct node *);
struct node *binary_node(struct parser *, struct range, tokid op,
                         struct node *, struct node *);
struct node *assign_node(struct parser *, struct range, tokid op,
                         struct node *, struct node *);
struct node *comma_node(struct parser *, struct range, struct node *,
                        struct node *);
struct node *conditional_node(struct parser *, struct range, struct node *,
                              struct node *, struct node *);
struct node *cast_node(struct parser *, enum node_kind, struct range,
                       struct node *type_name, struct node *);
struct node *sizeof_node(struct parser *, enum node_kind, struct range,
                         struct node *);
struct node *call_node(struct parser *, struct range, struct node *function,
                       struct node *arguments);
struct node *index_node(struct parser *, struct range, struct node *,
                        struct node *);
struct node *member_node(struct parser *, struct range, tokid op,
                         struct node *, tokid name);
struct node *generic_node(struct parser *, struct range, struct node *,
                          struct node *associations);
struct node *builtin_node(struct parser *, struct range, tokid word,
                          struct node *arguments);
struct node *statement_expression_node(struct parser *, struct range,
                                       struct node *);
struct node *paren_node(struct parser *, struct range, struct node *);
/* Does the value depend on an object? (The length of an array.) */
bool expression_is_variable(struct node *);

#endif
