/* SPDX-License-Identifier: MIT */
/* link.c -- what shmcc adds to the user's arguments.
 *
 * Compiling: -D_SHM=yyyymm in every mode, and -idirafter, so that a header of
 * the user's own by the name of shm.h is found first.  Linking: the runtime,
 * last, as a library and never as a path (behind -x c a path would be taken
 * for source), and only as needed: a program that does not use it has no
 * DT_NEEDED of it.  A program that finds no runtime for its machine is left
 * alone unless it has directives. */
#include <string.h>
#include <unistd.h>

#include "driver.h"

void
link_add_compile(struct command *c, const struct options *o)
{
    command_add(c, "-D_SHM=" SHMCC_LANGUAGE);
    if (o->include_dir && strcmp(o->include_dir, "/usr/include")) {
        command_add(c, "-idirafter");
        command_add(c, o->include_dir);
    }
}

static bool
has_library(const struct options *o, const char *name)
{
    return access(arena_printf(o->arena, "%s/%s", o->library_dir, name), R_OK)
           == 0;
}

/* Folders that linker and loader search by themselves. */
static bool
is_system_folder(const char *folder)
{
    return strncmp(folder, "/usr/lib", 8) == 0
           || strncmp(folder, "/lib", 4) == 0;
}

void
link_add_runtime(struct command *c, const struct options *o, bool needed)
{
    bool present = has_library(o, "libshmrt.a")
                   || (!o->is_static && has_library(o, "libshmrt.so"));

    if (!needed && (!present || o->foreign))
        return;
    if (!is_system_folder(o->library_dir)) {
        command_addf(c, "-L%s", o->library_dir);
        if (!o->is_static)
            command_addf(c, "-Wl,-rpath,%s", o->library_dir);
    }
    command_add(c, "-Wl,--push-state,--as-needed");
    command_add(c, "-lshmrt");
    command_add(c, "-Wl,--pop-state");
}

struct command
link_pass(const struct options *o)
{
    struct command c = command_new(o);
    bool any = false, present = false;

    for (int i = 0; i < o->ninputs; i++) {
        const struct input *in = &o->inputs[i];

        any |= in->is_c && !in->preprocessed;
        present |= strcmp(in->name, "-") == 0 || access(in->name, F_OK) == 0;
    }
    if (any)
        link_add_compile(&c, o);
    for (char **word = o->pass; *word; word++)
        command_add(&c, *word);
    if (!o->no_runtime && present) /* else clang sees an input in it */
        link_add_runtime(&c, o, false);
    return c;
}
