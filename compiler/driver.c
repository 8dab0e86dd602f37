/* SPDX-License-Identifier: MIT */
/* driver.c -- the runs of the real compiler.
 *
 * For a unit the compiler is run up to five times:
 *     look      cc -E -dD; nobody sees what it does but us.  A unit in which
 *               it finds no directive is left to the compiler, which then is
 *               the only one that speaks and writes, as if shmcc were not
 *               there;
 *     expand    cc -E on the words of the directives and <shmrt.h>;
 *     check     cc -fsyntax-only, when our parser gave up;
 *     effects   cc -E once more, where the preprocessor had something to say
 *               or is to write dependencies: both belong to the user's own
 *               file, which the last run does not see;
 *     finish    the user's command, with the translation in the unit's place.
 *
 * The outputs are always written by the compiler itself, under the names that
 * the user gave: it knows what to do with devices, links and failures, and
 * names its other files after them. */
#include "driver.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "diag.h"
#include "phases.h"
#include "tempdir.h"

/* ---- inputs ----------------------------------------------------------- */

/* The descriptor that an input's name stands for, or -1. */
static int
input_descriptor(const struct input *in)
{
    static const char *const folders[] = { "/dev/fd/", "/proc/self/fd/" };

    if (strcmp(in->name, "-") == 0 || strcmp(in->name, "/dev/stdin") == 0)
        return STDIN_FILENO;
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        size_t n = strlen(folders[i]);
        const char *number = in->name + n;

        if (strncmp(in->name, folders[i], n) == 0 && *number
            && !number[strspn(number, "0123456789")])
            return atoi(number);
    }
    return -1;
}

/* Makes an input that is a descriptor readable again and again: one that is
 * not a file is replaced by a copy in memory. */
static void
rewind_input(struct input *in)
{
    int fd = input_descriptor(in), copy;
    struct stat st;
    char *text;
    size_t size;

    if (fd < 0 || fstat(fd, &st))
        return;
    if (!in->spooled && !S_ISREG(st.st_mode)) {
        if (!command_read(fd, &text, &size))
            diag_fatal("cannot read '%s': %s", in->name, strerror(errno));
        copy = command_memory(text, size);
        free(text);
        if (dup2(copy, fd) < 0)
            diag_fatal("cannot read '%s': %s", in->name, strerror(errno));
        close(copy);
    }
    if (!in->spooled)
        in->start = lseek(fd, 0, SEEK_CUR);
    in->spooled = true;
    lseek(fd, in->start, SEEK_SET);
}

bool
driver_reads_once(const struct input *in)
{
    struct stat st;

    return input_descriptor(in) < 0 && stat(in->name, &st) == 0
           && S_ISFIFO(st.st_mode);
}

/* ---- runs that look only ---------------------------------------------- */

/* The user's arguments that have one of the roles in `with` and none of
 * `without`. */
static void
add_arguments(struct command *c, const struct options *o, unsigned with,
              unsigned without)
{
    for (int i = 1; i < o->argc; i++)
        if ((o->role[i] & with) && !(o->role[i] & without))
            command_add(c, o->argv[i]);
}

/* The one input of a run that looks. */
static void
add_input(struct command *c, const struct input *in)
{
    command_add(c, "-x");
    command_add(c, in->preprocessed ? "cpp-output" : "c");
    command_add(c, in->name);
}

/* The text as it lies there; 0, or 1 if it cannot be read. */
static int
read_text(struct input *in, char **text, size_t *size)
{
    int fd = input_descriptor(in);
    bool good;

    if (fd >= 0)
        return !command_read(fd, text, size);
    fd = open(in->name, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return 1;
    good = command_read(fd, text, size);
    close(fd);
    if (!good)
        free(*text);
    return !good;
}

bool
driver_shows_directives(struct input *in)
{
    char *text;
    size_t size;
    bool found;

    rewind_input(in);
    if (driver_reads_once(in) || read_text(in, &text, &size))
        return false;
    found = scan_has_directives(text, size);
    free(text);
    return found;
}

/* The look, but for the input. */
static struct command
begin_look(const struct options *o)
{
    struct command c = command_new(o);

    c.no_dependencies = true;
    link_add_compile(&c, o);
    add_arguments(&c, o, ROLE_PREPROCESS, 0);
    command_add(&c, "-Wno-unused-command-line-argument");
    command_add(&c, "-E");
    return c;
}

int
driver_preprocess(const struct options *o, struct input *in, char **text,
                  size_t *size)
{
    struct redirect r = REDIRECT_NONE;
    struct command c;
    struct stat st;
    int status;

    rewind_input(in);
    *text = NULL;
    if (in->preprocessed)
        return read_text(in, text, size);
    c = begin_look(o);
    command_add(&c, "-dD");
    if (o->comments)
        command_add(&c, "-C");
    add_input(&c, in);
    r.err = command_memory("", 0);
    status = command_capture(&c, r, text, size);
    in->noisy = fstat(r.err, &st) == 0 && st.st_size > 0;
    in->clang = strstr(*text, "#define __clang__ ") != NULL;
    close(r.err);
    return status;
}

int
driver_preprocess_again(const struct options *o, const struct input *in,
                        const char *text, size_t size, char **result,
                        size_t *result_size)
{
    const char *slash = strrchr(in->name, '/');
    struct redirect r = REDIRECT_NONE;
    struct command c = begin_look(o);
    int status;

    command_add(&c, "-iquote");
    command_addf(&c, "%.*s", slash ? (int)(slash - in->name) : 1,
                 slash ? in->name : ".");
    command_add(&c, "-x");
    command_add(&c, "c");
    command_add(&c, "-");
    r.in = command_memory(text, size);
    r.err = command_memory("", 0);
    status = command_capture(&c, r, result, result_size);
    close(r.in);
    close(r.err);
    return status;
}

/* The words come on standard input; what the unit itself includes by option
 * is left out, since its macros are in the text already. */
int
driver_expand(const struct options *o, const struct input *in,
              const char *text, char **expanded, size_t *size)
{
    struct command c = command_new(o);
    struct redirect r = REDIRECT_NONE;
    int status;

    (void)in;
    c.no_dependencies = true;
    add_arguments(&c, o, ROLE_PREPROCESS, ROLE_UNIT);
    command_add(&c, "-w");
    command_add(&c, "-P");
    command_add(&c, "-E");
    if (o->include_dir) {
        command_add(&c, "-I");
        command_add(&c, o->include_dir);
    }
    command_add(&c, "-x");
    command_add(&c, "c");
    command_add(&c, "-");
    r.in = command_memory(text, strlen(text));
    status = command_capture(&c, r, expanded, size);
    close(r.in);
    return status;
}

int
driver_syntax_check(const struct options *o, struct input *in)
{
    struct command c = command_new(o);

    rewind_input(in);
    if (driver_reads_once(in))
        return 0;
    c.no_dependencies = true;
    if (!in->preprocessed)
        link_add_compile(&c, o);
    add_arguments(&c, o, ROLE_PREPROCESS | ROLE_COMPILE, ROLE_OUTPUT);
    command_add(&c, "-Wno-unknown-pragmas"); /* the directives */
    if (in->clang)
        command_add(&c, "-Wno-unused-command-line-argument");
    command_add(&c, "-fsyntax-only");
    add_input(&c, in);
    return command_run(&c, REDIRECT_NONE);
}

bool
driver_accepts(const struct options *o, const char *text, size_t size)
{
    struct redirect r = REDIRECT_NONE;
    struct command c = command_new(o);
    int status;

    c.no_dependencies = true;
    for (int i = 1; i < o->argc; i++) /* what only makes code is left out */
        if ((o->role[i] & ROLE_PREPROCESS) && (o->role[i] & ROLE_COMPILE))
            command_add(&c, o->argv[i]);
    command_add(&c, "-w");
    command_add(&c, "-fsyntax-only");
    command_add(&c, "-x");
    command_add(&c, "cpp-output");
    command_add(&c, "-");
    r.in = command_memory(text, size);
    r.out = command_memory("", 0);
    r.err = command_memory("", 0);
    status = command_run(&c, r);
    close(r.in);
    close(r.out);
    close(r.err);
    return status == 0;
}

/* ---- effects ---------------------------------------------------------- */

/* The text itself is wanted no more, but for -save-temps.  With -v gcc shows
 * its search list here, since it shows none for preprocessed text. */
int
driver_side_effects(const struct options *o, struct input *in)
{
    bool depend = o->depend || o->depend_cpp;
    bool announce = o->announce && !in->clang;
    struct command c = command_new(o);

    if (in->preprocessed || driver_reads_once(in))
        return 0;
    if (!in->noisy && !depend && !announce && !o->save_temps
        && !getenv("DEPENDENCIES_OUTPUT") && !getenv("SUNPRO_DEPENDENCIES"))
        return 0;
    rewind_input(in);
    link_add_compile(&c, o);
    add_arguments(&c, o, ROLE_PREPROCESS | ROLE_DEPEND, 0);
    if (in->clang)
        command_add(&c, "-Wno-unused-command-line-argument");
    if (announce)
        command_add(&c, "-v");
    if (depend)
        names_add_dependencies(&c, o, in);
    command_add(&c, "-E");
    command_add(&c, "-o");
    command_add(&c, o->save_temps ? names_saved(o, in, ".i") : "/dev/null");
    add_input(&c, in);
    return command_run(&c, REDIRECT_NONE);
}

/* ---- finish ----------------------------------------------------------- */

FILE *
driver_open(const struct options *o, struct input *in)
{
    FILE *f = tempdir_open(names_translation(o, in), &in->translated);

    if (o->announce)
        fprintf(stderr, " shmcc --shm-translate %s -o %s\n", in->name,
                in->translated);
    return f;
}

FILE *
driver_open_saved(const struct options *o, const struct input *in)
{
    const char *name = names_saved(o, in, ".shm.i");
    FILE *f = fopen(name, "we");

    if (!f)
        diag_fatal("cannot write '%s': %s", name, strerror(errno));
    return f;
}

void
driver_close(FILE *f, const struct input *in)
{
    bool bad = ferror(f) != 0;

    if (fclose(f) || bad)
        diag_fatal("cannot write the translation of '%s': %s", in->name,
                   strerror(errno));
}

/* An input in its place, under -x where that is not to be told by its name. */
static void
add_replaced(struct command *c, const struct input *in, const char **language)
{
    const char *wanted = in->translated ? "cpp-output" : in->language;

    if (wanted ? !*language || strcmp(wanted, *language) : *language != NULL) {
        command_add(c, "-x");
        command_add(c, wanted ? wanted : "none");
    }
    *language = wanted;
    command_add(c, in->translated ? in->translated : in->name);
}

/* Options on macros and folders go along only where some input still has to
 * be preprocessed: clang warns about what it has no use for. */
int
driver_finish(const struct options *o)
{
    const char *language = NULL;
    bool any = false, others = false, clang = false;
    unsigned roles = ROLE_COMPILE | ROLE_LINK | ROLE_OUTPUT;
    const struct input *in = o->inputs;
    struct command c = command_new(o);

    for (int i = 0; i < o->ninputs; i++) {
        any |= o->inputs[i].translated != NULL;
        others |= o->inputs[i].translated == NULL;
        clang |= o->inputs[i].clang;
        if (o->inputs[i].spooled)
            rewind_input(&o->inputs[i]);
    }
    if (!any) {
        c = link_pass(o);
        command_exec(&c);
    }
    c.no_dependencies = true;
    if (others) {
        link_add_compile(&c, o);
        roles |= ROLE_PREPROCESS | ROLE_DEPEND;
    }
    for (int i = 1; i < o->argc; i++) {
        if (o->role[i] & ROLE_INPUT)
            add_replaced(&c, in++, &language);
        else if (o->role[i] & roles)
            command_add(&c, o->argv[i]);
    }
    if (clang)
        command_add(&c, "-Wno-unused-command-line-argument");
    if (!o->no_runtime)
        link_add_runtime(&c, o, true);
    return command_run(&c, REDIRECT_NONE);
}
