/* SPDX-License-Identifier: MIT */
/* explain.c -- --shm-explain: what becomes of the directives, in words.
 *
 *     sum.c:6: parallel for in main
 *       team          as SHM_NUM_WORKERS says, else ...
 *       schedule      static, ...
 *       reduced       sum: with '+' (line 6): each worker has a part ...
 *       counts        ...
 *       on failure    ...
 *
 * A paragraph for each region and for each construct outside of any; what is
 * said of variables is found out in explain_names.c.  It reads the checked
 * tree and changes nothing.  The last line is the only one that depends on
 * the machine. */
#include "explain.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "phases.h"
#include "text.h"

enum { INDENT = 16, WIDTH = 79, FORKS = 15 };

/* ---- rows -------------------------------------------------------------- */

void
explain_row(const struct explanation *x, const char *word,
            const char *format, ...)
{
    char *text, *rest;
    int column;
    va_list arguments;

    va_start(arguments, format);
    if (vasprintf(&text, format, arguments) < 0)
        diag_fatal("out of memory");
    va_end(arguments);
    column = fprintf(x->out, "  %-*s", INDENT - 2, word);
    for (char *w = strtok_r(text, " ", &rest); w;
         w = strtok_r(NULL, " ", &rest)) {
        int length = (int)strlen(w);

        if (column > INDENT && column + 1 + length > WIDTH)
            column = fprintf(x->out, "\n%*s", INDENT, "") - 1;
        column += fprintf(x->out, "%s%s", column > INDENT ? " " : "", w);
    }
    putc('\n', x->out);
    free(text);
}

const char *
explain_line(const struct explanation *x, tokid t, tokid beside)
{
    const struct token *token = token_at(x->u, t);

    if (token->file == token_at(x->u, beside)->file)
        return arena_printf(x->u->arena, "line %u", (unsigned)token->line);
    return arena_printf(x->u->arena, "%s:%u",
                        x->u->files[token->file].name,
                        (unsigned)token->line);
}

bool
explain_is_of(const struct directive *d, const struct directive *region)
{
    return d == region || (d->node && node_contains(region->node, d->node));
}

/* The words of an expression, as they stand. */
static const char *
words_of(const struct explanation *x, const struct node *n)
{
    struct text t = text_new(x->u);

    for (tokid i = n->first; i <= n->last; i++) {
        const struct token *token = token_at(x->u, i);

        if (i > n->first && token[-1].text + token[-1].length != token->text)
            text_add(&t, " ");
        text_add(&t, "%.*s", (int)token->length, token->text);
    }
    return t.string;
}

static bool
clause_says(const struct explanation *x, const struct clause *c,
            const char *word)
{
    return c && c->word2 && word_is(x->u, c->word2, word);
}

/* ---- how the work is shared out ---------------------------------------- */

static const char *
kind_of_schedule(const struct explanation *x, const struct clause *c)
{
    const char *chunk = c && c->expr ? words_of(x, c->expr) : NULL;
    struct arena *arena = x->u->arena;

    if (!c || clause_says(x, c, "static"))
        return chunk ? arena_printf(arena, "static, %s: chunks of that size, "
                                    "each worker in turn", chunk)
                     : arena_printf(arena, "static%s: one run of iterations "
                                    "for each worker, as equal as can be",
                                    c ? "" : ", since nothing else is said");
    if (clause_says(x, c, "dynamic"))
        return arena_printf(arena, "dynamic: chunks of %s, to whoever is "
                            "free", chunk ? chunk : "1");
    if (clause_says(x, c, "guided"))
        return arena_printf(arena, "guided: a part of what is left, at least "
                            "%s, to whoever is free", chunk ? chunk : "1");
    if (clause_says(x, c, "auto"))
        return "auto: chunks of a size that is measured";
    return "runtime: as SHM_SCHEDULE or shm_set_schedule says";
}

static bool
has_reproducible(const struct explanation *x, const struct directive *d)
{
    for (const struct clause *c = d->clauses; c; c = c->next)
        if (c->kind == C_REDUCTION && c->modifier
            && word_is(x->u, c->modifier, "reproducible"))
            return true;
    return false;
}

static const char *
schedule_of(const struct explanation *x, const struct directive *d)
{
    const struct clause *collapse = directive_clause(d, C_COLLAPSE);

    return arena_printf(
        x->u->arena, "%s%s%s%s%s",
        kind_of_schedule(x, directive_clause(d, C_SCHEDULE)),
        collapse ? "; the iterations of all loops of the nest, collapse of "
                 : "",
        collapse ? words_of(x, collapse->expr) : "",
        has_reproducible(x, d) ? "; a chunk is a block of the reproducible "
                                 "reduction" : "",
        directive_clause(d, C_NOWAIT) ? "; nobody waits at the end" : "");
}

static void
explain_team(const struct explanation *x, const struct directive *d)
{
    const struct clause *number = directive_clause(d, C_NUM_WORKERS);
    const struct clause *condition = directive_clause(d, C_IF);
    const char *most = "";

    if (directive_is_loop(d->kind))
        most = "; no more than there are iterations";
    else if (d->kind == D_PARALLEL_SECTIONS)
        most = "; no more than there are sections";
    if (condition)
        explain_row(x, "team", "the master alone, where '%s' is 0",
                    words_of(x, condition->expr));
    if (number)
        explain_row(x, "team", "%s workers, in serial mode none%s",
                    words_of(x, number->expr), most);
    else
        explain_row(x, "team", "as many workers as SHM_NUM_WORKERS says, else "
                    "as there are processors for the program%s", most);
    if (region_around(d->node))
        explain_row(x, "nested", "run by the worker that meets it, alone, "
                    "unless SHM_MAX_LEVELS is larger than 1");
}

/* ---- what stands in the block ------------------------------------------ */

enum { OF_TEAM = 1, /* done by the team of whoever calls the function */
       ONCE = 2 };   /* a chunk that has done this is not run again */

struct construct {
    enum directive_kind kind;
    const char *meaning;
    int properties;
};

static const struct construct constructs[] = {
    { D_CRITICAL, "one worker at a time, in the whole program", ONCE },
    { D_ATOMIC, "undivided", ONCE },
    { D_ORDERED, "in the order of the iterations", OF_TEAM | ONCE },
    { D_BARRIER, "each worker waits for all others", OF_TEAM },
    { D_FLUSH, "what was stored before is seen before what is stored after",
      0 },
    { D_SINGLE, "one worker runs it, the others wait at its end", OF_TEAM },
    { D_MASKED, "one worker runs it, nobody waits", OF_TEAM },
    { D_REDUCE, "run by the master, with the values sent there", 0 },
    { D_SECTIONS, "each section once, by whichever worker is free", OF_TEAM },
    { D_TASK, "run by a forked child, where there is room; else at once",
      ONCE },
    { D_TASKWAIT, "waits for the tasks of the process that meets it", 0 },
    { D_TASKGROUP, "waits at its end for the tasks begun in it", 0 },
    { D_CANCEL, "leaves the construct that it names, for all workers", 0 },
    { D_CANCELLATION_POINT, "left here, if somebody has cancelled", 0 },
    { D_SIMD, "handed to the compiler's vectoriser", 0 },
    { D_PARALLEL, "a region of its own, see there", ONCE },
    { D_PARALLEL_FOR, "a region of its own, see there", ONCE },
    { D_PARALLEL_FOR_SIMD, "a region of its own, see there", ONCE },
    { D_PARALLEL_SECTIONS, "a region of its own, see there", ONCE },
};

static const struct construct *
construct_of(const struct directive *d)
{
    for (size_t i = 0; i < sizeof constructs / sizeof *constructs; i++)
        if (constructs[i].kind == d->kind)
            return &constructs[i];
    return NULL;
}

static bool
stands_in(const struct directive *d, const struct directive *region)
{
    return d != region && d->node && region_around(d->node) == region;
}

static void
explain_constructs(const struct explanation *x,
                   const struct directive *region)
{
    for (const struct directive *d = region->next; d; d = d->next) {
        const struct construct *c = construct_of(d);
        const char *where = explain_line(x, d->word, region->word);

        if (!stands_in(d, region))
            continue;
        if (d->kind == D_FOR || d->kind == D_FOR_SIMD)
            explain_row(x, where, "%s, %s", directive_words(d->kind),
                        schedule_of(x, d));
        else if (c)
            explain_row(x, where, "%s%s%s: %s%s", directive_words(d->kind),
                        d->name ? " " : "", d->name ? word_at(x->u, d->name)
                                                    : "",
                        c->meaning, directive_clause(d, C_ORDERED)
                        ? ", in the order of the iterations" : "");
    }
}

/* ---- when it counts, and what if a worker dies ------------------------- */

static bool
brings_home(const struct directive *region, enum clause_kind kind)
{
    for (const struct directive *d = region; d; d = d->next)
        if (explain_is_of(d, region) && directive_clause(d, kind))
            return true;
    return false;
}

static bool
sends_messages(const struct directive *region)
{
    for (const struct directive *d = region->next; d; d = d->next)
        if (d->kind == D_REDUCE && stands_in(d, region))
            return true;
    return false;
}

static void
explain_commit(const struct explanation *x, const struct directive *region,
               bool by_chunk)
{
    bool values = brings_home(region, C_REDUCTION)
                  || brings_home(region, C_LASTPRIVATE);

    if (by_chunk)
        explain_row(x, "counts", "reductions, lastprivate, reduce blocks and "
                    "what is printed: when their chunk is complete, all at "
                    "once");
    else if (values)
        explain_row(x, "counts", "reductions and lastprivate: when all "
                    "workers are through; nothing of them after a failure");
    if (!by_chunk && sends_messages(region))
        explain_row(x, "counts", "reduce blocks: as their messages arrive");
    explain_row(x, "counts", "stores into shared memory: at once");
}

/* The first construct that must not be done twice, or 0. */
static const struct directive *
first_once(const struct directive *region)
{
    for (const struct directive *d = region->next; d; d = d->next) {
        const struct construct *c = construct_of(d);

        if (stands_in(d, region) && c && (c->properties & ONCE)
            && !(d->kind == D_ATOMIC && directive_clause(d, C_READ)
                 && !directive_clause(d, C_WRITE)))
            return d;
    }
    return NULL;
}

static void
explain_retry(const struct explanation *x, const struct directive *region,
              const struct clause *onfail)
{
    const struct directive *once = first_once(region);
    const char *what = once ? arena_printf(
        x->u->arena, "'%s' (%s)", directive_words(once->kind),
        explain_line(x, once->word, region->word)) : NULL;

    if (clause_says(x, onfail, "retry"))
        explain_row(x, "on failure", "a chunk whose worker was killed is run "
                    "again, up to %s more times%s%s", onfail->expr
                    ? words_of(x, onfail->expr) : "?",
                    !once ? "" : onfail->modifier ? "; also behind "
                                                  : ", but not behind ",
                    once ? what : "");
    else if (clause_says(x, onfail, "skip"))
        explain_row(x, "on failure", "the chunk is given up, the others go "
                    "on");
    else if (once)
        explain_row(x, "on failure", "the region ends; with onfail(retry(n)) "
                    "a chunk could be run again as long as it has not left "
                    "%s", what);
    else
        explain_row(x, "on failure", "the region ends; nothing here stands "
                    "against onfail(retry(n)), but that stores into shared "
                    "memory are repeated");
}

static void
explain_failure(const struct explanation *x, const struct directive *region)
{
    const struct clause *onfail = directive_clause(region, C_ONFAIL);
    const struct clause *limit = directive_clause(region, C_TIMEOUT);
    const struct clause *error = directive_clause(region, C_ERROR);
    bool chunks = directive_is_loop(region->kind)
                  || region->kind == D_PARALLEL_SECTIONS;

    explain_commit(x, region, clause_says(x, onfail, "retry")
                              || clause_says(x, onfail, "skip"));
    if (chunks)
        explain_retry(x, region, onfail);
    else
        explain_row(x, "on failure", "the region ends; only the chunks of "
                    "'parallel for' and 'parallel sections' can be run "
                    "again");
    if (error)
        explain_row(x, "on failure", "it is described in %s, and the program "
                    "goes on", words_of(x, error->expr));
    if (limit)
        explain_row(x, "on failure", "a chunk that takes longer than %s "
                    "seconds fails", words_of(x, limit->expr));
}

/* ---- a fork here ------------------------------------------------------- */

static double
microseconds(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static int
by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* The median time of a child that ends at once; less than 0: there are no
 * processes left. */
static double
fork_time(void)
{
    double times[FORKS];

    for (int i = 0; i < FORKS; i++) {
        double start = microseconds();
        pid_t pid = fork(), ended;

        if (pid < 0)
            return -1;
        if (pid == 0)
            _exit(0);
        do
            ended = waitpid(pid, NULL, 0);
        while (ended < 0 && errno == EINTR);
        times[i] = microseconds() - start;
    }
    qsort(times, FORKS, sizeof *times, by_value);
    return times[FORKS / 2];
}

static void
explain_cost(const struct explanation *x)
{
    double time = fork_time();

    if (time < 0)
        explain_row(x, "a worker", "cannot be forked here: %s",
                    strerror(errno));
    else
        explain_row(x, "a worker", "costs %.0f us to fork and to end here, in "
                    "a program as small as this compiler, and some 40 ms more "
                    "for each gigabyte of private memory that the master has "
                    "touched; shared memory costs next to nothing", time);
}

/* ---- paragraphs -------------------------------------------------------- */

static void
explain_head(const struct explanation *x, const struct directive *d)
{
    const struct token *at = token_at(x->u, d->first);
    const struct node *function = node_function(d->node);
    const struct clause *label = directive_clause(d, C_LABEL);

    fprintf(x->out, "%s:%u: %s", x->u->files[at->file].name,
            (unsigned)at->line, directive_words(d->kind));
    if (function && function->symbol)
        fprintf(x->out, " in %s", function->symbol->name);
    if (label && label->expr)
        fprintf(x->out, ", %s", words_of(x, label->expr));
    putc('\n', x->out);
}

static void
explain_region(const struct explanation *x, struct directive *d)
{
    explain_head(x, d);
    explain_team(x, d);
    if (directive_is_loop(d->kind))
        explain_row(x, "schedule", "%s", schedule_of(x, d));
    explain_names(x, d);
    explain_constructs(x, d);
    explain_failure(x, d);
    putc('\n', x->out);
}

/* Shared out among the team of whoever calls the function. */
static void
explain_orphan(const struct explanation *x, const struct directive *d)
{
    const struct construct *c = construct_of(d);

    explain_head(x, d);
    if (!c || (c->properties & OF_TEAM))
        explain_row(x, "team", "that of the region that calls the function; "
                    "outside of any, the caller alone");
    if (c)
        explain_row(x, "meaning", "%s", c->meaning);
    else
        explain_row(x, "schedule", "%s", schedule_of(x, d));
    putc('\n', x->out);
}

void
explain(struct unit *u, FILE *out)
{
    const struct explanation x = { u, out };
    bool any = false;

    for (struct directive *d = u->directives; d; d = d->next) {
        if (!d->node)
            continue;
        if (directive_is_parallel(d->kind) && d->body) {
            explain_region(&x, d);
            any = true;
        } else if (!region_around(d->node)
                   && (directive_is_loop(d->kind) || construct_of(d))) {
            explain_orphan(&x, d);
        }
    }
    if (any)
        explain_cost(&x);
    else
        fprintf(out, "%s: no region\n", u->main_file);
}
