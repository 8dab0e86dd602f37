/* SPDX-License-Identifier: MIT */
/* check_tree.c -- questions about directives and the tree that several
 * checks ask.  Nothing here reports or changes anything. */
#include <string.h>

#include "check.h"

static const enum body_kind body_kinds[D_COUNT] = {
#define DIRECTIVE(id, words, body, status) [D_##id] = BODY_##body,
#define CLAUSE(id, word, argument, status)
#define ALLOW(directive, clause)
#include "directives.def"
#undef DIRECTIVE
#undef CLAUSE
#undef ALLOW
};

enum body_kind
directive_body_kind(enum directive_kind kind)
{
    return body_kinds[kind];
}

bool
directive_has_block(enum directive_kind kind)
{
    return body_kinds[kind] == BODY_BLOCK || body_kinds[kind] == BODY_LOOP;
}

bool
directive_is_parallel(enum directive_kind kind)
{
    return kind == D_PARALLEL || kind == D_PARALLEL_FOR ||
           kind == D_PARALLEL_SECTIONS || kind == D_PARALLEL_FOR_SIMD;
}

bool
directive_is_loop(enum directive_kind kind)
{
    return kind == D_FOR || kind == D_PARALLEL_FOR || kind == D_FOR_SIMD ||
           kind == D_PARALLEL_FOR_SIMD;
}

struct directive *
directive_around(const struct node *n)
{
    for (n = n->parent; n && n->kind != N_FUNCTION; n = n->parent)
        if (n->kind == N_DIRECTIVE && directive_has_block(n->directive->kind))
            return n->directive;
    return 0;
}

struct directive *
region_around(const struct node *n)
{
    struct directive *d = directive_around(n);

    while (d && !directive_is_parallel(d->kind))
        d = directive_around(d->node);
    return d;
}

const struct symbol *
type_named(const struct unit *u, const struct node *specifiers, tokid t)
{
    const struct token *token = token_at(u, t);
    unsigned before = token_at(u, t - 1)->kind;
    bool tag = before == TOK_STRUCT || before == TOK_UNION
               || before == TOK_ENUM;
    const struct node *n = specifiers;
    const struct symbol *s;

    if (token->kind != TOK_IDENTIFIER && token->kind != TOK_TYPEDEF_NAME)
        return NULL;
    while (n && !n->scope)
        n = n->parent;
    s = n ? scope_find(n->scope, tag ? SYM_TAG : SYM_TYPEDEF, token->text,
                       token->length) : NULL;
    return s && (s->kind == SYM_TAG || s->kind == SYM_TYPEDEF) ? s : NULL;
}

struct naming {
    const struct symbol *symbol;
    struct node *found;
};

/* sizeof and _Alignof do not evaluate their operand; & looks at no value. */
static bool
enter_naming(struct node *n, void *data)
{
    struct naming *naming = data;

    if (n->kind == N_UNARY && n->op == TOK_AMPERSAND
        && node_unparen(n->child)->kind == N_IDENTIFIER)
        return false;
    if (naming->found || n->kind == N_SIZEOF || n->kind == N_ALIGNOF)
        return false;
    if (n->kind == N_IDENTIFIER && n->symbol == naming->symbol)
        naming->found = n;
    return true;
}

struct node *
node_naming(struct node *n, const struct symbol *s)
{
    struct naming naming = { s, 0 };

    if (n && s)
        tree_walk(n, enter_naming, 0, &naming);
    return naming.found;
}

bool
node_same_text(const struct unit *u, const struct node *a,
               const struct node *b)
{
    if (a->last - a->first != b->last - b->first)
        return false;
    for (tokid i = 0; i <= a->last - a->first; i++) {
        const struct token *s = token_at(u, a->first + i);
        const struct token *t = token_at(u, b->first + i);
        if (s->length != t->length || memcmp(s->text, t->text, s->length) != 0)
            return false;
    }
    return true;
}

bool
node_is_symbol(struct node *n, const struct symbol *s)
{
    n = node_unparen(n);
    return n->kind == N_IDENTIFIER && s && n->symbol == s;
}

const char *
word_at(struct unit *u, tokid t)
{
    return arena_strdup(u->arena, token_at(u, t)->text,
                        token_at(u, t)->length);
}

bool
word_is(const struct unit *u, tokid t, const char *word)
{
    return token_at(u, t)->length == strlen(word) &&
           memcmp(token_at(u, t)->text, word, strlen(word)) == 0;
}

bool
symbol_is_object(const struct symbol *s)
{
    return s->kind == SYM_OBJECT || s->kind == SYM_PARAMETER;
}

bool
symbol_is_automatic(const struct symbol *s)
{
    return symbol_is_object(s) && !symbol_is_static(s);
}

const char *
symbol_kind_name(const struct symbol *s)
{
    static const char *const names[] = {
        [SYM_OBJECT] = "a variable", [SYM_FUNCTION] = "a function",
        [SYM_TYPEDEF] = "a type", [SYM_ENUMERATOR] = "an enumeration constant",
        [SYM_PARAMETER] = "a parameter", [SYM_TAG] = "a tag",
        [SYM_LABEL] = "a label"
    };

    return names[s->kind];
}

bool
node_is_lvalue(struct node *n)
{
    n = node_unparen(n);
    return n->kind == N_IDENTIFIER || n->kind == N_INDEX
           || n->kind == N_MEMBER
           || (n->kind == N_UNARY && n->op == TOK_STAR);
}
