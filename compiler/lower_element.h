/* SPDX-License-Identifier: MIT */
/* lower_element.h -- between the files that lower reductions.  Where there
 * are several elements, these texts stand behind element_each. */
#ifndef SHMCC_LOWER_ELEMENT_H
#define SHMCC_LOWER_ELEMENT_H

#include "lower.h"

/* A loop's header over the elements of an array. */
void element_each(struct text *, const struct reduction *);
/* The object itself. */
void element_outer(struct text *, const struct reduction *);
/* What the body works on: the object, in the worker, or its copy. */
void element_inner(struct text *, const struct reduction *);
/* Begins a part with something else than the original value? */
bool element_starts_anew(const struct reduction *);
/* What the body works on gets the value that its part begins with: for all
 * elements. */
void element_start(struct lowering *, struct text *, const struct reduction *);
/* outer = outer op part, for all elements. */
void element_combine(struct lowering *, struct text *,
                     const struct reduction *, const char *part);
/* The same with what shmrt_part_w_N points to. */
void element_combine_part(struct lowering *, struct text *,
                          const struct reduction *);
/* Completes a call with the address of the worker's part; a scalar's own
 * address is not taken, so that it can live in a register. */
void element_give(struct text *, const struct reduction *, const char *call,
                  const char *rest);
/* The worker's part becomes what the call writes to the address that it is
 * completed with, if it gives 1. */
void element_take(struct text *, const struct reduction *, const char *call);
/* "sizeof (one)" or the length times that. */
const char *reduction_size(struct lowering *, const struct reduction *);

#endif
