/* SPDX-License-Identifier: MIT */
/* lower_reduce.c -- reduce (list): a block that runs in the master.
 *
 * In the worker the values of the list are sent; where there is no team the
 * block runs where it stands:
 *
 *     { if (shmrt_send_begin(&shmrt_region_R, N, ordered)) block
 *       else { shmrt_send(...); ...; shmrt_send_end(&shmrt_region_R); } }
 *
 * The master runs a copy of the block in a branch behind the region's body,
 * where the names of the list are variables of their own:
 *
 *     else if (shmrt_event_R == 8 + N) {
 *       struct stats s = *(...)shmrt_receive(...);
 *       block
 *     }
 *
 * A name that is declared in the region is declared there once more, with
 * the user's own words; a name that the master has too gets __typeof__.  Of
 * an array section come its lowest index and its elements, and the name is a
 * pointer to where element 0 would be.
 *
 * Labels are declared local to each copy of the block, which a statement
 * expression makes good C for all settings of the compiler:
 *
 *     __extension__({ __label__ again; block }); */
#include "lower.h"

#include "diag.h"

/* ---- labels ------------------------------------------------------------- */

struct labels {
    struct lowering *l;
    const struct node *block;
    struct text declarations;
};

/* Blocks within the block see to theirs; a label that is declared already is
 * local as it is. */
static bool
look_for_label(struct node *n, void *data)
{
    struct labels *labels = data;

    if (n->kind == N_DIRECTIVE && n->directive->kind == D_REDUCE
        && n->directive->body != labels->block)
        return false;
    if (n->kind == N_LABEL && n->symbol
        && !symbol_declared_in(n->symbol, labels->block))
        text_add(&labels->declarations, "__label__ %s; ",
                 lower_name(labels->l, n->name));
    return true;
}

/* What stands in front of the block and behind it, for its labels; nothing
 * when it has none. */
static void
enclose_labels(struct lowering *l, const struct directive *d,
               const char **before, const char **after)
{
    struct labels labels = { l, d->body, text_new(l->u) };

    tree_walk(d->body, look_for_label, NULL, &labels);
    *before = *after = "";
    if (labels.declarations.length == 0)
        return;
    *before = arena_printf(l->u->arena, "__extension__({ %s",
                           labels.declarations.string);
    *after = " });";
}

/* ---- the worker's side -------------------------------------------------- */

/* The array of a section, or 0 for a whole object. */
static const struct node *
section_of(const struct item *i)
{
    const struct node *n = i->expr;

    if (n->kind != N_SECTION)
        return NULL;
    while (n->child->kind == N_SECTION)
        n = n->child;
    return n;
}

static void
send_section(struct lowering *l, struct text *t, const char *region,
             const struct node *section)
{
    const struct node *array = section->child;
    const struct node *low = array->next, *length = low->next;
    const char *a = edit_text(l->e, array->first, array->last);
    const char *lo = low->kind == N_EMPTY ? "0" : lower_expression(l, low);

    text_add(t, "{ shmrt_difference shmrt_low = (shmrt_difference)%s; "
                "shmrt_send(%s, &shmrt_low, sizeof shmrt_low); "
                "shmrt_send(%s, &%s[shmrt_low], ",
             lo, region, region, a);
    if (length->kind == N_EMPTY)
        text_add(t, "sizeof %s - (shmrt_size)shmrt_low * sizeof *%s); } ", a,
                 a);
    else
        text_add(t, "(shmrt_size)%s * sizeof *%s); } ",
                 lower_expression(l, length), a);
}

static void
send_values(struct lowering *l, struct text *t, const struct directive *d,
            const char *region)
{
    for (const struct item *i = d->items; i; i = i->next) {
        const struct node *section = section_of(i);
        const char *object = lower_object(l, d->node->parent, i->symbol);

        if (section)
            send_section(l, t, region, section);
        else
            text_add(t, "shmrt_send(%s, &%s, sizeof %s); ", region, object,
                     object);
    }
}

/* Where the block runs in its place, a shared automatic object is still
 * known by its plain name in it. */
static void
declare_in_place(struct lowering *l, struct text *t, const struct directive *d)
{
    for (const struct item *i = d->items; i; i = i->next) {
        const char *object = lower_object(l, d->node->parent, i->symbol);

        if (object == i->symbol->name)
            continue;
        text_add(t, "__typeof__(%s) %s; __builtin_memcpy((void *)&%s, "
                    "(const void *)&%s, sizeof %s); ",
                 object, i->symbol->name, i->symbol->name, object,
                 i->symbol->name);
    }
}

void
lower_reduce(struct lowering *l, struct directive *d)
{
    const struct directive *r = region_around(d->node);
    const char *region
        = arena_printf(l->u->arena, "&shmrt_region_%u", r->number);
    struct text before = text_new(l->u), after = text_new(l->u);
    const char *open, *close;

    enclose_labels(l, d, &open, &close);
    text_add(&before, "{ if (shmrt_send_begin(%s, %u, %d)) { ", region,
             d->number, directive_clause(d, C_ORDERED) != NULL);
    declare_in_place(l, &before, d);
    text_add(&before, "%s", open);
    text_add(&after, "%s } else { ", close);
    send_values(l, &after, d, region);
    text_add(&after, "shmrt_send_end(%s); } }", region);
    edit_before(l->e, d->body->first, "%s", before.string);
    edit_after(l->e, d->body->last, "%s", after.string);
}

/* ---- the master's side -------------------------------------------------- */

/* The declaration is written again outside the region: what it names must be
 * known there. */
static void
check_declaration(struct lowering *l, const struct directive *d,
                  const struct directive *region, const struct item *i)
{
    const struct node *declarator = i->symbol->declarator;
    const struct node *declaration = declarator->parent;
    tokid first = declaration->first;

    for (tokid t = first; t <= declarator->last; t++) {
        const struct token *token = token_at(l->u, t);
        const struct symbol *s;

        if (token->kind != TOK_IDENTIFIER || t == declarator->name)
            continue;
        s = scope_find(i->symbol->scope, SYM_OBJECT, token->text,
                       token->length);
        if (!s || !symbol_declared_in(s, region->body) || items_name(d->items, s)
            || s->token >= first)
            continue;
        diag_error(l->u, i->name, i->name,
                   "the type of '%s' depends on '%s', which is declared in "
                   "the region; declare it before the region",
                   i->symbol->name, s->name);
        diag_note(l->u, s->token, s->token, "'%s' is declared here", s->name);
    }
}

static bool
is_array(const struct symbol *s)
{
    return s->type && s->type->kind == T_ARRAY;
}

static void
receive_section(struct lowering *l, struct text *t, const char *region,
                const struct item *i, bool inside)
{
    const char *name = i->symbol->name;

    text_add(t, "shmrt_difference shmrt_low_%s = *(shmrt_difference "
                "*)shmrt_receive(%s, sizeof shmrt_low_%s); shmrt_size "
                "shmrt_size_%s; ",
             name, region, name, name);
    if (inside && is_array(i->symbol))
        text_add(t, "%s = ",
                 lower_declare(l, i->symbol,
                               arena_printf(l->u->arena, "(*%s)", name), ""));
    else if (inside)
        text_add(t, "%s = ", lower_declare(l, i->symbol, name, NULL));
    else
        text_add(t, "__typeof__(&%s[0]) %s = ",
                 lower_object(l, NULL, i->symbol), name);
    text_add(t, "(__typeof__(&%s[0]))shmrt_receive_section(%s, "
                "&shmrt_size_%s) - shmrt_low_%s; (void)%s; ",
             name, region, name, name, name);
}

static void
receive_object(struct lowering *l, struct text *t, const char *region,
               const struct item *i, bool inside)
{
    const char *name = i->symbol->name;

    if (inside)
        text_add(t, "%s", lower_declare(l, i->symbol, name, NULL));
    else
        text_add(t, "__typeof__(%s) %s", lower_object(l, NULL, i->symbol),
                 name);
    if (is_array(i->symbol))
        text_add(t, "; __builtin_memcpy((void *)&%s, shmrt_receive(%s, sizeof "
                    "%s), sizeof %s); ",
                 name, region, name, name);
    else
        text_add(t, " = *(__typeof__(%s) *)shmrt_receive(%s, sizeof %s); "
                    "(void)%s; ",
                 name, region, name, name);
}

static void
add_branch(struct lowering *l, struct text *t, const struct directive *d,
           const struct directive *region)
{
    const char *r
        = arena_printf(l->u->arena, "&shmrt_region_%u", region->number);
    const char *open, *close;

    text_add(t, "else if (shmrt_event_%u == 8 + %u) { ", region->number,
             d->number);
    for (const struct item *i = d->items; i; i = i->next) {
        bool inside = symbol_declared_in(i->symbol, region->body);

        if (inside)
            check_declaration(l, d, region, i);
        if (section_of(i))
            receive_section(l, t, r, i, inside);
        else
            receive_object(l, t, r, i, inside);
    }
    enclose_labels(l, d, &open, &close);
    text_add(t, "%s%s%s } ", open,
             edit_block(l->e, d->body->first, d->body->last), close);
}

void
lower_reduce_branches(struct lowering *l, struct text *t,
                      const struct directive *region)
{
    for (struct directive *d = region->next;
         d && d->first <= region->body->last; d = d->next)
        if (d->kind == D_REDUCE && region_around(d->node) == region)
            add_branch(l, t, d, region);
}
