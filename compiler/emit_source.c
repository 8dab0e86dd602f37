/* SPDX-License-Identifier: MIT */
/* emit_source.c -- the source form: the user's own file with the edits.
 *
 *     int n = N;                    / * copied: macros, comments, layout * /
 *     #pragma shm barrier           becomes
 *     / * #pragma shm barrier * /
 *     shmrt_barrier(&place_1);      generated text, lines of its own
 *     #line 4 "f.c"                 back, on the user's line
 *
 * A line where an edit meets a macro gives way to what the preprocessor made
 * of it, and so does the line of an #include whose file holds directives:
 * that file's text stands there instead.  Which lines, says source_plan.c. */
#include "emit.h"

#include <string.h>

#include "diag.h"
#include "phases.h"
#include "source_plan.h"
#include "tokens.h"

/* One file being written. */
struct form {
    struct unit *u;
    struct emitter *m;
    struct plan *plans, *plan;
    const struct source *s;
    uint32_t pos;            /* the file is done up to here */
    uint32_t once, once_end; /* a #pragma once: void, now that the text is
                              * part of another file */
    bool *failed;            /* an edit was not in order */
};

/* ---- places ----------------------------------------------------------- */

static uint32_t
line_at(const struct source *s, uint32_t offset)
{
    uint32_t low = 1, high = s->nlines;

    while (low < high) {
        uint32_t middle = high - (high - low) / 2;
        if (s->line_offset[middle] <= offset)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

/* The end of the lines that belong together, without the line feed. */
static uint32_t
lines_end(const struct source *s, uint32_t line)
{
    uint32_t end = s->line_offset[source_group_end(s, line) + 1];

    while (end > 0 && (s->text[end - 1] == '\n' || s->text[end - 1] == '\r'))
        end--;
    return end;
}

static uint32_t
token_begin(struct form *f, tokid t)
{
    return source_word_of(f->u, t)->offset;
}

/* A directive ends with its line. */
static uint32_t
token_end(struct form *f, tokid t)
{
    const struct token *token = token_at(f->u, t);
    const struct source_word *word = source_word_of(f->u, t);

    if (token->kind == TOK_PRAGMA_SHM || token->kind == TOK_PRAGMA_END)
        return lines_end(f->s, word->line);
    return word->offset + word->length;
}

static bool
is_blank(const struct source *s, uint32_t from, uint32_t to)
{
    while (from < to && strchr(" \t\v\f\r\n", s->text[from]))
        from++;
    return from >= to;
}

/* ---- copying ---------------------------------------------------------- */

static void
put_source(struct form *f, uint32_t from, uint32_t to)
{
    const char *text = f->s->text;

    if (from <= f->once && f->once_end <= to && f->once < f->once_end) {
        put_source(f, from, f->once);
        emit_comment(f->m, text + f->once, f->once_end - f->once);
        from = f->once_end;
    }
    if (from < to)
        fwrite(text + from, 1, to - from, f->m->out);
}

/* From generated text back to the user's, on its line and in its column. */
static void
resume(struct form *f)
{
    const struct source *s = f->s;
    uint32_t line = line_at(s, f->pos), next = s->line_offset[line + 1];

    if (!f->m->generated)
        return;
    f->m->generated = false;
    if (is_blank(s, f->pos, next) && f->pos > s->line_offset[line] &&
        next > f->pos && s->text[next - 1] == '\n') {
        f->pos = next;
        line++;
    }
    if (!f->m->line_start)
        putc('\n', f->m->out);
    f->m->line_start = false;
    emit_marker(f->m, line, f->u->files[f->plan->file].name, "");
    for (uint32_t i = s->line_offset[line]; i < f->pos; i++)
        putc(s->text[i] == '\t' ? '\t' : ' ', f->m->out);
}

/* Copies the file up to `to`, where user text goes on. */
static void
copy(struct form *f, uint32_t to)
{
    if (to < f->pos) {
        *f->failed = true;
        return;
    }
    if (to == f->pos && to == f->s->size)
        return;
    resume(f);
    if (f->pos < to)
        put_source(f, f->pos, to);
    if (f->pos < to)
        f->pos = to;
}

/* The same, but generated text goes on there.  What indents it in the user's
 * line is written when that line goes on. */
static void
copy_before_generated(struct form *f, uint32_t to)
{
    uint32_t begin = f->s->line_offset[line_at(f->s, to)];

    if (f->m->generated && f->pos <= to && is_blank(f->s, f->pos, to)) {
        f->pos = to;
        return;
    }
    if (f->pos <= begin && is_blank(f->s, begin, to)) {
        copy(f, begin);
        f->m->line_start = true;
        f->pos = to;
    } else {
        copy(f, to);
    }
}

/* ---- tokens ----------------------------------------------------------- */

static void
put_texts(struct form *f, struct edit *list, tokid t, uint32_t at)
{
    if (list)
        copy_before_generated(f, at);
    for (; list; list = list->next)
        emit_generated(f->m, list, t);
}

/* The #pragma line as a comment. */
static void
put_directive(struct form *f, tokid t)
{
    uint32_t begin = token_begin(f, t), end = token_end(f, t);

    copy(f, begin);
    emit_comment(f->m, f->s->text + begin, end - begin);
    f->pos = end;
}

/* All edits of one token.  Returns the last one that they replace. */
static tokid
put_token(struct form *f, tokid t)
{
    const struct token *token = token_at(f->u, t);
    const struct edit_slot *slot = edits_at(f->m->e, t);
    struct edit *r = edits_replacement(f->m->e, t, f->u->ntokens - 1);

    if (slot)
        put_texts(f, slot->before, t, token_begin(f, t));
    if (token->kind == TOK_PRAGMA_SHM)
        put_directive(f, t);
    else if (r && r->use)
        copy(f, token_begin(f, t));
    else if (r)
        copy_before_generated(f, token_begin(f, t));
    if (r) {
        emit_generated(f->m, r, t);
        t = r->last;
        f->pos = token_end(f, t);
        slot = edits_at(f->m->e, t);
    }
    if (slot)
        put_texts(f, slot->after, t, token_end(f, t));
    return t;
}

/* The expanded lines around a token, as the preprocessor made them.  Returns
 * the last token of them. */
static tokid
put_expanded(struct form *f, tokid t)
{
    const struct unit *u = f->u;
    uint32_t from = u->tokens[t].line, to = from;
    tokid last = t;

    while (from > 1 && f->plan->expanded[from - 1])
        from--;
    while (f->plan->expanded[to + 1])
        to++;
    for (tokid k = t; k <= f->plan->last; k++) {
        if (u->tokens[k].file != f->plan->file)
            continue;
        if (u->tokens[k].line > to)
            break;
        last = k;
    }
    copy_before_generated(f, f->s->line_offset[from]);
    f->m->generated = true;
    f->m->pos = u->tokens[t].text;
    emit_user(f->m, t, false);
    emit_tokens(f->m, t, last, NULL);
    f->m->generated = true; /* what follows needs a #line */
    f->pos = f->s->line_offset[to + 1];
    return last;
}

/* ---- files ------------------------------------------------------------ */

static void put_file(struct form *);

/* The text of a file in place of its #include line. */
static void
put_included(struct form *f, struct plan *plan)
{
    uint32_t line = plan->include_line, begin = f->s->line_offset[line];
    struct form included = *f;

    plan->written = true;
    included.plan = plan;
    copy(f, begin);
    emit_comment(f->m, f->s->text + begin, lines_end(f->s, line) - begin);
    f->m->generated = true;
    included.pos = 0;
    put_file(&included);
    f->m->generated = true;
    f->pos = f->s->line_offset[source_group_end(f->s, line) + 1];
}

static void
find_once(struct form *f)
{
    const struct source *s = f->s;

    for (uint32_t w = 2; w < s->nwords; w++)
        if (s->words[w].directive && s->words[w].length == 4 &&
            memcmp(s->text + s->words[w].offset, "once", 4) == 0 &&
            s->text[s->words[w - 2].offset] == '#') {
            f->once = s->words[w - 2].offset;
            f->once_end = s->words[w].offset + 4;
            return;
        }
}

/* The file to which a token of another file belongs here, if its text is
 * still to be written. */
static struct plan *
included_here(const struct form *f, tokid t)
{
    struct plan *p = plan_of(f->plans, f->u->tokens[t].file);

    while (p && p->includer && p->includer != f->plan)
        p = p->includer;
    return p && p->includer && !p->written ? p : NULL;
}

static void
put_file(struct form *f)
{
    const struct unit *u = f->u;
    const struct plan *plan = f->plan;

    f->s = plan->source;
    f->once = f->once_end = 0;
    if (plan->includer)
        find_once(f);
    resume(f);
    for (tokid t = plan->first; t && t <= plan->last && !*f->failed; t++) {
        const struct token *token = &u->tokens[t];
        if (token->file != plan->file) {
            struct plan *included = included_here(f, t);
            if (included)
                put_included(f, included);
        } else if (token->line <= f->s->nlines &&
                   plan->expanded[token->line]) {
            t = put_expanded(f, t);
        } else if (edits_at(f->m->e, t) || token->kind == TOK_PRAGMA_SHM) {
            t = put_token(f, t);
        }
    }
    copy(f, (uint32_t)f->s->size);
}

/* ---- the whole -------------------------------------------------------- */

/* The value that the preprocessor had for _SHM. */
static void
put_language(const struct unit *u, FILE *out)
{
    const char *p = strstr(u->text, "\n#define _SHM ");

    if (!p)
        return;
    p += sizeof "\n#define _SHM " - 1;
    fprintf(out, "#ifndef _SHM\n#define _SHM %.*s\n#endif\n",
            (int)strcspn(p, "\r\n"), p);
}

static void
put_head(struct emitter *m, const struct plan *main)
{
    const struct unit *u = m->u;
    const struct edit_slot *slot = edits_at(m->e, 1);

    fputs("/* Translated by shmcc.  The #pragma shm lines have become\n"
          " * comments, with calls of libshmrt behind them; all else is as\n"
          " * it was. */\n\n"
          "/* ---- begin of what the translation needs ---- */\n", m->out);
    put_language(u, m->out);
    fputs("#include <shmrt.h>\n", m->out);
    if (slot && plan_is_prologue(main, u, 1))
        for (struct edit *e = slot->before; e; e = e->next)
            emit_generated(m, e, 1);
    if (m->generated)
        putc('\n', m->out);
    fputs("/* ---- end of what the translation needs ---- */\n", m->out);
    m->line_start = m->generated = true;
}

bool
emit_source(struct unit *u, struct edits *e, FILE *out,
            const char **reason)
{
    bool failed = false;
    struct emitter m = { .u = u, .e = e, .out = out, .line_directives = true,
                         .runtime_done = true };
    struct plan *plans = plan_make(u, e, reason);
    struct form f = { .u = u, .m = &m, .plans = plans, .plan = plans,
                      .failed = &failed };

    if (!plans)
        return false;
    put_head(&m, plans);
    put_file(&f);
    const struct edit_slot *end = edits_at(e, u->ntokens);
    for (struct edit *edit = end ? end->before : NULL; edit; edit = edit->next)
        emit_generated(&m, edit, u->ntokens);
    if (m.generated)
        putc('\n', out);
    if (failed)
        *reason = "the lines of the file are not in the order of its tokens";
    return !failed;
}
