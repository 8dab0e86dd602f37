/* SPDX-License-Identifier: MIT */
/* backend.c -- which compiler does the work.
 *
 * The compiler is, in this order:
 *     shmcc gcc -c x.c        the launcher form: the first word
 *     SHMCC_CC="ccache gcc"   words parted by blanks
 *     ARCH-shmcc              by the name shmcc was called: ARCH-gcc; called
 *                             gcc or clang, the next one in PATH
 *     SHMCC_DEFAULT_CC        what configure found
 * CC is never read: it may well say shmcc.  A file that is shmcc itself,
 * under whatever name, is skipped, and SHMCC_DEPTH counts how often shmcc
 * was entered, so that nothing runs for ever. */
#include "options.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "diag.h"

#ifndef SHMCC_DEFAULT_CC
#define SHMCC_DEFAULT_CC "cc"
#endif

enum { MAX_DEPTH = 2, MAX_WORDS = 32 };
enum { STATUS_SETTING = 78 }; /* as the runtime's: the environment is wrong */

static const char *
base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

static bool
is_shmcc(const struct stat *st)
{
    struct stat self;

    return stat("/proc/self/exe", &self) == 0 && self.st_dev == st->st_dev
           && self.st_ino == st->st_ino;
}

/* An executable file that is not shmcc? */
static bool
is_usable(const char *path)
{
    struct stat st;

    return stat(path, &st) == 0 && S_ISREG(st.st_mode)
           && access(path, X_OK) == 0 && !is_shmcc(&st);
}

/* The absolute path of a command, or 0. */
static const char *
find_command(struct arena *arena, const char *name)
{
    const char *path = getenv("PATH");

    if (strchr(name, '/'))
        return is_usable(name) ? arena_strdup(arena, name, strlen(name))
                               : NULL;
    for (const char *p = path ? path : "/bin:/usr/bin"; *p;) {
        int n = (int)strcspn(p, ":");
        const char *file = n ? arena_printf(arena, "%.*s/%s", n, p, name)
                             : arena_printf(arena, "./%s", name);

        if (is_usable(file))
            return file;
        p += n;
        p += *p == ':';
    }
    return NULL;
}

/* Splits a command at its blanks and finds the first word in PATH. */
static bool
use_command(struct options *o, const char *command)
{
    int n = 0;

    o->compiler_words =
        arena_alloc(o->arena, (MAX_WORDS + 1) * sizeof(char *));
    for (const char *p = command + strspn(command, " \t"); *p && n < MAX_WORDS;
         p += strspn(p, " \t")) {
        size_t length = strcspn(p, " \t");

        o->compiler_words[n++] = arena_strdup(o->arena, p, length);
        p += length;
    }
    if (!n)
        return false;
    o->compiler = find_command(o->arena, o->compiler_words[0]);
    return o->compiler != NULL;
}

/* A program that runs the compiler named behind it. */
static bool
is_launcher(const char *path)
{
    static const char *const names[] = { "ccache", "distcc", "icecc",
                                         "sccache" };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(base_name(path), names[i]) == 0)
            return true;
    return false;
}

/* May the word be a command?  Sources, objects and libraries are inputs, even
 * where their executable bit is set. */
static bool
looks_like_command(const char *word)
{
    static const char *const suffixes[] = {
        ".c",   ".i",   ".h",   ".s",   ".S",   ".sx",  ".o",
        ".a",   ".so",  ".lo",  ".la",  ".cc",  ".cp",  ".cxx",
        ".cpp", ".CPP", ".c++", ".C",   ".ii",  ".m",   ".f",
        ".f90", ".go",  ".d",   ".adb", ".ads", ".out", ".exe"
    };
    const char *dot = strrchr(base_name(word), '.');

    if (word[0] == '-' || word[0] == '@' || !word[0] || strstr(word, ".so."))
        return false;
    for (size_t i = 0; dot && i < sizeof suffixes / sizeof *suffixes; i++)
        if (strcmp(dot, suffixes[i]) == 0)
            return false;
    return true;
}

/* The launcher form: how many words it takes. */
static int
take_launched(struct options *o, int argc, char **argv)
{
    int n = 0;

    if (argc < 2 || !looks_like_command(argv[1])
        || !(o->compiler = find_command(o->arena, argv[1])))
        return 0;
    o->compiler_words =
        arena_alloc(o->arena, (MAX_WORDS + 1) * sizeof(char *));
    do
        o->compiler_words[n] = argv[1 + n];
    while (is_launcher(argv[1 + n++]) && n < MAX_WORDS && 1 + n < argc
           && looks_like_command(argv[1 + n]));
    return n;
}

/* By the name shmcc was called; 0: it says nothing. */
static const char *
called_compiler(struct options *o, const char *self)
{
    const char *name = base_name(self);
    size_t n = strlen(name), m = strlen("-shmcc");

    if (n > m && strcmp(name + n - m, "-shmcc") == 0)
        return arena_printf(o->arena, "%.*s-gcc", (int)(n - m), name);
    if (strstr(name, "shmcc"))
        return NULL;
    return strstr(name, "cc") || strstr(name, "clang") ? name : NULL;
}

/* A wrapper that calls shmcc as its compiler would go round for ever. */
static void
count_depth(void)
{
    const char *value = secure_getenv("SHMCC_DEPTH");
    int depth = value ? atoi(value) : 0;
    char text[16];

    if (depth >= MAX_DEPTH) {
        diag_general_error("the compiler that is to be run is shmcc again; "
                           "set SHMCC_CC to the real one");
        diag_finish();
        exit(STATUS_SETTING);
    }
    snprintf(text, sizeof text, "%d", depth + 1);
    if (setenv("SHMCC_DEPTH", text, 1))
        diag_fatal("out of memory");
}

int
backend_find(struct options *o, int argc, char **argv)
{
    const char *wanted = secure_getenv("SHMCC_CC");
    const char *verbose = secure_getenv("SHMCC_VERBOSE");
    const char *called = argc ? called_compiler(o, argv[0]) : NULL;
    int taken;

    o->verbose = verbose && *verbose && strcmp(verbose, "0");
    count_depth();
    taken = take_launched(o, argc, argv);
    if (taken)
        return taken;
    if (wanted && *wanted) {
        if (!use_command(o, wanted))
            diag_fatal("SHMCC_CC: '%s' is not there, or is shmcc itself",
                       wanted);
        return 0;
    }
    if (called && use_command(o, called))
        return 0;
    if (strstr(argc ? base_name(argv[0]) : "", "-shmcc"))
        diag_fatal("there is no compiler '%s'", called);
    if (!use_command(o, SHMCC_DEFAULT_CC) && !use_command(o, "cc")
        && !use_command(o, "gcc") && !use_command(o, "clang"))
        diag_fatal("there is no C compiler '%s'; set SHMCC_CC",
                   SHMCC_DEFAULT_CC);
    return 0;
}
