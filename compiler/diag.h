/* SPDX-License-Identifier: MIT */
/* diag.h -- the one door for errors, warnings and notes.
 *
 *     f.c:12:9: error: unknown clause 'shedule'; did you mean 'schedule'?
 *        12 |     #pragma shm for shedule(static)
 *           |                     ^~~~~~~
 *           |                     schedule
 *
 * A phase reports and goes on; main stops after a phase that reported an
 * error.  Errors are counted, at most 20 are printed (-fmax-errors=N).
 *
 * diag.c collects messages, diag_text.c, diag_json.c and diag_sarif.c write
 * them, diag_option.c reads what the command line says about them. */
#ifndef SHMCC_DIAG_H
#define SHMCC_DIAG_H

#include "unit.h"

enum severity { DIAG_ERROR, DIAG_WARNING, DIAG_NOTE };
enum diag_format { DIAG_TEXT, DIAG_JSON, DIAG_JSON_FILE, DIAG_SARIF,
                   DIAG_SARIF_FILE };
enum { DIAG_WARNINGS = 16 }; /* room for the names in diag_option.c */

/* What the command line says about messages; begin with diag_defaults. */
struct diag_settings {
    enum diag_format format;
    unsigned max_errors; /* how many are printed; 0: all of them */
    int color;           /* 0, 1; -1: when standard error is a terminal that
                          * can do it and NO_COLOR is not set */
    bool show_caret, show_option;
    bool no_warnings;    /* -w */
    bool system_headers; /* -Wsystem-headers */
    bool werror;         /* -Werror */
    struct {
        bool off;               /* -Wno-x */
        bool error, not_error;  /* -Werror=x, -Wno-error=x */
    } warning[DIAG_WARNINGS];
};
extern const struct diag_settings diag_defaults;
/* diag_option.c: one option of the command line, argument included; an
 * unknown -Wshm-... ends the program. */
void diag_option(struct diag_settings *, const char *word);
/* Its index in diag_settings.warning, or -1. */
int diag_warning_index(const char *name, size_t length);

/* From now on; the settings are copied. */
void diag_set(const struct diag_settings *);
/* The messages that follow belong to this input; diag_finish ends it and
 * writes the forms that need to be whole. */
void diag_begin(const char *input);
void diag_finish(void);

/* At a token, or a range of tokens on one line (last may equal first).
 * A note belongs to the message before it. */
void diag_error(struct unit *, tokid first, tokid last, const char *, ...)
    __attribute__((format(printf, 4, 5)));
/* The same; `fixit` would be right in place of the range. */
void diag_error_fixit(struct unit *, tokid first, tokid last,
                      const char *fixit, const char *, ...)
    __attribute__((format(printf, 5, 6)));
/* `option` names the warning: "shm-lost-write" prints [-Wshm-lost-write]. */
void diag_warning(struct unit *, const char *option, tokid first, tokid last,
                  const char *, ...) __attribute__((format(printf, 5, 6)));
void diag_note(struct unit *, tokid first, tokid last, const char *, ...)
    __attribute__((format(printf, 4, 5)));
/* Without a place: "shmcc: error: ...". */
void diag_fatal(const char *, ...)
    __attribute__((format(printf, 1, 2), noreturn));
void diag_general_error(const char *, ...)
    __attribute__((format(printf, 1, 2)));
/* "shmcc: note: ...". */
void diag_general_note(const char *, ...)
    __attribute__((format(printf, 1, 2)));
/* From hold on messages are kept, beginning with the first that is not about a
 * directive: release prints them, drop forgets them.  They are counted in any
 * case. */
void diag_hold(void);
void diag_release(void);
void diag_drop(void);
unsigned diag_errors(void);

/* The nearest of `n` names within a small edit distance, or 0: for "did you
 * mean". */
const char *diag_nearest(const char *word, size_t length,
                         const char *const *names, size_t n);

#endif
