/* SPDX-License-Identifier: MIT */
/* text.h -- a text that grows: what the lowering writes before it becomes an
 * edit. */
#ifndef SHMCC_TEXT_H
#define SHMCC_TEXT_H

#include "unit.h"

struct text {
    struct arena *arena;
    char *string; /* always terminated; "" at first */
    size_t length, room;
};

struct text text_new(struct unit *);
void text_add(struct text *, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* "text" as a C string literal, quotes included. */
const char *text_quote(struct unit *, const char *text);

#endif
