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
    ATOMIC_UPDATE  /* object = object op value; object op= value; ++ -- */
};

struct atomic {
    enum atomic_form form;
    struct node *object; /* the lvalue that the operation is atomic on */
    struct node *value;  /* WRITE, UPDATE: the other operand; 0 for ++ -- */
    struct node *other;  /* READ: the lvalue that takes the value */
    uint16_t op;         /* UPDATE: TOK_PLUS, TOK_MINUS, TOK_STAR ...; ++ is
                          * TOK_PLUS and -- TOK_MINUS */
    bool reversed;       /* UPDATE: object = value op object */
};

/* Takes apart the statement of `d`; reports what is not one of the forms,
 * and returns 0 then. */
struct atomic *atomic_analyse(struct unit *, const struct directive *d);

#endif
