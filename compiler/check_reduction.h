/* SPDX-License-Identifier: MIT */
/* check_reduction.h -- which reductions there are without being declared. */
#ifndef SHMCC_CHECK_REDUCTION_H
#define SHMCC_CHECK_REDUCTION_H

#include "directive.h"
#include "type.h"

/* A word or a sign that is one of C's or OpenMP's operators. */
bool reduction_is_operator(const struct unit *, tokid);
/* And it takes the type. */
bool reduction_is_built_in(const struct unit *, tokid, const struct type *);
/* What one element of the item is, the dimensions of a section and of an
 * array taken off; 0: not known. */
const struct type *reduction_element(const struct item *);
/* The declared reduction that combines the item, or 0 for a built-in one. */
const struct directive *reduction_declared(const struct unit *,
                                           const struct directive *,
                                           const struct clause *,
                                           const struct item *);

#endif
