/* SPDX-License-Identifier: MIT */
/* check.h -- what the files of the check phase know of each other.
 *
 * A check reads the tree, the scopes and the directives, and reports through
 * diag.h.  It changes nothing but the fields that directive.h names as filled
 * by this phase.
 *
 * Each message says what is wrong and what would be right; where an earlier
 * line matters, a note points at it. */
#ifndef SHMCC_CHECK_H
#define SHMCC_CHECK_H

#include "check_atomic.h"
#include "check_loop.h"
#include "diag.h"
#include "directive.h"
#include "scope.h"
#include "tokens.h"
#include "type.h"

/* What stands under a directive: the column `body` of directives.def. */
enum body_kind { BODY_NONE, BODY_STATEMENT, BODY_BLOCK, BODY_LOOP,
                 BODY_DECLARATIVE };

/* ---- questions (check_tree.c) ----------------------------------------- */

enum body_kind directive_body_kind(enum directive_kind);
bool directive_has_block(enum directive_kind);   /* BLOCK or LOOP */
bool directive_is_parallel(enum directive_kind); /* starts a region */
bool directive_is_loop(enum directive_kind);     /* shares out a loop */
/* The nearest directive with a block around the node (in the node's own
 * function), or 0. */
struct directive *directive_around(const struct node *);
/* The region in whose text the node stands, or 0. */
struct directive *region_around(const struct node *);
/* The typedef or the tag that a token of N_SPECIFIERS names, or 0. */
const struct symbol *type_named(const struct unit *,
                                const struct node *specifiers, tokid);
/* The first identifier in n that names s, or 0.  Operands of sizeof do not
 * count: they are not evaluated; nor does &s, which is always the same. */
struct node *node_naming(struct node *n, const struct symbol *s);
/* The same tokens. */
bool node_same_text(const struct unit *, const struct node *,
                    const struct node *);
/* An identifier, in parentheses or not, of this symbol. */
bool node_is_symbol(struct node *, const struct symbol *);
/* What generated code can take the address of, in parentheses or not. */
bool node_is_lvalue(struct node *);
/* A token's text, terminated, in the arena. */
const char *word_at(struct unit *, tokid);
bool word_is(const struct unit *, tokid, const char *word);
/* Automatic storage, parameters included. */
bool symbol_is_automatic(const struct symbol *);
bool symbol_is_object(const struct symbol *); /* object or parameter */
/* "enumerator", "function": for messages. */
const char *symbol_kind_name(const struct symbol *);

/* ---- constants (check_constant.c) ------------------------------------- */

/* The value of an integer constant expression, as far as it can be told
 * without the target's types: no sizeof, nothing that overflows.  False: not
 * known. */
bool constant_value(struct unit *, struct node *, long long *value);

/* ---- the rules, one noun a file --------------------------------------- */

void check_clauses(struct unit *, const struct directive *);
/* onfail, error, timeout. */
void check_failure_clause(struct unit *, const struct directive *,
                          const struct clause *);
/* What the body does to the variable, the end and the step. */
bool check_loop_body(struct unit *, const struct loop *);
/* A loop of a collapsed nest against the loops further out. */
bool check_nest(struct unit *, const struct loop *outermost, struct loop *);
void check_nesting(struct unit *, const struct directive *);
void check_sections(struct unit *, const struct directive *);
void check_default(struct unit *, const struct directive *); /* needs
                                        * directive.loop of all directives */
void check_cancel(struct unit *, struct directive *);
void check_branches(struct unit *); /* needs directive.loop */
/* One object of a `shared` directive or clause. */
void check_shared_item(struct unit *, const struct directive *,
                       const struct item *);
void check_sharing(struct unit *, const struct directive *);
void check_reduction(struct unit *, const struct directive *,
                     const struct clause *);
/* A section a[low:length]: its bounds, as far as they are constant. */
void check_section(struct unit *, const struct item *);
/* A `declare reduction`. */
void check_declared(struct unit *, const struct directive *);
void check_reduce(struct unit *, const struct directive *);
/* What does not leave a worker: warnings. */
void check_lost_writes(struct unit *);      /* need directive.loop */
void check_private_pointers(struct unit *);
void check_retries(struct unit *);           /* needs directive.loop */
void check_openmp(struct unit *); /* its functions in regions: warnings */

#endif
