/* SPDX-License-Identifier: MIT */
/* source.h -- the user's own files, and where in them a token stands.
 *
 * A line marker gives a token's file and line; its column in the text of the
 * preprocessor is that of the file only for the first token of a line.  So
 * the user's line is read, cut into words, and aligned with the tokens that
 * the preprocessor made of it (align.h).  Files are read when they are first
 * asked for. */
#ifndef SHMCC_SOURCE_H
#define SHMCC_SOURCE_H

#include "unit.h"

/* A word of the user's file. */
struct source_word {
    uint32_t offset, length;
    uint32_t line;
    bool directive; /* on a # line */
};

/* Lines belong together in a group when a bracket or comment or a backslash
 * reaches from one into the next: a macro call is always inside one. */
struct source {
    struct source *next;
    uint32_t file;    /* index into unit.files */
    const char *text; /* terminated; 0: it could not be read */
    size_t size;
    uint32_t nlines;
    uint32_t *line_offset; /* [1 .. nlines + 1] */
    uint32_t *group;       /* [1 .. nlines]: the first line of its group */
    struct source_word *words;
    uint32_t nwords;
};

/* Never 0. */
const struct source *source_read(struct unit *, uint32_t file);
uint32_t source_group_end(const struct source *, uint32_t line);
/* The first word on this line or a later one; nwords: none. */
uint32_t source_first_word(const struct source *, uint32_t line);

/* For messages: always something to show. */
struct place {
    const char *line; /* text of the line, `length` bytes, no line feed */
    size_t length;
    uint32_t number;  /* of that line */
    uint32_t column;  /* from 1, in bytes */
    uint32_t word;    /* length of the word there */
};
struct place source_place(struct unit *, tokid);

/* The word of its file from which the token comes as it stands, without any
 * macro; 0 if there is none.  TOK_PRAGMA_SHM: the #. */
const struct source_word *source_word_of(struct unit *, tokid);

#endif
