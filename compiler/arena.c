/* SPDX-License-Identifier: MIT */
/* arena.c -- memory that lives as long as its unit.
 *
 * Blocks hang in a list; small requests are cut from the newest one, large
 * ones get a block of their own.  Memory comes zeroed from calloc, so that
 * large tables cost only what is touched of them. */
#include <stdalign.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "diag.h"

enum { BLOCK_SIZE = 64 * 1024, LARGE = BLOCK_SIZE / 4 };

struct block {
    struct block *next;
    alignas(max_align_t) char data[];
};

struct arena {
    struct block *blocks;
    char *cursor, *limit; /* what is left of the newest small block */
};

static char *
block_new(struct arena *a, size_t size)
{
    struct block *b = 0;

    if (size <= SIZE_MAX - sizeof *b)
        b = calloc(1, sizeof *b + size);
    if (!b)
        diag_fatal("out of memory");
    b->next = a->blocks;
    a->blocks = b;
    return b->data;
}

struct arena *
arena_new(void)
{
    struct arena *a = calloc(1, sizeof *a);

    if (!a)
        diag_fatal("out of memory");
    return a;
}

void
arena_free(struct arena *a)
{
    if (!a)
        return;
    for (struct block *b = a->blocks, *next; b; b = next) {
        next = b->next;
        free(b);
    }
    free(a);
}

void *
arena_alloc(struct arena *a, size_t size)
{
    const size_t align = alignof(max_align_t);

    if (size > LARGE)
        return block_new(a, size);
    size = (size + align - 1) / align * align;
    if ((size_t)(a->limit - a->cursor) < size) {
        a->cursor = block_new(a, BLOCK_SIZE);
        a->limit = a->cursor + BLOCK_SIZE;
    }
    void *p = a->cursor;
    a->cursor += size;
    return p;
}

char *
arena_strdup(struct arena *a, const char *text, size_t length)
{
    char *copy = arena_alloc(a, length + 1);

    if (length)
        memcpy(copy, text, length);
    return copy;
}

char *
arena_printf(struct arena *a, const char *format, ...)
{
    char *text;
    va_list args;

    va_start(args, format);
    int length = vasprintf(&text, format, args);
    va_end(args);
    if (length < 0)
        diag_fatal("out of memory");
    char *copy = arena_strdup(a, text, (size_t)length);
    free(text);
    return copy;
}
