/* SPDX-License-Identifier: MIT */
/* command.h -- running programs: an argument list, never a shell. */
#ifndef SHMCC_COMMAND_H
#define SHMCC_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include "options.h"

/* Arguments are borrowed, but for those of command_addf. */
struct command {
    const char *path; /* of the program */
    const char **argv;
    size_t argc, room;
    size_t words; /* how many are the compiler's own */
    struct arena *arena;
    bool verbose;
    bool no_dependencies; /* DEPENDENCIES_OUTPUT and its like are hidden */
};

/* Descriptors of the program; -1: as ours. */
struct redirect {
    int in, out, err;
};
#define REDIRECT_NONE ((struct redirect){ -1, -1, -1 })

/* The compiler's own words. */
struct command command_new(const struct options *);
void command_add(struct command *, const char *);
void command_addf(struct command *, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Becomes the program. */
void command_exec(struct command *) __attribute__((noreturn));
/* Runs it and returns its exit status; when it was killed by a signal, so
 * are we. */
int command_run(struct command *, struct redirect);
/* The same; what it writes to standard output comes as malloc'ed,
 * NUL-terminated text. */
int command_capture(struct command *, struct redirect, char **text,
                    size_t *size);
/* The command as a shell would need it, to standard output or error. */
void command_print(const struct command *, bool error);

/* A file in memory that holds the text, open at its beginning. */
int command_memory(const char *text, size_t size);
/* All that can be read from a descriptor, malloc'ed, NUL-terminated.  False:
 * errno says why not. */
bool command_read(int fd, char **text, size_t *size);
/* Opens /dev/null for each of the descriptors 0 to 2 that is closed, so that
 * none of ours comes to lie there. */
void command_guard_streams(void);

#endif
