/* SPDX-License-Identifier: MIT */
/* type_name.c -- a type as it is written in C, for messages.
 *
 * A type is a chain from the declarator's outermost part to its base; the
 * text grows around an empty name in that order, as in a declarator. */
#include <string.h>

#include "parse.h"

enum { MAX_PARTS = 64 }; /* a message need not show more */

static const char *
qualifier_text(struct unit *u, unsigned q)
{
    return arena_printf(u->arena, "%s%s%s%s", q & Q_CONST ? "const " : "",
                        q & Q_VOLATILE ? "volatile " : "",
                        q & Q_RESTRICT ? "restrict " : "",
                        q & Q_ATOMIC ? "_Atomic " : "");
}

static const char *
array_length(struct unit *u, const struct type *t)
{
    const struct node *n = t->length;

    if (!n || n->first != n->last)
        return n ? "..." : "";
    return arena_printf(u->arena, "%.*s", (int)token_at(u, n->first)->length,
                        token_at(u, n->first)->text);
}

static const char *
tag_text(struct unit *u, const struct type *t)
{
    const char *word = t->kind == T_STRUCT  ? "struct"
                       : t->kind == T_UNION ? "union"
                                            : "enum";

    return arena_printf(u->arena, "%s %s", word,
                        t->tag && t->tag->name[0] ? t->tag->name
                                                  : "<unnamed>");
}

static const char *
base_name(struct unit *u, const struct type *t)
{
    if (t->typedef_name)
        return t->typedef_name;
    switch (t->kind) {
    case T_STRUCT: case T_UNION: case T_ENUM: return tag_text(u, t);
    case T_COMPLEX:
        return arena_printf(u->arena, "%s _Complex",
                            t->of->basic_name ? t->of->basic_name : "");
    case T_VECTOR:
        return arena_printf(u->arena, "vector of %s",
                            t->of->basic_name ? t->of->basic_name : "?");
    default: return t->basic_name ? t->basic_name : "?";
    }
}

static const char *
pointer_text(struct unit *u, unsigned qualifiers, const char *text)
{
    const char *words = qualifier_text(u, qualifiers);
    size_t length = strlen(words);

    if (length && !text[0]) /* no blank at the end */
        length--;
    return arena_printf(u->arena, "*%.*s%s", (int)length, words, text);
}

/* Puts the part around the text; a star inside needs parentheses. */
static const char *
around(struct unit *u, const struct type *t, const char *text)
{
    const char *open = text[0] == '*' ? "(" : "";
    const char *close = text[0] == '*' ? ")" : "";

    switch (t->kind) {
    case T_POINTER:
        return pointer_text(u, t->qualifiers, text);
    case T_ARRAY:
        return arena_printf(u->arena, "%s%s%s[%s]", open, text, close,
                            array_length(u, t));
    default:
        return arena_printf(u->arena, "%s%s%s()", open, text, close);
    }
}

static bool
is_part(const struct type *t)
{
    return !t->typedef_name
           && (t->kind == T_POINTER || t->kind == T_ARRAY
               || t->kind == T_FUNCTION);
}

const char *
type_name(struct unit *u, const struct type *type)
{
    const char *text = "";
    int parts = 0;

    if (!type)
        return "?";
    for (; is_part(type) && parts < MAX_PARTS; type = type->of, parts++)
        text = around(u, type, text);
    return arena_printf(u->arena, "%s%s%s%s",
                        qualifier_text(u, type->qualifiers),
                        base_name(u, type), text[0] ? " " : "", text);
}
