/* SPDX-License-Identifier: MIT */
/* options.h -- the command line, understood once and constant afterwards
 * (but for the fields of struct input that the driver fills). */
#ifndef SHMCC_OPTIONS_H
#define SHMCC_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "diag.h"
#include "unit.h"

/* The value of _SHM: year and month of the language. */
#define SHMCC_LANGUAGE "202611"

enum mode { MODE_PASS /* exec the compiler, untouched */, MODE_TRANSLATE,
            MODE_ASSEMBLE /* -S */, MODE_COMPILE /* -c */, MODE_LINK,
            MODE_CHECK /* -fsyntax-only */ };

/* Where -save-temps leaves its files: gcc and clang differ in the default. */
enum save_temps { SAVE_NO, SAVE_DEFAULT, SAVE_CWD, SAVE_OBJ };

/* What is asked of shmcc itself, instead of a compilation. */
enum request { REQUEST_NONE, REQUEST_HELP, REQUEST_VERSION,
               REQUEST_BACKEND_VERSION, REQUEST_SHOWME,
               REQUEST_SHOWME_COMPILE, REQUEST_SHOWME_LINK };

/* To whom an argument goes, as bits; see option_table.def. */
enum role {
    ROLE_INPUT = 1,
    ROLE_PREPROCESS = 2, /* given to every run of the preprocessor ... */
    ROLE_UNIT = 4,       /* ... but not when macros of clauses are expanded */
    ROLE_DEPEND = 8,     /* given to the run that writes dependencies */
    ROLE_COMPILE = 16,   /* given to the compiler of a translated unit */
    ROLE_LINK = 32,      /* the same, for its linker */
    ROLE_OUTPUT = 64,    /* -o and its argument */
    ROLE_OWN = 128       /* for shmcc alone */
};

struct input {
    int argument;         /* index into argv */
    const char *name;
    const char *language; /* "c", or what -x said, or 0 by suffix */
    bool is_c;            /* to be looked into for directives */
    bool preprocessed;    /* cpp-output: is not preprocessed again */

    /* filled by the driver */
    bool noisy;             /* the preprocessor had something to say */
    bool clang;             /* it defines __clang__ */
    bool spooled;           /* standard input: can be read again ... */
    off_t start;            /* ... from here */
    const char *translated; /* the file that is compiled in its place, or 0 */
};

struct options {
    int argc;
    char **argv;             /* as given, @files expanded; [0] is "shmcc" */
    char **pass;             /* the arguments to hand on untouched, without
                              * [0]; 0-terminated */
    const char *compiler;    /* absolute path of the real compiler */
    char **compiler_words;   /* its command: SHMCC_CC may say "ccache gcc" */
    enum mode mode;
    enum request request;
    const char *output;      /* argument of the last -o, or 0 */
    struct input *inputs;
    int ninputs;
    unsigned char *role;     /* for each argument: to which stage it goes */
    const char *translate_output; /* --shm-translate in.c -o out.c */
    const char **prefix_maps; /* "old=new" of -f*-prefix-map; 0-terminated */
    int nprefix_maps;
    const char *include_dir; /* where shm.h and shmrt.h lie; 0: nowhere */
    const char *library_dir;
    struct diag_settings diagnostics;
    bool verbose;            /* SHMCC_VERBOSE: show every command */
    bool announce;           /* -v: show the translation as a command */
    bool force;              /* --shm-force: translate without directives */
    bool preprocessed_form;  /* --shm-E */
    bool explain;            /* --shm-explain */
    bool comments;           /* a warning is asked for that reads comments */
    bool depend;             /* -MD or -MMD */
    bool depend_file;        /* -MF */
    bool depend_target;      /* -MT or -MQ */
    bool depend_cpp;         /* -Wp,-MD: the preprocessor's own business */
    bool debug_macros;       /* -g3 */
    bool count_arcs;         /* --coverage */
    bool count_profile;      /* -fprofile-generate */
    enum save_temps save_temps;
    bool is_static;
    bool foreign;            /* for another machine or size of pointer */
    bool no_runtime;         /* the link must not have libshmrt */
    struct arena *arena;     /* owns everything here */
};

/* The one in argv[0]'s place is not an argument.  Errors end the program. */
void options_parse(struct options *, int argc, char **argv);
void options_free(struct options *);

/* One line of option_table.def. */
enum option_argument { ARGUMENT_NONE, ARGUMENT_SEPARATE, ARGUMENT_JOINED,
                       ARGUMENT_EITHER };
enum option_stage { STAGE_ALL, STAGE_TEXT, STAGE_UNIT, STAGE_DEPEND,
                    STAGE_WARNING, STAGE_CODE, STAGE_LINK, STAGE_NOWHERE,
                    STAGE_OWN };
enum option_action {
    ACTION_PLAIN, ACTION_PASS, ACTION_OUTPUT, ACTION_LANGUAGE,
    ACTION_COMPILE, ACTION_ASSEMBLE, ACTION_CHECK, ACTION_VERBOSE,
    ACTION_PREPROCESSED, ACTION_DEBUG_MACROS, ACTION_PREFIX_MAP,
    ACTION_SAVE_TEMPS, ACTION_COUNT_ARCS, ACTION_COUNT_PROFILE,
    ACTION_COUNT_NOTHING,
    ACTION_COMMENTS, ACTION_DIAGNOSTICS,
    ACTION_STATIC, ACTION_FOREIGN, ACTION_FREESTANDING,
    ACTION_NO_START, ACTION_NO_RUNTIME, ACTION_LINKER, ACTION_PREPROCESSOR,
    ACTION_DEPEND, ACTION_DEPEND_FILE, ACTION_DEPEND_TARGET,
    ACTION_DEPEND_CPP, ACTION_SHM_E, ACTION_SHM_EXPLAIN,
    ACTION_SHM_TRANSLATE, ACTION_SHM_FORCE, ACTION_SHM_PREFIX, ACTION_SHM_HELP, ACTION_SHM_VERSION,
    ACTION_SHM_BACKEND_VERSION, ACTION_SHOWME, ACTION_SHOWME_COMPILE,
    ACTION_SHOWME_LINK
};
struct option_entry {
    const char *name;
    enum option_argument argument;
    enum option_stage stage;
    enum option_action action;
};
extern const struct option_entry option_table[];
extern const size_t option_count;
/* The entry with the longest name that fits the word, or 0. */
const struct option_entry *option_find(const char *word);

/* response.c: argv with every @file replaced by the words in it, as gcc does
 * it; the words of one -Wp, that ask for dependencies get one of their own.
 * 0-terminated. */
char **response_expand(struct arena *, int argc, char **argv, int *count);

/* backend.c: which compiler is run.  Takes the launcher form (shmcc gcc -c
 * x.c) off argv: returns how many words it took. */
int backend_find(struct options *, int argc, char **argv);
/* folders.c: include_dir and library_dir; prefix is --shm-prefix or 0. */
void folders_find(struct options *, const char *prefix);

#endif
