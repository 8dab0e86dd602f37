/* SPDX-License-Identifier: MIT */
/* edit_fold.c -- a long generated text becomes lines, a statement each, for
 * people read it in the source form.
 *
 * Lines end behind `; `, `{ ` and `} ` outside parentheses, initializers and
 * literals. */
#include <string.h>

#include "edit_list.h"

enum { SHORT = 80 }; /* what fits on a line stays on one */

struct fold {
    int depth;         /* of parentheses and brackets */
    int initializer;   /* depth of braces in an initializer, else 0 */
    char quote;        /* in a literal: what ends it */
};

/* Looks at text[i]; true when it ends a line. */
static bool
ends_line(struct fold *f, const char *text, size_t i)
{
    char c = text[i];

    if (f->quote) {
        if (c == f->quote && text[i - 1] != '\\')
            f->quote = 0;
        return false;
    }
    if (c == '"' || c == '\'')
        f->quote = c;
    else if (c == '(' || c == '[')
        f->depth++;
    else if (c == ')' || c == ']')
        f->depth--;
    else if (c == '{' && (f->initializer || (i > 1 && text[i - 2] == '=')))
        f->initializer++;
    else if (c == '}' && f->initializer)
        f->initializer--;
    else
        return strchr(";{}", c) && f->depth == 0 && !f->initializer;
    return false;
}

void
edit_fold(char *text)
{
    struct fold f = {0, 0, 0};

    if (strlen(text) <= SHORT)
        return;
    for (size_t i = 0; text[i]; i++)
        if (ends_line(&f, text, i) && text[i + 1] == ' ' && text[i + 2])
            text[i + 1] = '\n';
}
