/* SPDX-License-Identifier: MIT */
/* clause.h -- what directive.c and clause.c share: a place in a directive. */
#ifndef SHMCC_CLAUSE_H
#define SHMCC_CLAUSE_H

#include "parse.h"

struct reader {
    struct parser *p;
    struct directive *directive;
    tokid at;  /* the token to be read next */
    tokid end; /* TOK_PRAGMA_END */
};

bool reader_is_word(const struct reader *, tokid);
/* Behind the parenthesis that must stand here, after the token `word`.
 * Returns the closing one; 0 after a message, and nothing more is to be read
 * of this clause. */
tokid reader_open(struct reader *, tokid word);
/* A list of names and array sections up to `close`, which is passed over. */
struct item *reader_items(struct reader *, tokid close);
/* All clauses, to the directive's end. */
void clauses_read(struct reader *);

#endif
