/* type.h -- what a declarator declares: as much of C's types as the checks
 * and the lowering need.  Built by the parser; constant. */
#ifndef SHMCC_TYPE_H
#define SHMCC_TYPE_H

#include "tree.h"

enum type_kind {
    T_UNKNOWN, T_VOID, T_BOOL, T_CHAR, T_INTEGER, T_ENUM, T_FLOATING,
    T_COMPLEX, T_POINTER, T_ARRAY, T_FUNCTION, T_STRUCT, T_UNION, T_VECTOR
};

enum { Q_CONST = 1, Q_VOLATILE = 2, Q_RESTRICT = 4, Q_ATOMIC = 8 };

struct type {
    enum type_kind kind;
    unsigned qualifiers;
    bool is_unsigned;         /* T_CHAR, T_INTEGER */
    int rank;                 /* T_INTEGER: bits as far as the target's probe
                               * tells (8 16 32 64 128); T_FLOATING: 32 64 80
                               * 128 */
    const struct type *of;    /* T_POINTER, T_ARRAY, T_FUNCTION (result),
                               * T_COMPLEX, T_VECTOR; T_ENUM: the underlying
                               * type when it is written down, else 0 */
    struct node *length;      /* T_ARRAY: the expression, 0 for [] */
    bool variable_length;     /* T_ARRAY: length is not a constant (so far as
                               * we can tell: names of objects in it) */
    struct symbol *tag;       /* T_STRUCT, T_UNION, T_ENUM */
    const struct member *members; /* of a complete struct or union; look it
                                   * up through type_member */
    const char *typedef_name; /* as written, for messages; or 0 */
    const char *basic_name;   /* "unsigned long": types of the same width that
                               * are not the same have different ones */
    int conversion;           /* integer conversion rank; 0: none of C's own */
};

struct member {
    const char *name; /* "" for an anonymous struct or union */
    const struct type *type;
    bool bit_field;
    const struct member *next;
};

bool type_is_integer(const struct type *);    /* also char, bool, enum */
bool type_is_arithmetic(const struct type *);
bool type_is_scalar(const struct type *);
/* T_ARRAY of variable length, or a pointer to one, and so on. */
bool type_is_variably_modified(const struct type *);
const struct type *type_member(const struct type *, const char *name,
                               size_t length);
/* What an array is made of, all dimensions stripped. */
const struct type *type_element(const struct type *);
/* "int *[3]": for messages. */
const char *type_name(struct unit *, const struct type *);

#endif
