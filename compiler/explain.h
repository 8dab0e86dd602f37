/* SPDX-License-Identifier: MIT */
/* explain.h -- what the two files of --shm-explain know of each other. */
#ifndef SHMCC_EXPLAIN_H
#define SHMCC_EXPLAIN_H

#include <stdio.h>

#include "check.h"

struct explanation {
    struct unit *u;
    FILE *out;
};

/* One row: a word, and a text that is broken into lines beside it. */
void explain_row(const struct explanation *, const char *word,
                 const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* "line 12", with the file where that is not the file of `beside`. */
const char *explain_line(const struct explanation *, tokid, tokid beside);
/* The directive belongs to the text of the region, or is the region. */
bool explain_is_of(const struct directive *, const struct directive *region);

/* explain_names.c: a row for all variables of the region that have the same
 * fate for the same reason. */
void explain_names(const struct explanation *, struct directive *region);

#endif
