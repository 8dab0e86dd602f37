/* SPDX-License-Identifier: MIT */
/* tool.h -- the companion command, shm: what its commands share.
 *
 * A command is a file shm_NAME.c with one function of this type and a row in
 * the table of main.c.  It parses its own arguments (argv[0] is its name)
 * with getopt_long, writes to standard output, and returns the exit status: 0,
 * 1 after an error that it has told, or tool_usage().
 */
#ifndef SHM_TOOL_H
#define SHM_TOOL_H 1

#include <stdbool.h>
#include <stddef.h>

typedef int tool_command(int argc, char **argv);

tool_command shm_compdb;
tool_command shm_info;
tool_command shm_report;

/* Exit statuses. */
enum { TOOL_FAILED = 1, TOOL_USAGE = 2 };

/* "shm: ..." on standard error. */
void tool_error(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* After getopt_long has told of a wrong option: points at --help. */
int tool_usage(void);
/* Prints the command's own help, for its option --help. */
int tool_help(void);

/* The escape that begins a heading, and the one that ends it; "" without
 * colours.  --color and the environment decide, and where standard output
 * goes. */
const char *tool_bold(void);
const char *tool_plain(void);

/* A program of the same installation, as a path: beside this one. */
const char *tool_beside(const char *name);
/* The first line that a program prints, in `text`; false when it fails. */
bool tool_first_line(char *const argv[], char *text, size_t room);

#endif
