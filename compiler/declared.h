/* SPDX-License-Identifier: MIT */
/* declared.h -- declare reduction(name : types : combiner) initializer(...)
 *
 * Hangs on directive.declares, made by the parser, constant.  A declared
 * reduction is visible as a name of C is: from its directive to the end of
 * the block, in inner blocks unless one declares the same name for the same
 * type.  (Outer ones for other types stay visible.) */
#ifndef SHMCC_DECLARED_H
#define SHMCC_DECLARED_H

#include "directive.h"
#include "scope.h"

struct declared_type {
    struct declared_type *next;
    struct node *node;       /* N_TYPE_NAME */
    const struct type *type; /* 0: not understood */
};

struct declared {
    struct declared_type *types;
    struct node *combiner;    /* an expression; 0 after a message */
    struct node *initializer; /* what shm_priv is set to, an expression or
                               * N_BRACED_INITIALIZER (without children); or
                               * the call that sets it; 0: none */
    bool assigns;             /* shm_priv = ... */
};

/* What the names in combiner and initializer stand for. */
enum declared_role { ROLE_NONE, ROLE_IN, ROLE_OUT, ROLE_PRIV, ROLE_ORIG };

enum declared_role declared_role(const struct unit *, tokid);
/* The symbol is one of these names. */
bool declared_is_role(const struct directive *, const struct symbol *);
/* The declared reduction of that name (a token) for the type that is visible
 * to `at`, or 0.  With the type 0 that for any type. */
const struct directive *declared_find(const struct unit *,
                                      const struct directive *at, tokid name,
                                      const struct type *);
/* Does the directive declare it for the type?  Qualifiers do not count. */
const struct declared_type *declared_type_of(const struct directive *,
                                             const struct type *);
/* The visible name that is nearest, or 0; `names` are others that could have
 * been meant. */
const char *declared_nearest(struct unit *, const struct directive *at,
                             tokid name, const char *const *names, size_t n);

#endif
