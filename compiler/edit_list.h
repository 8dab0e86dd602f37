/* SPDX-License-Identifier: MIT */
/* edit_list.h -- the edits as edit.c keeps them, for the writers of output
 * (emit*.c). */
#ifndef SHMCC_EDIT_LIST_H
#define SHMCC_EDIT_LIST_H

#include "edit.h"

struct edit {
    struct edit *next;
    char *text;        /* may hold marks of blocks, see below */
    tokid last;        /* of a replacement */
    bool use;          /* stays on the user's line */
    uint32_t sequence; /* all edits and blocks are numbered in order */
    bool active;       /* being written just now */
};

/* All edits at one token. */
struct edit_slot {
    struct edit *before, *before_end; /* in the order in which they came */
    struct edit *after;               /* the last one first */
    struct edit *replace;             /* that begin here */
};

/* A block (edit_block).  In the text of an edit it is a mark, so that it can
 * be written at the very end:  BLOCK_MARK number BLOCK_MARK  */
enum { BLOCK_MARK = 1 };
struct edit_block {
    tokid first, last;
    uint32_t sequence;
};

const struct edit_slot *edits_at(const struct edits *, tokid); /* or 0 */
/* The replacement that begins here and ends at `limit` or before it, the
 * longest; or 0. */
struct edit *edits_replacement(const struct edits *, tokid, tokid limit);
/* The block at a mark in a text; sets *behind.  0: no mark of ours. */
const struct edit_block *edits_block(const struct edits *, const char *mark,
                                     const char **behind);

/* Breaks a long text into lines, in place (edit_fold.c). */
void edit_fold(char *text);

#endif
