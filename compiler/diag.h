/* diag.h -- the one door for errors, warnings and notes.
 *
 *     f.c:12:9: error: unknown clause 'shedule'; did you mean 'schedule'?
 *        12 |     #pragma shm for shedule(static)
 *           |                     ^~~~~~~
 *
 * A phase reports and goes on; main stops after a phase that reported an
 * error.  Errors are counted, at most 20 are printed (-fmax-errors=N). */
#ifndef SHMCC_DIAG_H
#define SHMCC_DIAG_H

#include "unit.h"

enum severity { DIAG_ERROR, DIAG_WARNING, DIAG_NOTE };

/* At a token, or a range of tokens on one line (last may equal first).
 * A note belongs to the message before it. */
void diag_error(struct unit *, tokid first, tokid last, const char *, ...)
    __attribute__((format(printf, 4, 5)));
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
/* From hold on messages are kept: release prints them, drop forgets them.
 * They are counted in any case. */
void diag_hold(void);
void diag_release(void);
void diag_drop(void);
unsigned diag_errors(void);

/* How many errors are printed: 20 at first; 0: all of them. */
void diag_set_max_errors(unsigned);
/* 0 or 1: -fdiagnostics-color=...; -1 (at first): when standard error is a
 * terminal that can do it and NO_COLOR is not set. */
void diag_set_color(int);

/* The nearest of `n` names within a small edit distance, or 0: for "did you
 * mean". */
const char *diag_nearest(const char *word, size_t length,
                         const char *const *names, size_t n);

#endif
