/* SPDX-License-Identifier: MIT */
/* driver.h -- the runs of the real compiler, beside driver_preprocess and
 * driver_expand of phases.h. */
#ifndef SHMCC_DRIVER_H
#define SHMCC_DRIVER_H

#include <stdio.h>

#include "command.h"
#include "options.h"

/* Can the input be read once only (a named pipe)? */
bool driver_reads_once(const struct input *);
/* Are there directives in the file itself, seen without the preprocessor? */
bool driver_shows_directives(struct input *);
/* Does the compiler accept the unit with its directives ignored?  0, or its
 * exit status; then its messages have been printed. */
int driver_syntax_check(const struct options *, struct input *);
/* The same of its preprocessed text, without a word; a false no is possible,
 * when an option is needed that does more than to say what C is. */
bool driver_accepts(const struct options *, const char *text, size_t size);
/* What a compiler does beside its main job, done once a unit has been
 * translated: messages of the preprocessor, dependencies.  Returns the exit
 * status. */
int driver_side_effects(const struct options *, struct input *);
/* The look at a text that could take the input's place; quoted headers are
 * also looked for beside the input. */
int driver_preprocess_again(const struct options *, const struct input *,
                            const char *text, size_t size, char **result,
                            size_t *result_size);
/* Opens the file that is compiled in the input's place; close it with
 * driver_close. */
FILE *driver_open(const struct options *, struct input *);
void driver_close(FILE *, const struct input *);
/* The same for the copy that -save-temps leaves to the user. */
FILE *driver_open_saved(const struct options *, const struct input *);

/* The last step: compiles, assembles, links as the user asked, with the
 * translated units in their places.  Returns the compiler's exit status, or
 * does not return where no unit was translated. */
int driver_finish(const struct options *);

/* names.c */
/* The translation's name in a temporary folder. */
const char *names_translation(const struct options *, const struct input *);
/* Where the compiler would write dependencies by itself, and for what. */
void names_add_dependencies(struct command *, const struct options *,
                            const struct input *);
/* The file of that suffix that -save-temps leaves of the input. */
const char *names_saved(const struct options *, const struct input *,
                        const char *suffix);

/* link.c */
/* -D_SHM and where <shm.h> lies. */
void link_add_compile(struct command *, const struct options *);
/* The runtime.  `needed`: a unit of this command has directives. */
void link_add_runtime(struct command *, const struct options *, bool needed);
/* The user's own arguments with the two additions. */
struct command link_pass(const struct options *);

/* request.c: answers what was asked of shmcc itself; the exit status. */
int request_answer(const struct options *);

#endif
