/* edit.h -- the edits: all that the translator changes in a unit.
 *
 * A phase that lowers a construct never writes output; it says what to put
 * before or after a token and which tokens to replace.  emit.c then copies
 * the text with the edits applied.
 *
 * Order at one token: texts "before" stand in the order in which they were
 * given, texts "after" in the reverse order, so that a construct that is
 * lowered first (the outer one) encloses one lowered later.  A token can be
 * replaced once; a replaced range and another must not overlap unless one
 * contains the other (the outer one wins, and its text is final).
 *
 * What is replaced is gone with all edits inside; texts before its first and
 * after its last token stay.
 *
 * Generated text is marked by emit.c so that the compiler's warnings stay
 * silent about it and every user token keeps its line and column.  A text
 * may contain copies of user text, made with edit_text or edit_block. */
#ifndef SHMCC_EDIT_H
#define SHMCC_EDIT_H

#include "unit.h"

struct edits;

struct edits *edits_new(struct unit *);
void edits_free(struct edits *);

void edit_before(struct edits *, tokid, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void edit_after(struct edits *, tokid, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* Replaces first..last (inclusive). */
void edit_replace(struct edits *, tokid first, tokid last,
                  const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* The same, for text that stands for the user's own tokens, stays on their
 * line and is warned about as theirs: a use of a shared automatic object,
 * x -> (*x_N); the bounds of a loop. */
void edit_use(struct edits *, tokid first, tokid last, const char *format,
              ...) __attribute__((format(printf, 4, 5)));

/* The text of first..last on one line, replacements and uses applied (the
 * ones made so far), without line markers: for expressions.  Lives in the
 * unit's arena. */
const char *edit_text(struct edits *, tokid first, tokid last);
/* The same for statements: all edits made up to the time of the output are
 * applied, and line markers put the copy on the user's lines.  Gives a text
 * that may be part of the text of another edit.
 *
 * The copy holds no text before `first`.  Of those after `last` it holds what
 * was given after this call (by a construct inside the block; older ones come
 * from around it), but not the partner of a text before `first`, that is, an
 * edit_after(last) that came right after an edit_before(first).  An edit
 * whose own text holds the block is not applied in it, so the edit that
 * replaces first..last may hold it. */
const char *edit_block(struct edits *, tokid first, tokid last);

#endif
