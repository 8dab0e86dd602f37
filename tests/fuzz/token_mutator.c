/* SPDX-License-Identifier: MIT */
/* token_mutator.c -- changes a program by whole words: deletes them,
 * doubles them, puts one in place of another, as happens to a person who edits
 * in a hurry.  Every other change is
 * libFuzzer's own, by bytes. */
#include <ctype.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { WORDS = 4096 };

struct word {
    size_t start, length;
};

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t room);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t room,
                               unsigned seed);

static bool
is_letter(uint8_t c)
{
    return isalnum(c) || c == '_' || c == '$';
}

/* Letters and digits together, blanks with what stands before them. */
static size_t
cut(const uint8_t *data, size_t size, struct word *words)
{
    size_t count = 0, at = 0;

    while (at < size && count < WORDS) {
        struct word *w = &words[count++];

        w->start = at++;
        while (at < size && is_letter(data[w->start]) && is_letter(data[at]))
            at++;
        while (at < size && isspace(data[at]))
            at++;
        w->length = at - w->start;
    }
    return count;
}

/* The text with `what` put in place of the word. */
static size_t
replace(uint8_t *data, size_t size, struct word w, const uint8_t *what,
        size_t length)
{
    memmove(data + w.start + length, data + w.start + w.length,
            size - w.start - w.length);
    memcpy(data + w.start, what, length);
    return size - w.length + length;
}

size_t
LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t room,
                        unsigned seed)
{
    static struct word words[WORDS];
    struct word a, b;
    uint8_t *copy;
    size_t count;

    srandom(seed);
    count = random() % 2 ? cut(data, size, words) : 0;
    if (count < 2)
        return LLVMFuzzerMutate(data, size, room);
    a = words[(size_t)random() % count];
    b = words[(size_t)random() % count];
    copy = malloc(size);
    if (!copy || size + a.length + b.length > room) {
        free(copy);
        return LLVMFuzzerMutate(data, size, room);
    }
    memcpy(copy, data, size);
    switch (random() % 4) {
    case 0: /* deleted */
        size = replace(data, size, a, copy, 0);
        break;
    case 1: /* put in once more, elsewhere */
        b.length = 0;
        size = replace(data, size, b, copy + a.start, a.length);
        break;
    default: /* in place of another one */
        size = replace(data, size, b, copy + a.start, a.length);
    }
    free(copy);
    return size;
}
