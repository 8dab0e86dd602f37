/* SPDX-License-Identifier: MIT */
/* request.c -- what shmcc tells about itself. */
#include <stdio.h>

#include "driver.h"

#ifndef SHMCC_VERSION
#define SHMCC_VERSION "unknown"
#endif

/* clang-format off */
static const char help[] =
"Usage: shmcc [ARGUMENT]...           compile, as gcc or clang would\n"
"       shmcc COMPILER [ARGUMENT]...  the same with this compiler\n"
"       shmcc --shm-translate FILE.c [-o OUTPUT.c] [ARGUMENT]...\n"
"       shmcc --shm-explain FILE.c [ARGUMENT]...\n"
"\n"
"shmcc compiles C in which #pragma shm directives say what is to run in\n"
"parallel, in forked processes with shared memory.  It takes the arguments\n"
"of the C compiler that it works with and hands them on; a file without\n"
"directives is compiled by that compiler alone.\n"
"\n"
"Options of its own:\n"
"  --shm-translate        write the translation, do not compile; in the\n"
"                         user's own form, with #include lines, macros and\n"
"                         comments, where that can be done\n"
"  --shm-E                write the preprocessed translation, as it is\n"
"                         compiled, to standard output or the file of -o\n"
"  --shm-explain          do not compile, but say of each region what is\n"
"                         shared, private and reduced, and why\n"
"  --shm-force            translate files without directives too\n"
"  --shm-diagnostics-format=FORM\n"
"                         write messages as text, json or sarif\n"
"  --shm-prefix=DIR       headers and library lie below DIR, not where they\n"
"                         were installed\n"
"  --shm-version          print the version of shmcc\n"
"  --shm-backend-version  print the version of the compiler behind it\n"
"  --shm-help             print this text\n"
"  --showme               print the command for these arguments, as it would\n"
"                         be if no file had directives\n"
"  --showme:compile       print what is added when a file is compiled\n"
"  --showme:link          print what is added when a program is linked\n"
"\n"
"Environment:\n"
"  SHMCC_CC           the compiler; may be several words (\"ccache gcc\")\n"
"  SHMCC_PREFIX       as --shm-prefix\n"
"  SHMCC_INCLUDE_DIR  the folder of shm.h and shmrt.h\n"
"  SHMCC_LIBRARY_DIR  the folder of libshmrt\n"
"  SHMCC_VERBOSE      1: print every command that is run\n"
"  TMPDIR             where temporary files go\n"
"\n"
"The exit status is the compiler's, or 1 after an error found by shmcc.\n"
"Programs so made are governed by the variables SHM_NUM_WORKERS,\n"
"SHM_SCHEDULE and others; SHM_DISPLAY_ENV=1 makes a program list them.\n";
/* clang-format on */

/* Prints a command without its first word. */
static void
print_flags(struct command *c)
{
    c->argv++;
    c->argc--;
    command_print(c, false);
}

int
request_answer(const struct options *o)
{
    struct command c = command_new(o);

    switch (o->request) {
    case REQUEST_HELP:
        fputs(help, stdout);
        break;
    case REQUEST_VERSION:
        printf("shmcc %s\n", SHMCC_VERSION);
        break;
    case REQUEST_BACKEND_VERSION:
        command_add(&c, "--version");
        command_exec(&c);
    case REQUEST_SHOWME_COMPILE:
        c.argc = 1;
        link_add_compile(&c, o);
        print_flags(&c);
        break;
    case REQUEST_SHOWME_LINK:
        c.argc = 1;
        link_add_runtime(&c, o, true);
        print_flags(&c);
        break;
    default:
        c = link_pass(o);
        command_print(&c, false);
        break;
    }
    return fflush(stdout) || ferror(stdout);
}
