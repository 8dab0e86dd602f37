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
unsigned diag_errors(void);
/* The nearest of `n` names within a small edit distance, or 0: for "did you
 * mean". */
const char *diag_nearest(const char *word, size_t length,
                         const char *const *names, size_t n);

#endif
