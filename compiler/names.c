/* SPDX-License-Identifier: MIT */
/* names.c -- the names that the compiler chooses by itself.
 *
 * Where the user named no file, gcc and clang name dependencies (-MD) and
 * what -save-temps leaves after the output or the source, each by rules of its
 * own.  A build looks for those files, so the runs on the user's own text,
 * which have another output, are told the names that the one compilation
 * would have given. */
#include <string.h>

#include "driver.h"

/* The last part of a path. */
static const char *
last_part(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

/* The path without its suffix, and with another one. */
static const char *
with_suffix(const struct options *o, const char *path, const char *suffix)
{
    const char *dot = strrchr(last_part(path), '.');
    int n = (int)(dot ? (size_t)(dot - path) : strlen(path));

    return arena_printf(o->arena, "%.*s%s", n, path, suffix);
}

/* Both compilers name what they write beside the object after the file that
 * they are given: gcc after the whole name (-fdump-...), clang without the
 * suffix; but clang looks for the source's name, for debug information, in
 * the text of a .i only. */
const char *
names_translation(const struct options *o, const struct input *in)
{
    const char *name = last_part(in->name);

    return in->clang || in->preprocessed ? with_suffix(o, name, ".i") : name;
}

void
names_add_dependencies(struct command *c, const struct options *o,
                       const struct input *in)
{
    bool named = o->output != NULL;
    const char *base = named ? o->output : last_part(in->name);
    bool prefixed = !named && o->mode == MODE_LINK && !in->clang;

    if (o->depend && !o->depend_file) {
        command_add(c, "-MF");
        command_addf(c, "%s%s", prefixed ? "a-" : "",
                     with_suffix(o, base, ".d"));
    }
    /* gcc takes -Wp,-MD for the preprocessor's own business. */
    if (!o->depend_target && (o->depend || in->clang)) {
        command_add(c, "-MQ");
        command_add(c, named ? base : with_suffix(o, base, ".o"));
    }
}

/* gcc: after the output, and beside it; a link's has the source's name as
 * well.  clang: after the source. */
const char *
names_saved(const struct options *o, const struct input *in,
            const char *suffix)
{
    const char *source = with_suffix(o, last_part(in->name), suffix);
    bool beside =
        in->clang ? o->save_temps == SAVE_OBJ : o->save_temps != SAVE_CWD;
    const char *output = o->output;
    size_t folder;

    if (!output)
        return o->mode == MODE_LINK && !in->clang
                   ? arena_printf(o->arena, "a-%s", source)
                   : source;
    folder = beside ? (size_t)(last_part(output) - output) : 0;
    if (!in->clang && o->mode == MODE_LINK) {
        size_t n = strlen(output);

        n -= n > 4 && strcmp(output + n - 4, ".exe") == 0 ? 4 : 0;
        source = arena_printf(o->arena, "%.*s-%s",
                              (int)(n - (size_t)(last_part(output) - output)),
                              last_part(output), source);
    } else if (!in->clang) {
        source = with_suffix(o, last_part(output), suffix);
    }
    return arena_printf(o->arena, "%.*s%s", (int)folder, output, source);
}
