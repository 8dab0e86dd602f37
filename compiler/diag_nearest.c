/* SPDX-License-Identifier: MIT */
/* diag_nearest.c -- which of some names was meant: "did you mean". */
#include <string.h>

#include "diag.h"

enum { LONGEST_WORD = 64 };

/* Insertions, deletions, replacements and exchanges of neighbours that lead
 * from a to b. */
static unsigned
distance(const char *a, size_t na, const char *b, size_t nb)
{
    unsigned row[3][LONGEST_WORD + 1];
    unsigned *before = row[0], *above = row[1], *now = row[2];

    for (size_t j = 0; j <= nb; j++)
        above[j] = (unsigned)j;
    for (size_t i = 1; i <= na; i++) {
        now[0] = (unsigned)i;
        for (size_t j = 1; j <= nb; j++) {
            unsigned d = above[j - 1] + (a[i - 1] != b[j - 1]);
            if (above[j] + 1 < d)
                d = above[j] + 1;
            if (now[j - 1] + 1 < d)
                d = now[j - 1] + 1;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
                a[i - 2] == b[j - 1] && before[j - 2] + 1 < d)
                d = before[j - 2] + 1;
            now[j] = d;
        }
        unsigned *spare = before;
        before = above;
        above = now;
        now = spare;
    }
    return above[nb];
}

const char *
diag_nearest(const char *word, size_t length, const char *const *names,
             size_t n)
{
    const char *nearest = NULL;
    unsigned best = (unsigned)(length + 2) / 3 + 1; /* too far */

    for (size_t i = 0; i < n && length <= LONGEST_WORD; i++) {
        size_t name_length = strlen(names[i]);
        if (name_length > LONGEST_WORD)
            continue;
        unsigned d = distance(word, length, names[i], name_length);
        if (d < best) {
            best = d;
            nearest = names[i];
        }
    }
    return nearest;
}
