/* SPDX-License-Identifier: MIT */
/* expand.h -- the macro expansion of the directives' words.
 *
 * Neither gcc nor clang expands macros in a pragma that it does not know, so
 * the words are sent through the same preprocessor once more: expand.c writes
 * the text for it (scan_expansion_text, phases.h) and reads what comes back.
 *
 *     shmrt_mark_runtime
 *     #include <shmrt.h>
 *     shmrt_mark_probe __STDC_VERSION__ , __STRICT_ANSI__ , ...
 *     #define N 8                          definitions, in order, as they
 *     #undef N                             stand in the text
 *     shmrt_mark_directive_1 parallel num_workers(N)
 *     shmrt_mark_end
 */
#ifndef SHMCC_EXPAND_H
#define SHMCC_EXPAND_H

#include "unit.h"

/* What came back, cut up.  Everything is in the unit's arena. */
struct expansion {
    const char **words; /* of directive 1, 2, ...; 0: not expanded */
    unsigned nwords, room;
};

/* Sets the unit's dialect, sizes and runtime_text, too. */
void expansion_read(struct unit *, const char *expanded, size_t size,
                    struct expansion *);

/* The expanded words of directive 1, 2, ..., terminated; 0 when there is no
 * expansion of it (its parentheses or quotes do not match) and the raw words
 * must serve. */
const char *expansion_words(const struct expansion *, unsigned number);

#endif
