/* SPDX-License-Identifier: MIT */
/* token.c -- what tokens.def says, as tables. */
#include "tokens.h"

#include <string.h>

static const char *const kind_names[TOK_COUNT] = {
    [TOK_NONE] = "nothing",
#define TOKEN(id, name) [TOK_##id] = name,
#define PUNCTUATOR(id, spelling) [TOK_##id] = spelling,
#define KEYWORD(id, spelling, when) [TOK_##id] = spelling,
#define ALTERNATE(id, spelling, when)
#include "tokens.def"
};

struct word {
    const char *spelling;
    unsigned char length;
    unsigned char when;
    enum token_kind kind;
};

/* Digraphs are in here too, where no word can ever match them. */
static const struct word words[] = {
#define WORD(id, spelling, when)                                            \
    { spelling, sizeof spelling - 1, when, TOK_##id },
#define TOKEN(id, name)
#define PUNCTUATOR(id, spelling)
#define KEYWORD(id, spelling, when) WORD(id, spelling, when)
#define ALTERNATE(id, spelling, when) WORD(id, spelling, when)
#include "tokens.def"
};

enum { NWORDS = sizeof words / sizeof *words };
_Static_assert(NWORDS < WORD_SLOTS / 2, "the word table is too small");

const char *
token_kind_name(unsigned kind)
{
    return kind < TOK_COUNT ? kind_names[kind] : kind_names[TOK_NONE];
}

/* Length, the first, a middle and the last character tell nearly all the
 * keywords apart. */
static unsigned
word_hash(const char *word, size_t length)
{
    const unsigned char *w = (const unsigned char *)word;
    size_t n = length;

    return (unsigned)(n * 7 + w[0] * 31U + w[n / 2] * 67U + w[n - 1] * 131U) %
           WORD_SLOTS;
}

void
word_table_init(struct word_table *table, unsigned dialect)
{
    memset(table, 0, sizeof *table);
    for (unsigned i = 0; i < NWORDS; i++) {
        if (!(words[i].when & dialect))
            continue;
        unsigned h = word_hash(words[i].spelling, words[i].length);
        while (table->slot[h])
            h = (h + 1) % WORD_SLOTS;
        table->slot[h] = (unsigned short)(i + 1);
    }
}

enum token_kind
word_kind(const struct word_table *table, const char *word, size_t length)
{
    unsigned h = word_hash(word, length);

    for (; table->slot[h]; h = (h + 1) % WORD_SLOTS) {
        const struct word *w = &words[table->slot[h] - 1];
        if (w->length == length && memcmp(w->spelling, word, length) == 0)
            return w->kind;
    }
    return TOK_IDENTIFIER;
}
