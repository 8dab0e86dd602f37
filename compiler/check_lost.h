/* SPDX-License-Identifier: MIT */
/* check_lost.h -- what the warnings about values that do not leave a worker
 * have in common. */
#ifndef SHMCC_CHECK_LOST_H
#define SHMCC_CHECK_LOST_H

#include "check.h"

/* The identifier of the object that an expression is, or is a part of: of x,
 * x.m, x[i] where x is an array; 0 for what is reached through a pointer. */
struct node *object_named(struct node *);
/* check_lost_flow.c: where the value that s has behind the region may be read
 * later on in its function, or 0.  It takes some of the steps. */
struct node *read_behind(struct directive *region, const struct symbol *s,
                         long *steps);
/* Known to be run by the process that meets it: if(0). */
bool region_is_serial(struct unit *, const struct directive *);
/* Are the names in the block of the directive the master's? */
bool directive_is_master(const struct directive *);

#endif
