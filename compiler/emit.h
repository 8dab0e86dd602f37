/* SPDX-License-Identifier: MIT */
/* emit.h -- what the writers of the two forms have in common. */
#ifndef SHMCC_EMIT_H
#define SHMCC_EMIT_H

#include <stdio.h>

#include "edit_list.h"
#include "lexer.h"

/* The output at one moment.  It is either in the user's text or in generated
 * text; a line marker stands where one turns into the other. */
struct emitter {
    const struct unit *u;
    struct edits *e;
    FILE *out;
    bool line_directives; /* #line 1 "f.c", not # 1 "f.c" */
    bool generated;       /* in generated text */
    bool line_start;      /* nothing on the output's line yet, as far as its
                           * writer has said so */
    const char *pos;      /* in unit.text: done up to here */
    int blocks;           /* open copies of blocks */
    bool runtime_done;
};

/* # line "file", in the form that is wanted. */
void emit_marker(struct emitter *, uint32_t line, const char *file,
                 const char *flags);
/* A # line that is to be a comment from now on. */
void emit_comment(struct emitter *, const char *text, size_t length);
/* Writes an edit's text; t is the user's token at which it stands. */
void emit_generated(struct emitter *, struct edit *, tokid t);
/* Goes back to the user's text where the token begins, or ends. */
void emit_user(struct emitter *, tokid t, bool behind);
/* Writes first..last, with all edits.  For a block, without the texts around
 * it. */
void emit_tokens(struct emitter *, tokid first, tokid last,
                 const struct edit_block *block);

#endif
