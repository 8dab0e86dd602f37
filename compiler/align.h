/* SPDX-License-Identifier: MIT */
/* align.h -- where does an expanded word come from?
 *
 * A line as written and the same line after the preprocessor have most words
 * in common, in the same order; what is not common came from a macro. */
#ifndef SHMCC_ALIGN_H
#define SHMCC_ALIGN_H

#include "unit.h"

struct spelling {
    const char *text;
    uint32_t length;
};

struct match {
    uint32_t index; /* of the written word */
    bool exact;     /* spelled alike; else the written word is the macro that
                     * most likely gave it */
};

static inline struct spelling
spelling_of(const struct token *t)
{
    return (struct spelling){ t->text, t->length };
}

/* Finds for each of the expanded words the written one; with none written,
 * index is 0 and nothing is exact. */
void align(const struct spelling *written, size_t nwritten,
           const struct spelling *expanded, size_t nexpanded, struct match *);

/* The words of a text, with pointers into it; the array is in the arena. */
size_t spellings_read(struct unit *, const char *text, struct spelling **);

#endif
