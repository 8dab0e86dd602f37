/* SPDX-License-Identifier: MIT */
/* edit.c -- collects the edits, token by token.
 *
 * A table with one pointer for each token leads to its edits, so nothing has
 * to be searched or sorted, however many there are.  Edits live in an arena
 * of their own; the texts handed back live in the unit's. */
#include "edit_list.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "diag.h"
#include "text.h"
#include "tokens.h"

struct edits {
    struct unit *u;
    struct arena *arena;
    struct edit_slot **slots; /* [0 .. ntokens] */
    struct edit_block *blocks;
    uint32_t nblocks, block_room;
    uint32_t sequence;
};

struct edits *
edits_new(struct unit *u)
{
    struct arena *arena = arena_new();
    struct edits *e = arena_alloc(arena, sizeof *e);

    e->u = u;
    e->arena = arena;
    e->slots = arena_alloc(arena, ((size_t)u->ntokens + 1) * sizeof *e->slots);
    return e;
}

void
edits_free(struct edits *e)
{
    if (e)
        arena_free(e->arena);
}

/* ---- making ----------------------------------------------------------- */

static struct edit *
edit_new(struct edits *e, tokid last, const char *format, va_list args)
{
    struct edit *edit = arena_alloc(e->arena, sizeof *edit);
    char *text;
    int length = vasprintf(&text, format, args);

    if (length < 0)
        diag_fatal("out of memory");
    edit->text = arena_strdup(e->arena, text, (size_t)length);
    free(text);
    edit_fold(edit->text);
    edit->last = last;
    edit->sequence = ++e->sequence;
    return edit;
}

static struct edit_slot *
slot_make(struct edits *e, tokid t)
{
    if (!e->slots[t])
        e->slots[t] = arena_alloc(e->arena, sizeof **e->slots);
    return e->slots[t];
}

void
edit_before(struct edits *e, tokid t, const char *format, ...)
{
    struct edit_slot *slot = slot_make(e, t);
    va_list args;

    va_start(args, format);
    struct edit *edit = edit_new(e, t, format, args);
    va_end(args);
    if (slot->before)
        slot->before_end->next = edit;
    else
        slot->before = edit;
    slot->before_end = edit;
}

void
edit_after(struct edits *e, tokid t, const char *format, ...)
{
    struct edit_slot *slot = slot_make(e, t);
    va_list args;

    va_start(args, format);
    struct edit *edit = edit_new(e, t, format, args);
    va_end(args);
    edit->next = slot->after;
    slot->after = edit;
}

static void
replace(struct edits *e, tokid first, struct edit *edit)
{
    struct edit_slot *slot = slot_make(e, first);

    edit->next = slot->replace;
    slot->replace = edit;
}

void
edit_replace(struct edits *e, tokid first, tokid last, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    replace(e, first, edit_new(e, last, format, args));
    va_end(args);
}

void
edit_use(struct edits *e, tokid first, tokid last, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    struct edit *edit = edit_new(e, last, format, args);
    va_end(args);
    edit->use = true;
    replace(e, first, edit);
}

/* ---- asking ----------------------------------------------------------- */

const struct edit_slot *
edits_at(const struct edits *e, tokid t)
{
    return e->slots[t];
}

struct edit *
edits_replacement(const struct edits *e, tokid t, tokid limit)
{
    struct edit *best = NULL;

    if (!e->slots[t])
        return NULL;
    for (struct edit *r = e->slots[t]->replace; r; r = r->next)
        if (!r->active && r->last <= limit && (!best || r->last > best->last))
            best = r;
    return best;
}

const struct edit_block *
edits_block(const struct edits *e, const char *mark, const char **behind)
{
    char *end;
    unsigned long number = strtoul(mark + 1, &end, 10);

    if (end == mark + 1 || *end != BLOCK_MARK || number >= e->nblocks)
        return NULL;
    *behind = end + 1;
    return &e->blocks[number];
}

/* ---- copies of user text ---------------------------------------------- */

/* Does white space, or more, stand between two neighbours? */
static bool
apart(const struct token *a, const struct token *b)
{
    return a->directive != b->directive || a->text + a->length != b->text;
}

const char *
edit_text(struct edits *e, tokid first, tokid last)
{
    struct text out = text_new(e->u);

    for (tokid t = first; t <= last; t++)
        if (e->u->tokens[t].kind == TOK_PRAGMA_SHM)
            return edit_block(e, first, last); /* in ({ ... }) */
    for (tokid t = first; t <= last; t++) {
        const struct token *token = &e->u->tokens[t];
        const struct edit *r = edits_replacement(e, t, last);

        if (t > first && apart(token - 1, token))
            text_add(&out, " ");
        if (r) {
            text_add(&out, "%s", r->text);
            t = r->last;
        } else {
            text_add(&out, "%.*s", (int)token->length, token->text);
        }
    }
    return out.string;
}

const char *
edit_block(struct edits *e, tokid first, tokid last)
{
    if (e->nblocks == e->block_room) {
        uint32_t room = e->block_room ? 2 * e->block_room : 16;
        struct edit_block *more = arena_alloc(e->arena, room * sizeof *more);
        if (e->nblocks)
            memcpy(more, e->blocks, e->nblocks * sizeof *more);
        e->blocks = more;
        e->block_room = room;
    }
    e->blocks[e->nblocks] =
        (struct edit_block){ first, last, ++e->sequence };
    return arena_printf(e->u->arena, "%c%u%c", BLOCK_MARK, e->nblocks++,
                        BLOCK_MARK);
}
