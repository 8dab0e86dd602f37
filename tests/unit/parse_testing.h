/* SPDX-License-Identifier: MIT */
/* parse_testing.h -- a text on its way into a tree, for the parser's tests. */
#ifndef PARSE_TESTING_H
#define PARSE_TESTING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "diag.h"
#include "directive.h"
#include "phases.h"
#include "scope.h"
#include "tokens.h"
#include "tree.h"
#include "type.h"

/* What the second run of the preprocessor says of the target. */
#define PROBE(version, gnuc, clang) \
    "shmrt_mark_runtime\nint shmrt;\nshmrt_mark_probe " version \
    " , __STRICT_ANSI__ , " gnuc " , " clang \
    " , 4 , 8 , 8 , 16 , __CHAR_UNSIGNED__\n"
#define GNU17 PROBE("201710L", "12", "__clang_major__")
#define C23 PROBE("202311L", "15", "__clang_major__")
#define CLANG PROBE("201710L", "4", "14")

/* Scans and parses; returns the number of errors, which are not printed.
 * There are no macros, so a directive's words stay what they are. */
static inline unsigned
begin_in(struct unit *u, const char *probe, const char *text)
{
    char *words = scan_expansion_text(text, strlen(text));
    const char *directives = strstr(words, "shmrt_mark_directive_1");
    unsigned before = diag_errors();
    size_t size;
    char *expanded;
    FILE *f = open_memstream(&expanded, &size);

    assert_non_null(f);
    fprintf(f, "%s%s", probe,
            directives ? directives : strstr(words, "shmrt_mark_end"));
    fclose(f);
    *u = (struct unit){ .main_file = "f.c", .text = text,
                        .text_size = strlen(text), .arena = arena_new(),
                        .parse_all = true };
    diag_hold();
    scan(u, expanded, size);
    parse(u);
    diag_drop();
    free(expanded);
    free(words);
    return diag_errors() - before;
}

static inline void
begin(struct unit *u, const char *text)
{
    if (begin_in(u, GNU17, text))
        fail_msg("not parsed: %s", text);
}

static inline void
end(struct unit *u)
{
    arena_free(u->arena);
}

/* The tokens first..last with a blank between. */
static inline const char *
text_of(struct unit *u, tokid first, tokid last)
{
    const char *text = "";

    for (tokid t = first; t <= last; t++)
        text = arena_printf(u->arena, "%s%s%.*s", text, *text ? " " : "",
                            (int)token_at(u, t)->length, token_at(u, t)->text);
    return text;
}

struct search {
    enum node_kind kind;
    int index;
    struct node *found;
};

static inline bool
search_node(struct node *n, void *data)
{
    struct search *s = data;

    if (n->kind == s->kind && s->index-- == 0)
        s->found = n;
    return !s->found;
}

/* The node of this kind with this number (from 0), in the order of the
 * text. */
static inline struct node *
nth(struct unit *u, enum node_kind kind, int index)
{
    struct search s = { kind, index, NULL };

    tree_walk(u->tree, search_node, NULL, &s);
    assert_non_null(s.found);
    return s.found;
}

static inline const char *
nth_text(struct unit *u, enum node_kind kind, int index)
{
    struct node *n = nth(u, kind, index);

    return text_of(u, n->first, n->last);
}

#endif
