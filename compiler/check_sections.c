/* SPDX-License-Identifier: MIT */
/* check_sections.c -- the block of `sections`: `section` directives one after
 * the other, and in front of the first one, perhaps, statements that are a
 * section too.
 *
 * Each section becomes a block of its own, so what is declared in front of
 * the first directive is not known behind it. */
#include "check.h"

static bool
is_sections(enum directive_kind kind)
{
    return kind == D_SECTIONS || kind == D_PARALLEL_SECTIONS;
}

static bool
is_section(const struct node *n)
{
    return n->kind == N_DIRECTIVE && n->directive->kind == D_SECTION;
}

/* `section` belongs directly into the braces of `sections`. */
static void
check_place(struct unit *u, const struct directive *d)
{
    const struct node *block = d->node->parent;
    const struct node *around = block->parent;

    if (block->kind == N_COMPOUND && around && around->kind == N_DIRECTIVE
        && is_sections(around->directive->kind))
        return;
    diag_error(u, d->word, d->last - 1,
               "'section' must stand directly in the braces of 'sections' or "
               "'parallel sections'");
}

struct walk {
    struct unit *u;
    const struct scope *scope; /* of the braces of `sections` */
};

static void
check_name(const struct walk *w, tokid t, const struct symbol *s)
{
    if (!s || s->scope != w->scope)
        return;
    diag_error(w->u, t, t,
               "'%s' is declared in another section; declare it before "
               "'sections'", s->name);
    diag_note(w->u, s->token, s->token, "'%s' is declared here", s->name);
}

/* A name of the first section, or a type of it, in another one. */
static bool
enter(struct node *n, void *data)
{
    const struct walk *w = data;

    if (n->kind == N_IDENTIFIER)
        check_name(w, n->first, n->symbol);
    for (tokid t = n->first; n->kind == N_SPECIFIERS && t <= n->last; t++)
        check_name(w, t, type_named(w->u, n, t));
    return true;
}

static void
check_block(struct unit *u, const struct directive *d)
{
    struct walk w = { u, d->body->scope };
    const struct node *section = NULL;

    for (struct node *n = d->body->child; n; n = n->next) {
        if (is_section(n)) {
            section = n;
            tree_walk(n, enter, NULL, &w);
        } else if (section && n->kind != N_EMPTY) {
            diag_error(u, n->first, n->first,
                       "this stands in no section: put braces around what "
                       "belongs to one, or write '#pragma shm section' in "
                       "front of it");
            diag_note(u, section->directive->word,
                      section->directive->last - 1,
                      "this section has one statement or block");
        }
    }
}

void
check_sections(struct unit *u, const struct directive *d)
{
    if (d->kind == D_SECTION && d->node) {
        check_place(u, d);
        return;
    }
    if (!is_sections(d->kind) || !d->body)
        return;
    if (d->body->kind == N_COMPOUND)
        check_block(u, d);
    else
        diag_error(u, d->word, d->last - 1,
                   "'%s' must be followed by braces with sections in them",
                   directive_words(d->kind));
}
