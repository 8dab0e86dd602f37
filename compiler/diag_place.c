/* SPDX-License-Identifier: MIT */
/* diag_place.c -- the way by which a header came to be read.
 *
 * The line markers behind a place tell it: each one that leaves a file names
 * the file that it goes back to, and the line behind the #include. */
#include <string.h>

#include "diag_message.h"
#include "lexer.h"

/* The next line that begins with #, or 0. */
static const char *
next_hash(const char *p, const char *end)
{
    while ((p = memchr(p, '\n', (size_t)(end - p))) && ++p < end)
        if (*p == '#')
            return p;
    return NULL;
}

const struct inclusion *
diag_inclusion(struct unit *u, tokid t, struct arena *arena)
{
    const char *end = u->text + u->text_size, *p;
    struct inclusion *first = NULL, **tail = &first;
    int depth = 0;

    while (u->tokens[t].directive) /* its text lies elsewhere */
        t--;
    if (u->files[u->tokens[t].file].is_main)
        return NULL;
    for (p = u->tokens[t].text; (p = next_hash(p, end));) {
        struct line line = line_read(p, end);

        if (line.kind != LINE_MARKER || !line.name)
            continue;
        depth += line.enter;
        if (line.leave && depth-- == 0) {
            struct inclusion *i = arena_alloc(arena, sizeof *i);

            i->file = line_name(arena, &line);
            i->line = *i->file == '<' || !line.number ? 0 : line.number - 1;
            *tail = i;
            tail = &i->next;
            depth = 0;
            if (i->line == 0)
                break;
        }
    }
    return first;
}
