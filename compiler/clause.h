/* SPDX-License-Identifier: MIT */
/* clause.h -- what directive.c, clause.c and reader.c share: a place in a
 * directive. */
#ifndef SHMCC_CLAUSE_H
#define SHMCC_CLAUSE_H

#include "parse.h"

struct reader {
    struct parser *p;
    struct directive *directive;
    tokid at;  /* the token to be read next */
    tokid end; /* TOK_PRAGMA_END */
};

/* reader.c */
unsigned reader_kind(const struct reader *, tokid);
bool reader_is_word(const struct reader *, tokid);
/* 'x', or what is said of the directive's end: for messages. */
const char *reader_saw(const struct reader *, tokid);
/* Behind the parenthesis that must stand here, after the token `word`.
 * Returns the closing one; 0 after a message, and nothing more is to be read
 * of this clause. */
tokid reader_open(struct reader *, tokid word);
/* The first comma or colon between here and `close` that stands in no
 * brackets and belongs to no ?: operator; or `close`. */
tokid reader_separator(const struct reader *, unsigned kind, tokid close);
/* From here up to `close`, which is passed over; NULL after a message. */
struct node *reader_expression(struct reader *, tokid close);
/* A list of names and array sections up to `close`, which is passed over. */
struct item *reader_items(struct reader *, tokid close);

/* directive.c: the directive with the most words that stands here, and how
 * many tokens it has; D_COUNT: none does. */
enum directive_kind directive_match(const struct parser *, tokid,
                                    tokid *nwords);

/* clause.c: all clauses, to the directive's end. */
void clauses_read(struct reader *);

/* declared.c: (name : types : combiner), and the argument of initializer. */
void declared_read(struct reader *);
void declared_read_initializer(struct reader *, tokid close);

#endif
