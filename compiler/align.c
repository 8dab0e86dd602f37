/* SPDX-License-Identifier: MIT */
/* align.c -- the longest common subsequence of two short lists of words.
 *
 * What both lists begin and end with is taken off first, so that a line with
 * one macro needs nothing else.  The rest goes through the usual table; where
 * that would be too large, the rest counts as one macro. */
#include "align.h"

#include <stdlib.h>
#include <string.h>

#include "diag.h"
#include "lexer.h"

enum { MAX_TABLE = 1000000 };

static bool
same(const struct spelling *a, const struct spelling *b)
{
    return a->length == b->length && memcmp(a->text, b->text, a->length) == 0;
}

/* table[i * (nb + 1) + j]: length of the longest common subsequence of what
 * begins at a[i] and at b[j].  At most MAX_TABLE entries, so that the shorter
 * list has at most 1000 words. */
static uint16_t *
common_lengths(const struct spelling *a, size_t na, const struct spelling *b,
               size_t nb)
{
    size_t row = nb + 1;
    uint16_t *table = calloc((na + 1) * row, sizeof *table);

    if (!table)
        diag_fatal("out of memory");
    for (size_t i = na; i-- > 0;)
        for (size_t j = nb; j-- > 0;) {
            uint16_t *at = &table[i * row + j];
            if (same(&a[i], &b[j]))
                *at = (uint16_t)(at[row + 1] + 1);
            else
                *at = at[row] > at[1] ? at[row] : at[1];
        }
    return table;
}

/* `base` is the index of a[0] in the whole list, `last` that of its end. */
static void
align_middle(const struct spelling *a, size_t na, const struct spelling *b,
             size_t nb, uint32_t base, uint32_t last, struct match *match)
{
    uint16_t *table = NULL;
    size_t i = 0, row = nb + 1;

    if (na && nb && na < MAX_TABLE && nb < MAX_TABLE &&
        (na + 1) * row <= MAX_TABLE)
        table = common_lengths(a, na, b, nb);
    for (size_t j = 0; j < nb; j++) {
        /* Words that are not common: the written ones wait for the first
         * expanded word behind them that is. */
        bool exact = false;
        if (table) {
            size_t k = i;
            while (k < na && !same(&a[k], &b[j]) &&
                   table[(k + 1) * row + j] == table[i * row + j])
                k++;
            exact = k < na && same(&a[k], &b[j]) &&
                    table[k * row + j] == table[i * row + j];
            if (exact)
                i = k;
        }
        uint32_t at = base + (uint32_t)i;
        match[j] = (struct match){ at < last ? at : last, exact };
        i += exact;
    }
    free(table);
}

void
align(const struct spelling *a, size_t na, const struct spelling *b, size_t nb,
      struct match *match)
{
    size_t head = 0, tail = 0, shorter = na < nb ? na : nb;

    if (!na) {
        memset(match, 0, nb * sizeof *match);
        return;
    }
    for (; head < shorter && same(&a[head], &b[head]); head++)
        match[head] = (struct match){ (uint32_t)head, true };
    for (; tail < shorter - head && same(&a[na - 1 - tail], &b[nb - 1 - tail]);
         tail++)
        match[nb - 1 - tail] =
            (struct match){ (uint32_t)(na - 1 - tail), true };
    align_middle(a + head, na - head - tail, b + head, nb - head - tail,
                 (uint32_t)head, (uint32_t)(na - 1), match + head);
}

size_t
spellings_read(struct unit *u, const char *text, struct spelling **list)
{
    size_t n = 0, room = strlen(text) + 1;
    struct spelling *s = arena_alloc(u->arena, room * sizeof *s);
    struct word_table words;
    struct lexer in;

    word_table_init(&words, u->dialect);
    lexer_init(&in, &words, u->dialect, text, strlen(text));
    in.raw = true;
    while (lexer_next(&in) != TOK_EOF)
        s[n++] = (struct spelling){ in.start,
                                    (uint32_t)(in.cursor - in.start) };
    *list = s;
    return n;
}
