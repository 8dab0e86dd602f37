/* SPDX-License-Identifier: MIT */
/* parse.c -- the way of the tokens into the grammar.
 *
 * yylex hands out the unit's tokens one by one and decides what only the
 * context can tell: whether a name is that of a type, where an attribute
 * ends, what a directive needs behind it.  As all tokens lie in an array, it
 * may look at the ones around.
 *
 * parse() runs the grammar over the unit.  The grammar gives up at an
 * external declaration that it cannot make sense of; that one is skipped and
 * the run goes on behind it. */
#include <string.h>

#include "diag.h"
#include "grammar.h"
#include "phases.h"

/* ---- questions about tokens ---------------------------------------------- */

bool
token_is(const struct parser *p, tokid t, const char *text)
{
    const struct token *token = token_at(p->u, t);

    return token->length == strlen(text)
           && !memcmp(token->text, text, token->length);
}

const char *
token_string(const struct parser *p, tokid t)
{
    const struct token *token = token_at(p->u, t);

    return arena_strdup(p->u->arena, token->text, token->length);
}

static unsigned
kind_at(const struct parser *p, tokid t)
{
    return token_at(p->u, t)->kind;
}

static bool
opens(unsigned kind)
{
    return kind == TOK_LPAREN || kind == TOK_LBRACKET || kind == TOK_LBRACE
           || kind == TOK_LATTRIBUTE;
}

static bool
closes(unsigned kind)
{
    return kind == TOK_RPAREN || kind == TOK_RBRACKET || kind == TOK_RBRACE;
}

tokid
token_closing(const struct parser *p, tokid t, tokid end)
{
    int depth = 0;

    for (; t < end; t++) {
        if (opens(kind_at(p, t)))
            depth++;
        else if (closes(kind_at(p, t)) && --depth == 0)
            return t;
    }
    return end;
}

/* ---- names --------------------------------------------------------------- */

/* Types that a compiler has built in without declaring them anywhere begin
 * with two underscores; where a name follows, nothing else is possible. */
static bool
is_builtin_type(const struct parser *p, tokid t)
{
    const struct token *token = token_at(p->u, t);

    return token->length > 2 && !memcmp(token->text, "__", 2)
           && t + 1 < p->end && kind_at(p, t + 1) == TOK_IDENTIFIER;
}

static int
name_kind(const struct parser *p, tokid t)
{
    struct symbol *symbol = scope_lookup(p, SYM_OBJECT, t);

    if (symbol ? symbol->kind == SYM_TYPEDEF : is_builtin_type(p, t))
        return Y_TYPEDEF_NAME;
    return Y_IDENTIFIER;
}

int
parse_reclassify(struct parser *p, int kind, struct range r)
{
    return kind == Y_IDENTIFIER || kind == Y_TYPEDEF_NAME
               ? name_kind(p, r.first)
               : kind;
}

/* ---- attributes ---------------------------------------------------------- */

static const struct attribute_effect {
    const char *word;
    unsigned bit;
} attribute_effects[] = {
    { "vector_size", ATTRIBUTE_VECTOR },
    { "__vector_size__", ATTRIBUTE_VECTOR },
    { "ext_vector_type", ATTRIBUTE_VECTOR },
    { "__ext_vector_type__", ATTRIBUTE_VECTOR },
    { "neon_vector_type", ATTRIBUTE_VECTOR },
    { "mode", ATTRIBUTE_MODE },
    { "__mode__", ATTRIBUTE_MODE },
};

static unsigned
attribute_bits(const struct parser *p, struct range r)
{
    unsigned bits = 0;

    for (tokid t = r.first; t <= r.last; t++)
        for (size_t i = 0;
             i < sizeof attribute_effects / sizeof *attribute_effects; i++)
            if (token_is(p, t, attribute_effects[i].word))
                bits |= attribute_effects[i].bit;
    return bits;
}

/* Behind a parenthesis, an attribute may begin a parameter or belong to the
 * declarator in the parentheses; what follows tells. */
static bool
belongs_to_declarator(struct parser *p, struct range r)
{
    tokid next = r.last + 1;

    if (r.first == 1
        || (kind_at(p, r.first - 1) != TOK_LPAREN
            && r.first - 1 != p->attribute))
        return false;
    while (next < p->end && kind_at(p, next) == TOK_ATTRIBUTE)
        next = token_closing(p, next + 1, p->end) + 1;
    if (next >= p->end)
        return false;
    return kind_at(p, next) == TOK_STAR || kind_at(p, next) == TOK_LPAREN
           || (kind_at(p, next) == TOK_IDENTIFIER
               && name_kind(p, next) == Y_IDENTIFIER);
}

static int
lex_attribute(struct parser *p, YYSTYPE *value, struct range *r)
{
    bool gnu = kind_at(p, r->first) == TOK_ATTRIBUTE;
    tokid close = token_closing(p, r->first + gnu, p->end);

    r->last = close < p->end ? close : p->end - 1;
    value->bits = attribute_bits(p, *r);
    if (gnu && belongs_to_declarator(p, *r)) {
        p->attribute = r->last;
        return Y_PAREN_ATTRIBUTE;
    }
    return gnu ? Y_GNU_ATTRIBUTE : Y_STANDARD_ATTRIBUTE;
}

/* ---- other decisions ----------------------------------------------------- */

static bool
starts_type(const struct parser *p, tokid t)
{
    switch (kind_at(p, t)) {
    case TOK_CHAR: case TOK_SHORT: case TOK_INT: case TOK_LONG:
    case TOK_SIGNED: case TOK_UNSIGNED: case TOK_BOOL: case TOK_INT128:
        return true;
    case TOK_IDENTIFIER: return name_kind(p, t) == Y_TYPEDEF_NAME;
    default: return false;
    }
}

/* Goes along behind `enum`, to know its colon from a bit-field's. */
static void
follow_enum(struct parser *p, unsigned kind, struct range r)
{
    if (kind == TOK_ENUM)
        p->enum_tag = r.last + 1;
    else if (r.first == p->enum_tag
             && (kind == TOK_ATTRIBUTE || kind == TOK_LATTRIBUTE
                 || kind == TOK_IDENTIFIER))
        p->enum_tag = r.last + 1;
}

/* 0: the directive is not known, which was reported. */
static int
lex_directive(struct parser *p, struct range *r)
{
    switch (directive_recognize(p, r->first, &r->last)) {
#define DIRECTIVE(id, words, body, status)                                    \
    case D_##id: return LEX_##body;
#define CLAUSE(id, word, argument, status)
#define ALLOW(directive, clause)
#define LEX_NONE Y_DIRECTIVE_ALONE
#define LEX_DECLARATIVE Y_DIRECTIVE_DECLARATIVE
#define LEX_STATEMENT Y_DIRECTIVE
#define LEX_BLOCK Y_DIRECTIVE
#define LEX_LOOP Y_DIRECTIVE
#include "directives.def"
#undef DIRECTIVE
#undef CLAUSE
#undef ALLOW
    default: return 0;
    }
}

static int
lex_bracket(struct parser *p, unsigned kind, tokid t)
{
    if (closes(kind)) {
        p->nesting -= p->nesting > 0;
    } else if (++p->nesting > MAX_NESTING) {
        syntax_too_deep(p, t);
        return Y_YYerror;
    }
    return 0;
}

/* ---- yylex --------------------------------------------------------------- */

static const int grammar_token[TOK_COUNT] = {
#define TOKEN(id, name) [TOK_##id] = Y_##id,
#define PUNCTUATOR(id, spelling) [TOK_##id] = Y_##id,
#define KEYWORD(id, spelling, when) [TOK_##id] = Y_##id,
#define ALTERNATE(id, spelling, when)
#include "tokens.def"
#undef TOKEN
#undef PUNCTUATOR
#undef KEYWORD
#undef ALTERNATE
};

/* The token at r->first; 0: to be left out. */
static int
lex(struct parser *p, YYSTYPE *value, struct range *r)
{
    tokid t = r->first;
    unsigned kind = kind_at(p, t);

    switch (kind) {
    case TOK_IDENTIFIER: return name_kind(p, t);
    case TOK_PRAGMA_SHM: return lex_directive(p, r);
    case TOK_ATTRIBUTE: case TOK_LATTRIBUTE:
        return lex_attribute(p, value, r);
    case TOK_ATOMIC:
        return kind_at(p, t + 1) == TOK_LPAREN ? Y_ATOMIC_TYPE : Y_ATOMIC;
    case TOK_COLON:
        return t == p->enum_tag && starts_type(p, t + 1) ? Y_ENUM_COLON
                                                         : Y_COLON;
    default: break;
    }
    if (opens(kind) || closes(kind)) {
        int error = lex_bracket(p, kind, t);

        if (error)
            return error;
    }
    return grammar_token[kind];
}

int
yylex(YYSTYPE *value, struct range *r, struct parser *p)
{
    int kind = 0;

    if (p->expression && !p->started) {
        p->started = true;
        *r = (struct range){ p->next, p->next - 1 };
        return p->type_name ? Y_START_TYPE_NAME : Y_START_EXPRESSION;
    }
    while (!kind) {
        *r = (struct range){ p->next, p->next };
        if (p->next >= p->end)
            return Y_EOF;
        kind = lex(p, value, r);
        follow_enum(p, kind_at(p, r->first), *r);
        p->next = r->last + 1;
    }
    return kind;
}

/* ---- clause expressions -------------------------------------------------- */

static struct node *
parse_part(struct parser *p, tokid first, tokid last, bool type_name)
{
    struct parser saved = *p;
    struct node *result;

    p->next = first;
    p->end = last + 1;
    p->expression = true;
    p->type_name = type_name;
    p->started = false;
    p->result = NULL;
    result = yyparse(p) == 0 ? p->result : NULL;
    p->next = saved.next;
    p->end = saved.end;
    p->expression = saved.expression;
    p->type_name = saved.type_name;
    p->started = saved.started;
    p->nesting = saved.nesting;
    p->scope = saved.scope;
    return result;
}

struct node *
parse_expression(struct parser *p, tokid first, tokid last)
{
    return parse_part(p, first, last, false);
}

struct node *
parse_type_name(struct parser *p, tokid first, tokid last)
{
    return parse_part(p, first, last, true);
}

/* ---- the unit ------------------------------------------------------------ */

static void
declare_type(struct parser *p, const char *name, const struct type *type)
{
    struct symbol *s = symbol_new(p, SYM_TYPEDEF, 0);

    s->name = name;
    s->type = type;
    s->storage = STORAGE_FILE;
    scope_insert(p->u, p->u->file_scope, s);
}

/* Typedef names that both compilers declare before the unit begins. */
static void
declare_builtin_types(struct parser *p)
{
    declare_type(p, "__builtin_va_list", NULL);
    declare_type(p, "__builtin_ms_va_list", NULL);
    declare_type(p, "__builtin_sysv_va_list", NULL);
    declare_type(p, "__int128_t", type_basic(p, B_INT128));
    declare_type(p, "__uint128_t", type_basic(p, B_UINT128));
}

/* The name that a skipped typedef declares is the last one in front of its
 * semicolon. */
static void
keep_typedef_name(struct parser *p, tokid first, tokid last)
{
    tokid name = 0;
    bool is_typedef = false;

    for (tokid t = first; t <= last; t++) {
        is_typedef |= kind_at(p, t) == TOK_TYPEDEF;
        if (kind_at(p, t) == TOK_ATTRIBUTE)
            t = token_closing(p, t + 1, last);
        else if (kind_at(p, t) == TOK_IDENTIFIER)
            name = t;
    }
    if (is_typedef && name)
        scope_declare(p, symbol_new(p, SYM_TYPEDEF, name));
}

static void
skip_external(struct parser *p)
{
    tokid last = external_end(p, p->external);

    p->scope = p->u->file_scope;
    p->nesting = 0;
    p->abandon = false;
    p->u->skipped++;
    keep_typedef_name(p, p->external, last);
    p->external = p->next = last + 1;
}

/* A clause's expression is evaluated where the directive stands. */
static void
place_clauses(struct directive *d)
{
    struct node *parent = d->node ? d->node->parent : NULL;

    for (struct clause *c = d->clauses; c; c = c->next) {
        if (c->expr)
            c->expr->parent = parent;
        for (struct item *i = c->items; i; i = i->next)
            i->expr->parent = parent;
    }
    for (struct item *i = d->items; i; i = i->next)
        i->expr->parent = parent;
}

void
parse(struct unit *u)
{
    struct parser p = { .u = u, .next = 1, .end = u->ntokens, .external = 1 };

    u->file_scope = p.scope = scope_push(u, NULL);
    u->tree = node_new(u, N_UNIT, 1, 1);
    p.linkage = scope_push(u, NULL);
    p.types = types_new(u);
    p.tail = &u->directives;
    declare_builtin_types(&p);
    while (yyparse(&p) != 0 && !p.stop && p.external < p.end)
        skip_external(&p);
    if (!diag_errors())
        syntax_missed(&p);
    for (struct directive *d = u->directives; d; d = d->next)
        place_clauses(d);
}
