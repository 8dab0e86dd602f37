/* SPDX-License-Identifier: MIT */
/* emit.c -- the preprocessed form: the preprocessor's text with the edits.
 *
 *     # 12 "f.c"
 *         x = 1;                           user text, copied
 *     #pragma shm barrier                  becomes
 *     / * #pragma shm barrier * /
 *     # 13 "f.c" 3                         "system header": no warnings
 *     shmrt_barrier(&shmrt_place_1);       generated text, lines of its own
 *     # 14 "f.c"                           back, on the user's line; blanks
 *         y = 2;                           keep the column
 *
 * The gaps between the tokens are copied, too, line markers and other pragmas
 * included.  Only #define and #undef lines, which the option -dD put there,
 * become empty lines, unless the debug information is to have them (-g3). */
#include "emit.h"

#include <stdlib.h>
#include <string.h>

#include "diag.h"
#include "phases.h"
#include "tokens.h"

enum { DEEPEST = 200 /* blocks in blocks */ };

/* ---- line markers ----------------------------------------------------- */

/* The name with its escapes, as it stands in a marker. */
static void
put_marker(struct emitter *m, uint32_t line, const char *name, size_t length,
           const char *flags)
{
    if (m->line_directives) /* which know no line 0 */
        fprintf(m->out, "#line %u \"", line ? line : 1);
    else
        fprintf(m->out, "# %u \"", line);
    fwrite(name, 1, length, m->out);
    fprintf(m->out, "\"%s\n", m->line_directives ? "" : flags);
}

void
emit_marker(struct emitter *m, uint32_t line, const char *file,
            const char *flags)
{
    char *name = NULL;
    size_t length;
    FILE *out = open_memstream(&name, &length);

    if (!out)
        diag_fatal("out of memory");
    for (; *file; file++) {
        unsigned char c = (unsigned char)*file;
        if (c < ' ' || c == 0x7f)
            fprintf(out, "\\%03o", c);
        else
            fprintf(out, c == '"' || c == '\\' ? "\\%c" : "%c", c);
    }
    if (fclose(out) != 0)
        diag_fatal("out of memory");
    put_marker(m, line, name, length, flags);
    free(name);
}

/* Puts shmrt.h behind the first line marker, so that this one stays first:
 * it names the file that the compiler says it compiles.  A unit without
 * directives calls nothing in there, and is not to ask for the library. */
static void
put_runtime(struct emitter *m, const char *name, size_t length)
{
    static const char file[] = "shmrt.h";

    m->runtime_done = true;
    if (!m->u->directives)
        return;
    put_marker(m, 1, file, sizeof file - 1, " 1 3");
    fwrite(m->u->runtime_text, 1, m->u->runtime_size, m->out);
    putc('\n', m->out);
    put_marker(m, 1, name, length, " 2");
}

/* A line of the text as it stands, whatever bytes are in it. */
static void
put_line(struct emitter *m, const char *hash, const struct line *line)
{
    fwrite(hash, 1, (size_t)(line->end - hash), m->out);
    putc('\n', m->out);
}

/* A marker of the user's text.  A copy must not enter and leave files. */
static void
copy_marker(struct emitter *m, const char *hash, const struct line *line)
{
    size_t length = (size_t)(line->name_end - line->name);

    if (line->name && (m->blocks || m->line_directives))
        put_marker(m, line->number, line->name, length,
                   line->system ? " 3" : "");
    else
        put_line(m, hash, line);
    if (line->name && !m->runtime_done)
        put_runtime(m, line->name, length);
}

/* ---- gaps ------------------------------------------------------------- */

enum gap {
    GAP_COPY,
    GAP_NESTING /* only the markers that enter or leave a file */
};

static void
copy_line(struct emitter *m, const char *hash, const struct line *line,
          enum gap mode)
{
    bool nesting = line->kind == LINE_MARKER && (line->enter || line->leave);

    if (mode == GAP_NESTING) {
        if (nesting && !m->blocks) {
            putc('\n', m->out);
            copy_marker(m, hash, line);
            m->generated = true; /* not where the user's text goes on */
        }
    } else if (line->kind == LINE_MARKER) {
        copy_marker(m, hash, line);
    } else if (line->kind == LINE_DEFINITION && !m->u->keep_macros) {
        putc('\n', m->out);
    } else {
        put_line(m, hash, line);
    }
}

/* From m->pos to `to`: blanks, # lines, comments. */
static void
copy_gap(struct emitter *m, const char *to, enum gap mode)
{
    const char *p = m->pos;
    bool line_begins = p == m->u->text || p[-1] == '\n';

    for (const char *from = p; p < to; from = p) {
        while (p < to && *p && strchr(" \t\v\f\r", *p))
            p++;
        if (line_begins && p < to && *p == '#') {
            struct line line = line_read(p, to);
            copy_line(m, p, &line, mode);
            p = memchr(p, '\n', (size_t)(to - p));
            p = p ? p + 1 : to;
            continue;
        }
        while (p < to && *p++ != '\n')
            ;
        line_begins = p[-1] == '\n';
        if (mode == GAP_COPY)
            fwrite(from, 1, (size_t)(p - from), m->out);
    }
    m->pos = to;
}

/* ---- generated text --------------------------------------------------- */

static void
generated_begin(struct emitter *m, const struct token *t)
{
    if (!m->line_start)
        putc(m->generated && !m->line_directives ? ' ' : '\n', m->out);
    m->line_start = false;
    if (!m->generated && !m->line_directives)
        emit_marker(m, t->line, m->u->files[t->file].name, " 3");
    m->generated = true;
}

/* Where t begins, or ends, is m->pos. */
void
emit_user(struct emitter *m, tokid t, bool behind)
{
    const struct token *token = token_at(m->u, t);
    uint32_t line = token->line, column = token->column;

    if (!m->generated)
        return;
    m->generated = false;
    if (behind) {
        column += token->length;
        for (uint32_t i = 0; i < token->length; i++)
            line += token->text[i] == '\n';
    }
    if (behind && *m->pos == '\n') {
        m->pos++;
        line++;
        column = 1;
    }
    if (!m->line_start)
        putc('\n', m->out);
    m->line_start = false;
    emit_marker(m, line, m->u->files[token->file].name,
                token->system ? " 3" : "");
    fprintf(m->out, "%*s", (int)column - 1, "");
}

static void
put_block(struct emitter *m, const struct edit_block *b)
{
    const char *pos = m->pos;

    if (++m->blocks > DEEPEST)
        diag_fatal("%s: blocks nested too deeply", m->u->main_file);
    m->generated = true;
    m->pos = token_at(m->u, b->first)->text;
    emit_user(m, b->first, false);
    emit_tokens(m, b->first, b->last, b);
    m->pos = pos;
    m->blocks--;
}

/* A text with its blocks.  Its lines all count as the line of t. */
static void
put_text(struct emitter *m, const char *text, const struct token *t)
{
    const struct edit_block *block;

    while (*text) {
        if (*text == BLOCK_MARK &&
            (block = edits_block(m->e, text, &text)) != NULL) {
            put_block(m, block);
            generated_begin(m, t);
            continue;
        }
        if (*text == '\n' && m->generated && !m->line_directives) {
            m->generated = false;
            generated_begin(m, t);
        } else {
            putc_unlocked(*text, m->out);
        }
        text++;
    }
}

/* Whose line a text counts as: what stands in front of the statement under a
 * directive has the directive's line, because its clauses are in there. */
static const struct token *
line_token(const struct emitter *m, const struct edit *edit, tokid t)
{
    const struct edit_slot *slot = edits_at(m->e, t);
    const struct edit *before = slot ? slot->before : NULL;
    const struct token *token = token_at(m->u, t);

    if (t < 2 || token[-1].kind != TOK_PRAGMA_END)
        return token;
    while (before && before != edit)
        before = before->next;
    if (!before)
        return token;
    while (token->kind != TOK_PRAGMA_SHM)
        token--;
    return token;
}

void
emit_generated(struct emitter *m, struct edit *edit, tokid t)
{
    const struct token *token = line_token(m, edit, t);

    edit->active = true;
    if (!edit->use)
        generated_begin(m, token);
    put_text(m, edit->text, token);
    edit->active = false;
}

/* ---- tokens ----------------------------------------------------------- */

void
emit_comment(struct emitter *m, const char *text, size_t length)
{
    fputs("/* ", m->out);
    for (size_t i = 0; i < length; i++) {
        putc_unlocked(text[i], m->out);
        if (i + 1 < length && ((text[i] == '*' && text[i + 1] == '/') ||
                               (text[i] == '/' && text[i + 1] == '*')))
            putc(' ', m->out);
    }
    fputs(" */", m->out);
}

/* Is a text after the last token of the block part of the copy?  Not when it
 * is the second half of what stands around the block. */
static bool
is_inside(const struct emitter *m, const struct edit_block *b,
          const struct edit *after)
{
    const struct edit_slot *slot = edits_at(m->e, b->first);
    const struct edit *before = slot ? slot->before : NULL;

    if (after->sequence < b->sequence)
        return false;
    while (before && before->sequence + 1 != after->sequence)
        before = before->next;
    return !before;
}

/* The texts before or after a token; at the last token of a block, `block`,
 * only those that are part of it. */
static void
put_texts(struct emitter *m, struct edit *list, tokid t,
          const struct edit_block *block)
{
    for (; list; list = list->next)
        if (!list->active && (!block || is_inside(m, block, list)))
            emit_generated(m, list, t);
}

/* Passes over what a replacement takes away. */
static void
skip_tokens(struct emitter *m, tokid first, tokid last)
{
    for (tokid t = first; t <= last; t++) {
        const struct token *token = token_at(m->u, t);
        if (token->directive)
            continue;
        copy_gap(m, token->text, GAP_NESTING);
        m->pos = token->text + token->length;
    }
}

/* The token itself, or what replaces it.  Returns the last one that is done
 * by that. */
static tokid
put_token(struct emitter *m, tokid t, tokid last)
{
    const struct token *token = token_at(m->u, t);
    struct edit *replace = edits_replacement(m->e, t, last);

    m->pos = token->text + token->length;
    if (token->kind == TOK_PRAGMA_SHM)
        emit_comment(m, token->text, token->length);
    else if (!replace)
        fwrite(token->text, 1, token->length, m->out);
    if (!replace)
        return t;
    emit_generated(m, replace, t);
    skip_tokens(m, t + 1, replace->last);
    return replace->last;
}

void
emit_tokens(struct emitter *m, tokid first, tokid last,
            const struct edit_block *block)
{
    for (tokid t = first; t <= last; t++) {
        const struct token *token = token_at(m->u, t);
        const struct edit_slot *slot = edits_at(m->e, t);

        if (token->directive)
            continue;
        copy_gap(m, token->text, GAP_COPY);
        if (slot && !(block && t == first))
            put_texts(m, slot->before, t, NULL);
        emit_user(m, t, false);
        t = put_token(m, t, last);
        slot = edits_at(m->e, t);
        if (slot)
            put_texts(m, slot->after, t, t == last ? block : NULL);
        emit_user(m, t, true);
    }
}

static void
emit_unit(const struct unit *u, struct edits *e, FILE *out,
          bool line_directives)
{
    struct emitter m = { .u = u, .e = e, .out = out, .pos = u->text,
                         .line_directives = line_directives };
    const char *end = u->text + u->text_size;

    if (*u->text != '#' || line_read(u->text, end).kind != LINE_MARKER) {
        emit_marker(&m, 1, u->main_file, "");
        put_runtime(&m, u->main_file, strlen(u->main_file));
    }
    emit_tokens(&m, 1, u->ntokens, NULL);
}

void
emit_preprocessed(const struct unit *u, struct edits *e, FILE *out)
{
    emit_unit(u, e, out, false);
}

void
emit_translated(const struct unit *u, struct edits *e, FILE *out)
{
    emit_unit(u, e, out, true);
}
