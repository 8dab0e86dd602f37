/* SPDX-License-Identifier: MIT */
/* check_loop.h -- a `for` in OpenMP's canonical form, taken apart.
 *
 *     for (T i = lower; i relation upper; i += step) body
 *
 * Whatever way the user wrote it (`n > i`, `i = 2 + i`, `--i`), the result
 * reads like the line above: the variable stands left of the relation and
 * the step is added or subtracted.  check.c makes it once, and it hangs on
 * directive.loop from then on.  Constant after the check; in the unit's
 * arena. */
#ifndef SHMCC_CHECK_LOOP_H
#define SHMCC_CHECK_LOOP_H

#include "directive.h"
#include "scope.h"
#include "type.h"

struct loop {
    struct node *for_node;
    struct node *body;

    /* The variable. */
    struct symbol *var;
    const struct type *type; /* as declared; 0 when not understood */
    bool pointer;
    tokid var_token;         /* the name in the header's first part */
    bool declared_in_header; /* `for (T i = ...`; if so: */
    tokid specifiers_first;  /* ... the tokens of T's specifiers, */
    tokid specifiers_last;
    tokid declarator_first;  /* ... and of the declarator without `= lower`: */
    tokid declarator_last;   /* `i`, `*p` */

    struct node *lower;      /* the first value */
    struct node *upper;
    int relation;            /* TOK_LESS ... TOK_NOT_EQUAL, with the variable
                              * on the left */
    bool downward;           /* the loop counts down: by the relation, for !=
                              * by the step */

    /* The step: what is added, or subtracted when step_negative. */
    struct node *step;       /* 0 for ++ and -- */
    bool step_negative;      /* by form: -- -= i - c */
    bool step_known;         /* a constant: its value, sign of the form
                              * included, is */
    long long step_value;
    bool step_is_one;        /* known to be 1 or -1 */

    /* collapse: the next loop inwards that belongs to the same directive. */
    struct loop *inner;
    int depth;               /* 0 for the outermost */
    bool inner_depends_on_outer; /* this loop's bounds name the variable of a
                                  * loop further out */
};

/* Takes apart the loop of `d` (and the ones inside that collapse names).
 * Reports what is not canonical, with its place, and returns 0 then. */
struct loop *loop_analyse(struct unit *, const struct directive *d);

#endif
