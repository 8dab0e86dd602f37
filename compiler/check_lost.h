/* SPDX-License-Identifier: MIT */
/* check_lost.h -- what the warnings about values that do not leave a worker
 * have in common. */
#ifndef SHMCC_CHECK_LOST_H
#define SHMCC_CHECK_LOST_H

#include "check.h"

/* The identifier of the object that an expression is, or is a part of: of x,
 * x.m, x[i] where x is an array; 0 for what is reached through a pointer. */
struct node *object_named(struct node *);
/* The same for the pointer p of p[i], *p, p->m and what is a part of that. */
struct node *pointer_named(struct node *);
/* check_lost_flow.c: where the value that s has behind the region may be read
 * later on in its function, or 0; with `memory`, what s points to.  It takes
 * some of the steps. */
struct node *read_behind(struct directive *region, const struct symbol *s,
                         bool memory, long *steps);
/* check_private_pointer.c: the function of malloc's kin that a value comes
 * from, or 0. */
const char *private_allocator(struct node *);
/* What is stored in the end: without parentheses and casts, and of an
 * assignment its value. */
struct node *stored_value(struct node *);
/* check_lost_memory.c: where each pointer of the unit has its memory from. */
void find_memory(struct unit *);
/* Does all that it ever points to belong to the process alone? */
bool symbol_has_own_memory(const struct symbol *);
/* check_lost_remedy.c: the operator of the reduction that does the same to s
 * as an assignment to it or to elements of it; 0: none does. */
const char *reduction_of(const struct unit *, const struct node *write,
                         const struct symbol *);
/* Known to be run by the process that meets it: if(0). */
bool region_is_serial(struct unit *, const struct directive *);
/* Are the names in the block of the directive the master's? */
bool directive_is_master(const struct directive *);

#endif
