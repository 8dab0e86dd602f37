/* phases.h -- the phases in order, each one call; main.c calls them.
 *
 *   argv -> options -> driver -- cc -E -dD --> scan -> parse -> sharing
 *        -> check -> lower --> edits -> emit --> cc -> object
 *
 * A phase reports through diag.h; main stops behind a phase that reported an
 * error. */
#ifndef SHMCC_PHASES_H
#define SHMCC_PHASES_H

#include <stdio.h>

#include "edit.h"
#include "options.h"

/* quick.c: is it certain, without the preprocessor, that the unit has no
 * directive? */
bool quick_has_none(const struct options *, const struct input *);
/* driver.c: runs the preprocessor; text is malloc'ed and NUL-terminated.
 * Returns the preprocessor's exit status. */
int driver_preprocess(const struct options *, struct input *,
                      char **text, size_t *size);
/* driver.c: one more run of the same preprocessor over `text`, which is what
 * scan_expansion_text gave; it includes <shmrt.h> itself.  Same options, but
 * without -include and -imacros: their definitions are in the text. */
int driver_expand(const struct options *, const struct input *,
                  const char *text, char **expanded, size_t *size);

/* scan.re, expand.c */
/* Quick look: does the text hold any #pragma shm?  (No: exec the compiler.) */
bool scan_has_directives(const char *text, size_t size);
/* The text to be given to driver_expand: #include <shmrt.h>, the #define and
 * #undef lines and the words of the directives, in order, between marks.
 * malloc'ed. */
char *scan_expansion_text(const char *text, size_t size);
/* Cuts everything into tokens.  `expanded` is what driver_expand gave, its
 * shmrt.h part goes to unit.runtime_text. */
void scan(struct unit *, const char *expanded, size_t size);

/* grammar.y: builds unit.tree, scopes, unit.directives. */
void parse(struct unit *);

/* sharing.c: marks the symbols that are shared. */
void sharing(struct unit *);

/* check*.c: the rules of the language. */
void check(struct unit *);

/* explain.c: --shm-explain, of a checked unit. */
void explain(struct unit *, FILE *);

/* lower*.c: one construct each; makes the edits. */
void lower(struct unit *, struct edits *);

/* emit.c: the preprocessed form. */
void emit_preprocessed(const struct unit *, struct edits *, FILE *);
/* The same as a file for a person to compile: #line instead of line markers,
 * which are an extension.  For where emit_source cannot be. */
void emit_translated(const struct unit *, struct edits *, FILE *);
/* equal.c: do two preprocessed texts have the same tokens and pragmas?  Line
 * markers, white space and what stands in shmrt.h do not count.  If not,
 * *where is the place in `a` where they begin to differ. */
bool tokens_equal(const char *a, size_t na, const char *b, size_t nb,
                  const char **where);
/* emit_source.c: the source form: the user's own file with the annotated
 * places changed.  False, with the reason, where that is not possible. */
bool emit_source(struct unit *, struct edits *, FILE *, const char **reason);

#endif
