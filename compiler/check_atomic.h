/* SPDX-License-Identifier: MIT */
/* check_atomic.h -- the statement under `atomic`, taken apart.
 *
 * Made by check.c, hangs on directive.atomic from then on, constant, in the
 * unit's arena. */
#ifndef SHMCC_CHECK_ATOMIC_H
#define SHMCC_CHECK_ATOMIC_H

#include "directive.h"

enum atomic_form {
    ATOMIC_READ,   /* other = object */
    ATOMIC_WRITE,  /* object = value */
    ATOMIC_UPDATE, /* object = object op value; object op= value; ++ -- */
    ATOMIC_COMPARE /* if (object op operand) object = value; */
};

struct atomic {
    enum atomic_form form;
    struct node *object; /* the lvalue that the operation is atomic on */
    struct node *value;  /* WRITE, UPDATE: the other operand; 0 for ++ --;
                          * COMPARE: the new value */
    struct node *other;  /* READ: the lvalue that takes the value */
    struct node *operand; /* COMPARE: what the object is compared with */
    uint16_t op;         /* UPDATE: TOK_PLUS, TOK_MINUS, TOK_STAR ...; ++ is
                          * TOK_PLUS and -- TOK_MINUS; COMPARE: TOK_LESS,
                          * TOK_GREATER, TOK_EQUAL */
    bool reversed;       /* UPDATE: object = value op object; COMPARE: operand
                          * op object */

    /* The clause capture; WRITE is an exchange then. */
    struct node *capture; /* the lvalue that takes a value, or 0: */
    bool captures_old;    /* that before the operation, not behind it, */
    bool only_otherwise;  /* and if the comparison fails only */
    struct node *result;  /* the lvalue that says whether it held, or 0 */
};

/* Takes apart the statement of `d`; reports what is not one of the forms,
 * and returns 0 then. */
struct atomic *atomic_analyse(struct unit *, const struct directive *d);

#endif
