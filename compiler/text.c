/* SPDX-License-Identifier: MIT */
#include "text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct text
text_new(struct unit *u)
{
    struct text t = {.arena = u->arena, .string = arena_strdup(u->arena, "", 0)};

    return t;
}

static void
text_reserve(struct text *t, size_t more)
{
    size_t need = t->length + more + 1;
    char *string;

    if (need <= t->room)
        return;
    t->room = need * 2;
    string = arena_alloc(t->arena, t->room);
    memcpy(string, t->string, t->length + 1);
    t->string = string;
}

void
text_add(struct text *t, const char *format, ...)
{
    va_list ap;
    int n;

    va_start(ap, format);
    n = vsnprintf(NULL, 0, format, ap);
    va_end(ap);
    if (n <= 0)
        return;
    text_reserve(t, (size_t)n);
    va_start(ap, format);
    vsnprintf(t->string + t->length, (size_t)n + 1, format, ap);
    va_end(ap);
    t->length += (size_t)n;
}

const char *
text_quote(struct unit *u, const char *text)
{
    struct text t = text_new(u);

    text_add(&t, "\"");
    for (const unsigned char *c = (const unsigned char *)text; *c; c++)
        if (*c == '"' || *c == '\\')
            text_add(&t, "\\%c", *c);
        else if (*c < ' ' || *c == 0x7f || *c == '?') /* no trigraphs */
            text_add(&t, "\\%03o", *c);
        else
            text_add(&t, "%c", *c);
    text_add(&t, "\"");
    return t.string;
}
