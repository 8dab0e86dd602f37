/* SPDX-License-Identifier: MIT */
/* scope.c -- the names of a unit.
 *
 * A scope is a hash table of its own that knows the scope around it.  The
 * three name spaces of C (ordinary names, tags, labels) lie in one table and
 * are told apart by the symbol's kind.
 *
 * Several declarations of one object or function are one entity: each has a
 * symbol, chained through `redeclaration`, and the first is the canonical
 * one, to which every use is bound.  It is found by its name in
 * parser.linkage, since `extern int x;` in two functions is one object too
 * and no scope holds both. */
#include <string.h>

#include "diag.h"
#include "parse.h"

enum space { SPACE_ORDINARY, SPACE_TAG, SPACE_LABEL };

static enum space
space_of(enum symbol_kind kind)
{
    return kind == SYM_TAG     ? SPACE_TAG
           : kind == SYM_LABEL ? SPACE_LABEL
                               : SPACE_ORDINARY;
}

static unsigned
hash(const char *name, size_t length)
{
    unsigned h = 2166136261u;

    while (length--)
        h = (h ^ (unsigned char)*name++) * 16777619u;
    return h;
}

struct scope *
scope_push(struct unit *u, struct scope *outer)
{
    struct scope *s = arena_alloc(u->arena, sizeof *s);

    s->outer = outer;
    s->depth = outer ? outer->depth + 1 : 0;
    return s;
}

/* The table grows with its contents; most scopes stay empty. */
static void
grow(struct unit *u, struct scope *s)
{
    unsigned n = s->nbuckets ? 4 * s->nbuckets : 8;
    struct symbol **buckets = arena_alloc(u->arena, n * sizeof *buckets);

    for (unsigned i = 0; i < s->nbuckets; i++)
        for (struct symbol *at = s->buckets[i], *next; at; at = next) {
            unsigned h = hash(at->name, strlen(at->name)) & (n - 1);

            next = at->hash_next;
            at->hash_next = buckets[h];
            buckets[h] = at;
        }
    s->buckets = buckets;
    s->nbuckets = n;
}

void
scope_insert(struct unit *u, struct scope *s, struct symbol *symbol)
{
    unsigned h;

    if (s->count >= s->nbuckets)
        grow(u, s);
    h = hash(symbol->name, strlen(symbol->name)) & (s->nbuckets - 1);
    symbol->hash_next = s->buckets[h];
    s->buckets[h] = symbol;
    s->count++;
}

/* The symbol of this very scope, which need not be the canonical one. */
static struct symbol *
find(const struct scope *s, enum space space, unsigned h, const char *name,
     size_t length)
{
    if (!s->nbuckets)
        return NULL;
    for (struct symbol *at = s->buckets[h & (s->nbuckets - 1)]; at;
         at = at->hash_next)
        if (space_of(at->kind) == space && !strncmp(at->name, name, length)
            && at->name[length] == '\0')
            return at;
    return NULL;
}

struct symbol *
scope_find_here(const struct scope *s, enum symbol_kind kind,
                const char *name, size_t length)
{
    struct symbol *found
        = find(s, space_of(kind), hash(name, length), name, length);

    return found ? found->canonical : NULL;
}

struct symbol *
scope_find(const struct scope *s, enum symbol_kind kind, const char *name,
           size_t length)
{
    unsigned h = hash(name, length);

    for (; s; s = s->outer) {
        struct symbol *found = find(s, space_of(kind), h, name, length);

        if (found)
            return found->canonical;
    }
    return NULL;
}

bool
symbol_is_static(const struct symbol *s)
{
    return s->storage == STORAGE_STATIC || s->storage == STORAGE_EXTERN
           || s->storage == STORAGE_FILE;
}

/* A scope knows the node that opened it, so the question is answered by the
 * scopes around the symbol and not by token numbers. */
bool
symbol_declared_in(const struct symbol *s, const struct node *n)
{
    for (const struct scope *at = s->scope; at; at = at->outer)
        if (at->node && node_contains(n, at->node))
            return true;
    return false;
}

/* ---- for the parser ------------------------------------------------------ */

struct symbol *
symbol_new(struct parser *p, enum symbol_kind kind, tokid name)
{
    struct symbol *s = arena_alloc(p->u->arena, sizeof *s);

    s->kind = kind;
    s->name = name ? token_string(p, name) : "";
    s->token = name;
    s->scope = p->scope;
    s->canonical = s;
    return s;
}

struct symbol *
scope_lookup(const struct parser *p, enum symbol_kind kind, tokid name)
{
    const struct token *t = token_at(p->u, name);

    return scope_find(p->scope, kind, t->text, t->length);
}

static bool
has_linkage(const struct parser *p, const struct symbol *s)
{
    return s->kind == SYM_FUNCTION
           || (s->kind == SYM_OBJECT
               && (p->scope == p->u->file_scope
                   || s->storage == STORAGE_EXTERN));
}

/* int a[]; is completed by int a[3]; */
static bool
says_more(const struct type *new, const struct type *old)
{
    return new && (!old || (old->kind == T_ARRAY && !old->length));
}

/* The canonical symbol changes places with the one of the definition. */
void
scope_define(struct symbol *canonical, struct node *declarator)
{
    struct symbol *s = canonical;
    enum storage storage = canonical->storage;

    while (s && s->declarator != declarator)
        s = s->redeclaration;
    if (!s || s == canonical)
        return;
    s->declarator = canonical->declarator;
    canonical->declarator = declarator;
    if (storage != STORAGE_STATIC) {
        canonical->storage = s->storage;
        s->storage = storage;
    }
}

/* What a later declaration adds to the entity. */
static void
merge(struct parser *p, struct symbol *canonical, struct symbol *new)
{
    struct symbol *last = canonical;

    while (last->redeclaration)
        last = last->redeclaration;
    last->redeclaration = new;
    new->canonical = canonical;
    if (says_more(new->type, canonical->type))
        canonical->type = new->type;
    if (p->scope == p->u->file_scope)
        canonical->scope = p->scope;
    if (canonical->storage == STORAGE_EXTERN
        && new->storage != STORAGE_EXTERN)
        scope_define(canonical, new->declarator);
}

/* Names with linkage are kept in a table of their own, as stand-ins that
 * lead to the canonical symbol. */
static void
link_up(struct parser *p, struct symbol *s)
{
    struct symbol *known
        = scope_find_here(p->linkage, s->kind, s->name, strlen(s->name));
    struct symbol *standin;

    if (known && known->kind == s->kind) {
        merge(p, known, s);
        return;
    }
    if (known)
        return; /* a mistake that is the compiler's to report */
    standin = symbol_new(p, s->kind, s->token);
    standin->canonical = s;
    scope_insert(p->u, p->linkage, standin);
}

/* A name that the scope has already is declared again: the same entity when
 * it has linkage, else a typedef or a parameter of an old-style function. */
struct symbol *
scope_declare(struct parser *p, struct symbol *s)
{
    const struct scope *scope = p->scope;
    struct symbol *here
        = find(scope, space_of(s->kind), hash(s->name, strlen(s->name)),
               s->name, strlen(s->name));

    if (has_linkage(p, s))
        link_up(p, s);
    if (!here) {
        scope_insert(p->u, p->scope, s);
    } else if (here->canonical != s->canonical) {
        here = here->canonical; /* a type again, or a K&R parameter's */
        if (here->kind == SYM_PARAMETER || says_more(s->type, here->type))
            here->type = s->type;
        if (here->kind == SYM_PARAMETER)
            here->declarator = s->declarator;
        return here;
    }
    return s->canonical;
}

/* How many object names are visible, and where `names` is given, which. */
static size_t
visible_names(const struct scope *s, const char **names)
{
    size_t n = 0;

    for (; s; s = s->outer)
        for (unsigned i = 0; i < s->nbuckets; i++)
            for (struct symbol *at = s->buckets[i]; at; at = at->hash_next)
                if ((at->kind == SYM_OBJECT || at->kind == SYM_PARAMETER)
                    && strncmp(at->name, "__", 2) != 0) {
                    if (names)
                        names[n] = at->name;
                    n++;
                }
    return n;
}

const char *
scope_nearest(const struct parser *p, tokid name)
{
    const struct token *t = token_at(p->u, name);
    size_t n = visible_names(p->scope, NULL);
    const char **names = arena_alloc(p->u->arena, (n + 1) * sizeof *names);

    visible_names(p->scope, names);
    return diag_nearest(t->text, t->length, names, n);
}
