/* SPDX-License-Identifier: MIT */
/* source_plan.h -- which files and lines the source form has to touch.
 *
 * Made before anything is written, so that a unit for which the source form
 * is not possible is known by then. */
#ifndef SHMCC_SOURCE_PLAN_H
#define SHMCC_SOURCE_PLAN_H

#include "edit_list.h"
#include "source.h"

/* A file with edits: the main file, a header, or a file in between. */
struct plan {
    struct plan *next;
    uint32_t file;
    const struct source *source;
    tokid first, last;     /* its tokens, and those of files in the plan that
                            * it includes, are among these */
    bool *expanded;        /* [1 .. nlines + 1]: the line gives way to what
                            * the preprocessor made of it */
    struct plan *includer; /* 0: the main file */
    uint32_t include_line; /* of the #include in that file */
    bool written;
};

/* The list begins with the main file.  0, with the reason, when it cannot
 * be.  In the unit's arena. */
struct plan *plan_make(struct unit *, struct edits *, const char **reason);
struct plan *plan_of(struct plan *, uint32_t file); /* or 0 */

/* Texts before the first token of a file that is not the user's stand at the
 * very top. */
bool plan_is_prologue(const struct plan *, const struct unit *, tokid);

#endif
