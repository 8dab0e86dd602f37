/* SPDX-License-Identifier: MIT */
/* main.c -- the order of the phases, and the exit status; nothing else. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "diag.h"
#include "driver.h"
#include "output.h"
#include "phases.h"
#include "tempdir.h"

/* One unit between the preprocessor and the last run of the compiler. */
struct work {
    const struct options *o;
    struct input *in;
    struct unit unit;
    struct edits *edits;
    char *text, *expanded;
};

/* After an error that the compiler may see as well: its own words are what is
 * printed; ours, held back, if it finds nothing wrong or breaks down. */
static int
let_compiler_speak(struct work *w)
{
    int status = driver_syntax_check(w->o, w->in);

    if (status == EXIT_FAILURE)
        diag_drop();
    else
        diag_release();
    return status ? status : EXIT_FAILURE;
}

/* scan .. parse; 0, or the exit status. */
static int
understand(struct work *w)
{
    char *words = scan_expansion_text(w->unit.text, w->unit.text_size);
    size_t size;
    int status = driver_expand(w->o, w->in, words, &w->expanded, &size);

    free(words);
    if (status)
        diag_fatal("%s: the preprocessor fails on <shmrt.h> and the "
                   "directives (exit status %d); is %s in place?",
                   w->in->name, status,
                   w->o->include_dir ? w->o->include_dir : "<shmrt.h>");
    diag_hold();
    scan(&w->unit, w->expanded, size);
    if (!diag_errors())
        parse(&w->unit);
    if (diag_errors())
        return let_compiler_speak(w);
    diag_release();
    return 0;
}

/* check .. lower; 0, or the exit status. */
static int
transform(struct work *w)
{
    sharing(&w->unit);
    if (!diag_errors())
        check(&w->unit);
    if (diag_errors())
        return EXIT_FAILURE;
    w->edits = edits_new(&w->unit);
    lower(&w->unit, w->edits);
    return diag_errors() ? EXIT_FAILURE : 0;
}

/* Mistakes of the user's own are the compiler's to tell, about the user's own
 * text: in the translation some of it stands twice or elsewhere. */
static int
check_plain(struct work *w)
{
    struct edits *none = edits_new(&w->unit);
    char *text = NULL;
    size_t size;
    FILE *f = open_memstream(&text, &size);
    bool good;

    if (!f)
        diag_fatal("out of memory");
    emit_preprocessed(&w->unit, none, f);
    good = fclose(f) == 0 && driver_accepts(w->o, text, size);
    free(text);
    edits_free(none);
    return good ? 0 : driver_syntax_check(w->o, w->in);
}

/* The way of one unit; 0, or the exit status. */
static int
translate(struct work *w)
{
    const struct options *o = w->o;
    FILE *f;
    int status = understand(w);

    if (!status)
        status = transform(w);
    if (status)
        return status;
    if (o->mode == MODE_TRANSLATE) {
        output_translation(o, w->in, &w->unit, w->edits);
        return 0;
    }
    status = check_plain(w);
    if (!status)
        status = driver_side_effects(o, w->in);
    if (status)
        return status;
    f = driver_open(o, w->in);
    emit_preprocessed(&w->unit, w->edits, f);
    driver_close(f, w->in);
    if (o->save_temps) {
        f = driver_open_saved(o, w->in);
        emit_preprocessed(&w->unit, w->edits, f);
        driver_close(f, w->in);
    }
    return 0;
}

/* What clang counts for a profile of its own it keeps in a library of its
 * own; gcc has one for everything. */
static enum counters
counters_of(const struct options *o, const struct input *in)
{
    if (o->count_profile && in->clang)
        return COUNTERS_LLVM;
    return o->count_arcs || o->count_profile ? COUNTERS_GCOV : COUNTERS_NONE;
}

/* One input that is C: it is left to the compiler, or translated. */
static int
process(const struct options *o, struct input *in)
{
    struct work w = { .o = o, .in = in };
    struct unit *u = &w.unit;
    int status;

    if (!o->force && o->mode != MODE_TRANSLATE && quick_has_none(o, in))
        return 0;
    status = driver_preprocess(o, in, &w.text, &u->text_size);
    u->main_file = in->name;
    u->parse_all = o->force;
    u->prefix_maps = o->prefix_maps;
    u->keep_macros = o->debug_macros && !in->clang;
    u->counters = counters_of(o, in);
    u->text = w.text;
    if (status && (o->mode == MODE_TRANSLATE || driver_shows_directives(in))) {
        diag_hold();
        diag_general_error("%s: cannot be preprocessed apart from its "
                           "compilation, and so not be translated",
                           in->name);
        status = let_compiler_speak(&w);
    } else if (status) {
        status = 0; /* the compiler will say what is wrong */
    } else if (o->force || o->mode == MODE_TRANSLATE
               || scan_has_directives(u->text, u->text_size)) {
        u->arena = arena_new();
        diag_begin(in->name);
        status = translate(&w);
        if (w.edits)
            edits_free(w.edits);
        arena_free(u->arena);
    } else if (driver_reads_once(in)) {
        FILE *f = driver_open(o, in);

        fputs(u->text, f);
        driver_close(f, in);
    }
    free(w.text);
    free(w.expanded);
    return status;
}

int
main(int argc, char **argv)
{
    struct options o;
    int status = 0;

    options_parse(&o, argc, argv);
    if (o.request != REQUEST_NONE) {
        status = request_answer(&o);
    } else {
        diag_set(&o.diagnostics);
        if (o.mode != MODE_PASS) {
            command_guard_streams();
            tempdir_guard();
        }
        for (int i = 0; i < o.ninputs && !status; i++)
            if (o.mode != MODE_PASS && o.inputs[i].is_c) {
                status = process(&o, &o.inputs[i]);
                diag_finish();
            }
        if (!status && o.mode != MODE_TRANSLATE)
            status = driver_finish(&o);
    }
    options_free(&o);
    return status;
}
