/* SPDX-License-Identifier: MIT */
/* diag_message.h -- a message between diag.c, which collects it, and the
 * files that write it in one of the forms.  Nobody else includes this. */
#ifndef SHMCC_DIAG_MESSAGE_H
#define SHMCC_DIAG_MESSAGE_H

#include <stdio.h>

#include "diag.h"

/* "In file included from FILE:LINE", the innermost first. */
struct inclusion {
    struct inclusion *next;
    const char *file;
    uint32_t line; /* 0: by an option of the command line */
};

struct message {
    struct message *next;
    enum severity severity;
    const char *option;  /* "shm-lost-write", or 0 */
    bool promoted;       /* a warning that -Werror made an error */
    const char *text;
    const char *file;    /* 0: the message has no place, nor what follows */
    uint32_t line;
    uint32_t column;     /* from 1, in bytes */
    uint32_t end_column; /* behind the last byte that is meant */
    const char *quote;   /* that line, not terminated */
    size_t quote_length;
    const char *fixit;   /* what could stand in place of the range, or 0 */
    const struct inclusion *included;
};

/* diag_place.c: how the file of the token came to be read; 0: it is the one
 * on the command line. */
const struct inclusion *diag_inclusion(struct unit *, tokid, struct arena *);

/* Bytes of the UTF-8 character at p that may be printed; 0: none, the byte is
 * to be shown as \xNN. */
size_t diag_printable(const char *p, const char *end);

/* The whole list, each in its form. */
void diag_write_text(FILE *, const struct message *,
                     const struct diag_settings *);
void diag_write_json(FILE *, const struct message *);
/* `input`: the file that was to be compiled. */
void diag_write_sarif(FILE *, const struct message *, const char *input);

#endif
