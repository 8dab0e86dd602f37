/* SPDX-License-Identifier: MIT */
#include "source_plan.h"

#include <string.h>

#include "lexer.h"

/* Where a file was entered, from the line markers. */
struct site {
    uint32_t entered; /* how often */
    bool system;
    uint32_t file, line;
};

struct planner {
    struct unit *u;
    struct edits *e;
    struct plan *list;
    struct site *sites; /* for each file; 0 until somebody asks */
    const char *reason; /* of the first failure */
};

struct plan *
plan_of(struct plan *list, uint32_t file)
{
    while (list && list->file != file)
        list = list->next;
    return list;
}

static void
fail(struct planner *p, const char *reason, uint32_t file)
{
    if (!p->reason)
        p->reason = arena_printf(p->u->arena, reason, p->u->files[file].name);
}

/* ---- #include --------------------------------------------------------- */

static uint32_t
file_of_marker(struct planner *p, const struct line *line, uint32_t hint)
{
    char *name = line_name(p->u->arena, line);

    if (strcmp(p->u->files[hint].name, name) == 0)
        return hint;
    for (uint32_t f = 0; f < p->u->nfiles; f++)
        if (strcmp(p->u->files[f].name, name) == 0)
            return f;
    return 0;
}

/* Follows the markers: 1 enters a file, 2 comes back to the line behind the
 * #include. */
static void
find_sites(struct planner *p)
{
    enum { DEEPEST = 256 };
    uint32_t stack[DEEPEST] = { 0 };
    int depth = 0;
    struct unit *u = p->u;
    const char *end = u->text + u->text_size, *next;

    p->sites = arena_alloc(u->arena, u->nfiles * sizeof *p->sites);
    for (const char *at = u->text; at < end; at = next + 1) {
        next = memchr(at, '\n', (size_t)(end - at));
        if (!next)
            next = end;
        struct line line = { 0 };
        if (*at == '#')
            line = line_read(at, end);
        if (line.kind != LINE_MARKER || !line.name || depth >= DEEPEST - 1)
            continue;
        uint32_t left = stack[depth];
        if (line.enter)
            depth++;
        else if (line.leave && depth > 0)
            depth--;
        stack[depth] = file_of_marker(p, &line, stack[depth]);
        if (line.enter) {
            p->sites[stack[depth]].entered++;
            p->sites[stack[depth]].system = line.system;
        }
        if (line.leave) {
            p->sites[left].file = stack[depth];
            p->sites[left].line = line.number - 1;
        }
    }
}

static bool
is_include(const struct source *s, uint32_t line)
{
    if (line < 1 || line > s->nlines)
        return false;
    uint32_t w = source_first_word(s, line);
    return w + 1 < s->nwords && s->words[w].line == line &&
           s->words[w].directive && s->words[w + 1].length >= 7 &&
           memcmp(s->text + s->words[w + 1].offset, "include", 7) == 0;
}

/* ---- files ------------------------------------------------------------ */

static struct plan *touch(struct planner *, uint32_t file);

static void
find_includer(struct planner *p, struct plan *f)
{
    if (!p->sites)
        find_sites(p);
    struct site site = p->sites[f->file];
    if (site.system) {
        fail(p, "'%s' is a system header", f->file);
        return;
    }
    if (site.entered != 1) {
        fail(p, "'%s' has directives and is included more than once",
             f->file);
        return;
    }
    f->includer = touch(p, site.file);
    f->include_line = site.line;
    if (!p->reason && !is_include(f->includer->source, site.line))
        fail(p, "the #include line of '%s' is not found", f->file);
    else if (!p->reason)
        f->include_line = f->includer->source->group[site.line];
    for (struct plan *outer = f->includer; outer; outer = outer->includer) {
        if (!outer->first || f->first < outer->first)
            outer->first = f->first;
        if (f->last > outer->last)
            outer->last = f->last;
    }
}

/* Takes a file into the plan, and those that include it. */
static struct plan *
touch(struct planner *p, uint32_t file)
{
    struct unit *u = p->u;
    struct plan *f = plan_of(p->list, file), **end = &p->list;

    if (f)
        return f;
    f = arena_alloc(u->arena, sizeof *f);
    f->file = file;
    f->source = source_read(u, file);
    if (!f->source->text) {
        fail(p, "'%s' cannot be read a second time", file);
        return f;
    }
    f->expanded = arena_alloc(u->arena, f->source->nlines + 2);
    for (tokid t = 1; t < u->ntokens; t++)
        if (u->tokens[t].file == file) {
            if (!f->first)
                f->first = t;
            f->last = t;
        }
    while (*end)
        end = &(*end)->next;
    *end = f;
    if (f != p->list)
        find_includer(p, f);
    return f;
}

bool
plan_is_prologue(const struct plan *main, const struct unit *u, tokid t)
{
    return t == 1 && u->tokens[t].file != main->file && u->tokens[t].system;
}

/* ---- lines ------------------------------------------------------------ */

static bool
expand(struct plan *f, uint32_t from, uint32_t to)
{
    const struct source *s = f->source;
    bool news = false;

    if (from < 1 || to > s->nlines || from > to)
        return false;
    to = source_group_end(s, to);
    for (uint32_t line = s->group[from]; line <= to; line++) {
        news |= !f->expanded[line];
        f->expanded[line] = true;
    }
    return news;
}

/* All of the lines, or none, must be expanded. */
static bool
unite(struct plan *f, uint32_t from, uint32_t to)
{
    bool any = false;

    for (uint32_t line = from; line <= to && line <= f->source->nlines; line++)
        any |= f->expanded[line];
    return any && expand(f, from, to);
}

/* Looks at the edits of one token; *t becomes the last one they replace.
 * True when more lines are to be expanded than before. */
static bool
plan_token(struct planner *p, struct plan *f, tokid *t)
{
    struct unit *u = p->u;
    const struct token *token = &u->tokens[*t];
    const struct edit *r = edits_replacement(p->e, *t, u->ntokens - 1);
    tokid last = r ? r->last : *t;
    const struct token *end = &u->tokens[last];

    if (end->file != f->file) {
        fail(p, "a construct that begins in '%s' ends in another file",
             f->file);
        return false;
    }
    bool found = source_word_of(u, *t) && source_word_of(u, last);
    if (!found && (token->line < 1 || end->line > f->source->nlines)) {
        fail(p, "the lines of '%s' have other numbers, by a #line", f->file);
        return false;
    }
    *t = last;
    return found ? unite(f, token->line, end->line)
                 : expand(f, token->line, end->line);
}

static bool
has_edits(const struct planner *p, tokid t)
{
    return edits_at(p->e, t) || p->u->tokens[t].kind == TOK_PRAGMA_SHM;
}

/* Grows the expanded lines until every construct is either all inside or all
 * outside. */
static void
plan_lines(struct planner *p, struct plan *f)
{
    bool more;

    do {
        more = false;
        for (tokid t = f->first; t <= f->last && !p->reason; t++)
            if (p->u->tokens[t].file == f->file && has_edits(p, t) &&
                !plan_is_prologue(p->list, p->u, t))
                more |= plan_token(p, f, &t);
    } while (more && !p->reason);
}

/* A definition among the expanded lines would be lost. */
static void
check_definitions(struct planner *p, const struct plan *f)
{
    const struct source *s = f->source;

    for (uint32_t w = 0; w + 1 < s->nwords; w++) {
        const struct source_word *word = &s->words[w + 1];
        const char *text = s->text + word->offset;
        if (s->words[w].directive && f->expanded[s->words[w].line] &&
            s->text[s->words[w].offset] == '#' &&
            ((word->length == 6 && memcmp(text, "define", 6) == 0) ||
             (word->length == 5 && memcmp(text, "undef", 5) == 0)))
            fail(p, "in '%s' a macro is defined inside a macro call",
                 f->file);
    }
}

struct plan *
plan_make(struct unit *u, struct edits *e, const char **reason)
{
    struct planner p = { .u = u, .e = e };
    uint32_t main = 0;

    while (main + 1 < u->nfiles &&
           strcmp(u->files[main].name, u->main_file) != 0)
        main++;
    touch(&p, main);
    for (tokid t = 1; t < u->ntokens && !p.reason; t++)
        if (has_edits(&p, t) && !plan_is_prologue(p.list, u, t))
            touch(&p, u->tokens[t].file);
    for (struct plan *f = p.list; f && !p.reason; f = f->next) {
        plan_lines(&p, f);
        if (!p.reason)
            check_definitions(&p, f);
    }
    *reason = p.reason;
    return p.reason ? NULL : p.list;
}
