/* SPDX-License-Identifier: MIT */
/* options.c -- argv becomes struct options.
 *
 * In: the words of the command.  Out: which of them are inputs, in which
 * language, what kind of output is wanted, and for every word the stages
 * that are to have it.  What an option is, is said by option_table.def;
 * this file only walks along argv and looks there.
 *
 * When in doubt the compiler decides: an unknown option goes to every stage,
 * an unknown language is not ours, and a command without a C source is
 * handed over as it came. */
#include "options.h"

#include <stdlib.h>
#include <string.h>

#include "diag.h"

const struct option_entry option_table[] = {
#define OPTION(name, argument, stage, action) \
    { name, ARGUMENT_##argument, STAGE_##stage, ACTION_##action },
#include "option_table.def"
#undef OPTION
};
const size_t option_count = sizeof option_table / sizeof *option_table;

/* What the stages of the table mean for an argument. */
static const unsigned char stage_roles[] = {
    [STAGE_ALL] = ROLE_PREPROCESS | ROLE_COMPILE,
    [STAGE_TEXT] = ROLE_PREPROCESS,
    [STAGE_UNIT] = ROLE_PREPROCESS | ROLE_UNIT,
    [STAGE_DEPEND] = ROLE_DEPEND,
    [STAGE_WARNING] = ROLE_PREPROCESS | ROLE_UNIT | ROLE_COMPILE,
    [STAGE_CODE] = ROLE_COMPILE,
    [STAGE_LINK] = ROLE_LINK,
    [STAGE_NOWHERE] = 0,
    [STAGE_OWN] = ROLE_OWN,
};

/* The state of the walk along argv. */
struct walk {
    struct options *o;
    const char *language;  /* of -x, for the inputs that follow */
    const char *prefix;    /* --shm-prefix */
    bool all_preprocessed; /* -fpreprocessed */
    bool depend_argument;  /* -Xpreprocessor -MF: one more is to come */
    bool pass;             /* an option says: hand over everything */
    bool freestanding, no_start;
};

/* As strcmp, of the word's first `length` bytes and the whole name. */
static int
compare_name(const char *word, size_t length, const char *name)
{
    int order = strncmp(word, name, length);

    return order ? order : -(name[length] != '\0');
}

static const struct option_entry *
find_exactly(const char *word, size_t length)
{
    size_t low = 0, high = option_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare_name(word, length, option_table[middle].name);

        if (order == 0)
            return &option_table[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

const struct option_entry *
option_find(const char *word)
{
    enum { LONGEST = 40 }; /* no name in the table is longer */
    size_t length = strlen(word);

    for (size_t n = length < LONGEST ? length : LONGEST; n > 1; n--) {
        const struct option_entry *e = find_exactly(word, n);

        if (e
            && (n == length || e->argument == ARGUMENT_JOINED
                || e->argument == ARGUMENT_EITHER))
            return e;
    }
    return NULL;
}

static bool
has_suffix(const char *name, const char *suffix)
{
    size_t n = strlen(name), m = strlen(suffix);

    return n > m && strcmp(name + n - m, suffix) == 0;
}

/* The language is that of -x, if one is in force, else the suffix tells. */
static void
add_input(struct walk *w, int argument)
{
    struct options *o = w->o;
    struct input *in = &o->inputs[o->ninputs++];
    const char *name = o->argv[argument];

    o->role[argument] = ROLE_INPUT;
    in->argument = argument;
    in->name = name;
    in->language = w->language;
    if (w->language) {
        in->preprocessed = strcmp(w->language, "cpp-output") == 0;
        in->is_c = in->preprocessed || strcmp(w->language, "c") == 0;
    } else {
        in->preprocessed = has_suffix(name, ".i");
        in->is_c = in->preprocessed || has_suffix(name, ".c");
    }
}

/* Does -Wl, or -Xlinker ask for a relocatable object? */
static bool
is_relocatable(const char *word)
{
    static const char *const spellings[] = { "-r", "-i", "-Ur",
                                             "--relocatable" };

    for (const char *p = word; *p; p += strspn(p, ",")) {
        size_t n = strcspn(p, ",");

        for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++)
            if (strlen(spellings[i]) == n && !memcmp(p, spellings[i], n))
                return true;
        p += n;
    }
    return false;
}

/* A later mode in the list wins over an earlier one. */
static void
raise_mode(struct options *o, enum mode mode)
{
    static const int precedence[] = {
        [MODE_LINK] = 0,  [MODE_COMPILE] = 1,   [MODE_ASSEMBLE] = 2,
        [MODE_CHECK] = 3, [MODE_TRANSLATE] = 4,
    };

    if (precedence[mode] > precedence[o->mode])
        o->mode = mode;
}

/* Options of shmcc itself. */
static void
act_own(struct walk *w, enum option_action action, const char *argument)
{
    static const enum request requests[] = {
        [ACTION_SHM_HELP] = REQUEST_HELP,
        [ACTION_SHM_VERSION] = REQUEST_VERSION,
        [ACTION_SHM_BACKEND_VERSION] = REQUEST_BACKEND_VERSION,
        [ACTION_SHOWME] = REQUEST_SHOWME,
        [ACTION_SHOWME_COMPILE] = REQUEST_SHOWME_COMPILE,
        [ACTION_SHOWME_LINK] = REQUEST_SHOWME_LINK,
    };
    struct options *o = w->o;

    switch (action) {
    case ACTION_SHM_E:
        o->preprocessed_form = true;
        raise_mode(o, MODE_TRANSLATE);
        break;
    case ACTION_SHM_EXPLAIN:
        o->explain = true;
        raise_mode(o, MODE_TRANSLATE);
        break;
    case ACTION_SHM_TRANSLATE:
        raise_mode(o, MODE_TRANSLATE);
        break;
    case ACTION_SHM_PREFIX:
        w->prefix = argument;
        break;
    default:
        o->request = requests[action];
        break;
    }
}

/* Actions that do no more than note that the option was there: where in
 * struct options. */
static const size_t flags[] = {
    [ACTION_VERBOSE] = offsetof(struct options, announce),
    [ACTION_COMMENTS] = offsetof(struct options, comments),
    [ACTION_DEBUG_MACROS] = offsetof(struct options, debug_macros),
    [ACTION_COUNT_ARCS] = offsetof(struct options, count_arcs),
    [ACTION_COUNT_PROFILE] = offsetof(struct options, count_profile),
    [ACTION_STATIC] = offsetof(struct options, is_static),
    [ACTION_FOREIGN] = offsetof(struct options, foreign),
    [ACTION_NO_RUNTIME] = offsetof(struct options, no_runtime),
    [ACTION_DEPEND] = offsetof(struct options, depend),
    [ACTION_DEPEND_FILE] = offsetof(struct options, depend_file),
    [ACTION_DEPEND_TARGET] = offsetof(struct options, depend_target),
    [ACTION_DEPEND_CPP] = offsetof(struct options, depend_cpp),
    [ACTION_SHM_FORCE] = offsetof(struct options, force),
};

/* -Xpreprocessor: is it, or does it belong to, an option on dependencies? */
static bool
is_depend(struct walk *w, const char *argument)
{
    static const char *const with[] = { "-MD", "-MMD", "-MF", "-MT", "-MQ" };
    bool depend = w->depend_argument || strncmp(argument, "-M", 2) == 0;

    for (size_t i = 0; i < sizeof with / sizeof *with; i++)
        if (strcmp(argument, with[i]) == 0) {
            w->depend_argument = true;
            return true;
        }
    w->depend_argument = false;
    return depend;
}

/* `argument` is the option's, "" where it has none. */
static void
act(struct walk *w, enum option_action action, const char *argument)
{
    struct options *o = w->o;

    if ((size_t)action < sizeof flags / sizeof *flags && flags[action]) {
        *(bool *)((char *)o + flags[action]) = true;
        return;
    }
    switch (action) {
    case ACTION_PLAIN:
    case ACTION_PREPROCESSOR:
    case ACTION_DIAGNOSTICS:
        break;
    case ACTION_PASS:
        w->pass = true;
        break;
    case ACTION_OUTPUT:
        o->output = argument;
        break;
    case ACTION_LANGUAGE:
        w->language = strcmp(argument, "none") == 0 ? NULL : argument;
        break;
    case ACTION_COMPILE:
        raise_mode(o, MODE_COMPILE);
        break;
    case ACTION_ASSEMBLE:
        raise_mode(o, MODE_ASSEMBLE);
        break;
    case ACTION_CHECK:
        raise_mode(o, MODE_CHECK);
        break;
    case ACTION_PREPROCESSED:
        w->all_preprocessed = true;
        break;
    case ACTION_SAVE_TEMPS:
        o->save_temps = strcmp(argument, "cwd") == 0   ? SAVE_CWD
                        : strcmp(argument, "obj") == 0 ? SAVE_OBJ
                                                       : SAVE_DEFAULT;
        break;
    case ACTION_COUNT_NOTHING:
        o->count_arcs = o->count_profile = false;
        break;
    case ACTION_PREFIX_MAP:
        o->prefix_maps[o->nprefix_maps++] = argument;
        break;
    case ACTION_FREESTANDING:
        w->freestanding = true;
        break;
    case ACTION_NO_START:
        w->no_start = true;
        break;
    case ACTION_LINKER:
        o->no_runtime |= is_relocatable(argument);
        break;
    default:
        act_own(w, action, argument);
        break;
    }
}

/* One option; returns how many words it has. */
static int
read_option(struct walk *w, int i)
{
    struct options *o = w->o;
    const char *word = o->argv[i], *argument = "";
    const struct option_entry *e = option_find(word);
    unsigned char role;
    int words = 1;

    if (!e) {
        if (strncmp(word, "--shm", 5) == 0)
            diag_fatal("unknown option '%s'; see shmcc --shm-help", word);
        o->role[i] = stage_roles[STAGE_ALL];
        return 1;
    }
    if (word[strlen(e->name)])
        argument = word + strlen(e->name);
    else if (e->argument == ARGUMENT_SEPARATE
             || e->argument == ARGUMENT_EITHER) {
        if (i + 1 == o->argc)
            w->pass = true; /* the compiler says what is missing */
        else
            argument = o->argv[i + words++];
    }
    role = stage_roles[e->stage];
    if (e->action == ACTION_OUTPUT)
        role |= ROLE_OUTPUT;
    if (e->action == ACTION_PREPROCESSOR && is_depend(w, argument)) {
        role = stage_roles[STAGE_DEPEND];
        o->depend_cpp = true;
    }
    memset(o->role + i, role, (size_t)words);
    if (e->action == ACTION_DIAGNOSTICS)
        diag_option(&o->diagnostics, word);
    act(w, e->action, argument);
    return words;
}

static void
walk_along(struct walk *w)
{
    struct options *o = w->o;

    for (int i = 1; i < o->argc;) {
        const char *word = o->argv[i];

        if (word[0] != '-' || !word[1])
            add_input(w, i++);
        else
            i += read_option(w, i);
    }
}

/* An option that the compiler must not see. */
static bool
is_own(const char *word)
{
    const struct option_entry *e = option_find(word);

    return e && e->stage == STAGE_OWN;
}

/* What is handed on untouched: the given words without shmcc's own.  Where
 * the given words will not do (an own option in an @file; behind "--" no
 * option can be added) it is the expanded ones. */
static void
choose_pass(struct options *o, int argc, char **argv)
{
    int own = 0, n = 0;
    bool expanded = false;

    for (int i = 1; i < o->argc; i++)
        own += (o->role[i] & ROLE_OWN) != 0;
    for (int i = 0; i < argc; i++) {
        own -= is_own(argv[i]);
        expanded |= strcmp(argv[i], "--") == 0;
    }
    expanded |= own != 0;
    if (expanded) {
        argc = o->argc - 1;
        argv = o->argv + 1;
    }
    o->pass = arena_alloc(o->arena, (size_t)(argc + 1) * sizeof *argv);
    for (int i = 0; i < argc; i++)
        if (!is_own(argv[i]))
            o->pass[n++] = argv[i];
}

/* Would the compiler make a precompiled header of it? */
static bool
is_header(const struct input *in)
{
    static const char *const suffixes[] = { ".h",   ".hh",  ".H",   ".hp",
                                            ".hxx", ".hpp", ".h++", ".tcc" };

    if (in->language)
        return has_suffix(in->language, "-header");
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++)
        if (has_suffix(in->name, suffixes[i]))
            return true;
    return false;
}

/* What only the whole command line can tell: whether there is anything to
 * look into, and whether this is a link. */
static void
settle_mode(struct walk *w)
{
    struct options *o = w->o;
    bool any = false;

    for (int i = 0; i < o->ninputs; i++) {
        struct input *in = &o->inputs[i];

        if (in->is_c && w->all_preprocessed)
            in->preprocessed = true;
        any |= in->is_c;
        /* A precompiled header is made; a library would start the linker. */
        o->no_runtime |= is_header(in);
    }
    o->no_runtime |= w->freestanding && w->no_start;
    if (o->mode == MODE_TRANSLATE && o->request == REQUEST_NONE) {
        if (o->ninputs != 1 || !o->inputs[0].is_c)
            diag_fatal("--shm-translate, --shm-E and --shm-explain take one C "
                       "file");
        o->translate_output = o->output;
        return;
    }
    o->no_runtime |= o->mode != MODE_LINK || w->pass || !o->ninputs;
    if (w->pass || !any)
        o->mode = MODE_PASS;
}

void
options_parse(struct options *o, int argc, char **argv)
{
    struct walk w = { .o = o };
    size_t n;
    int skip;

    *o = (struct options){ .arena = arena_new(), .mode = MODE_LINK };
    skip = backend_find(o, argc, argv);
    o->argv = response_expand(o->arena, argc - skip, argv + skip, &o->argc);
    n = (size_t)o->argc + 1;
    o->inputs = arena_alloc(o->arena, n * sizeof *o->inputs);
    o->role = arena_alloc(o->arena, n);
    o->prefix_maps = arena_alloc(o->arena, n * sizeof *o->prefix_maps);
    o->diagnostics = diag_defaults;
    walk_along(&w);
    choose_pass(o, argc - skip - 1, argv + skip + 1);
    settle_mode(&w);
    folders_find(o, w.prefix);
}

void
options_free(struct options *o)
{
    arena_free(o->arena);
}
