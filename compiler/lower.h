/* SPDX-License-Identifier: MIT */
/* lower.h -- from directives to calls of the runtime.
 *
 * lower.c takes the directives in the order of the text, so that an outer
 * construct is lowered before the ones inside it; each file lower_*.c writes
 * the text of one construct.  Only edits are made: nothing is printed here.
 * Macros of shmrt.h cannot be used in generated text, since it is compiled
 * after the preprocessor has run; functions, types and constants can. */
#ifndef SHMCC_LOWER_H
#define SHMCC_LOWER_H

#include "check_loop.h"
#include "directive.h"
#include "edit.h"
#include "scope.h"
#include "text.h"
#include "tokens.h"
#include "type.h"

struct lowering {
    struct unit *u;
    struct edits *e;
};

/* lower.c */
/* parallel, by itself or combined with a loop or sections */
bool lower_is_region(enum directive_kind);
/* The region in whose text the node stands, or 0. */
struct directive *lower_region_of(const struct node *);
/* Does the master have the object too?  True for what is declared outside the
 * region; in a function that is called from one, for objects of static life. */
bool lower_master_has(const struct directive *, const struct symbol *);
/* The user's text of an expression, parenthesised, uses of shared automatic
 * objects already rewritten. */
const char *lower_expression(struct lowering *, const struct node *);
/* How the symbol's object is written at a node (0: outside all constructs
 * that make it private): x, or (*shmrt_x_N) for a shared automatic one. */
const char *lower_object(struct lowering *, const struct node *at,
                         const struct symbol *);
/* static const struct shmrt_place shmrt_place_N = ...; */
void lower_place(struct lowering *, struct text *, const struct directive *);
/* The declarator of a symbol once more, its name replaced by `name`; with
 * `length`, the first pair of brackets behind the name is replaced by that
 * text ("[n]", or "" to write an array as its element). */
const char *lower_declarator(struct lowering *, const struct symbol *,
                             const char *name, const char *length);
/* The same behind its specifiers, storage class left out. */
const char *lower_declare(struct lowering *, const struct symbol *,
                          const char *name, const char *length);
const char *lower_name(struct lowering *, tokid);

/* lower_shared.c: before all others. */
void lower_shared(struct lowering *);
/* The checks at the entry of a region that its objects really are shared. */
void lower_shared_checks(struct lowering *, struct text *,
                         const struct directive *region);

/* lower_private.c: a private copy where the original is a shared object. */
/* True when d makes the symbol private to its body. */
bool lower_makes_private(const struct directive *, const struct symbol *);
/* Does the symbol stand for a private copy where the node is? */
bool lower_is_private_at(const struct node *, const struct symbol *);
/* d makes it private, and outside d it is a shared object: a copy is due. */
bool lower_needs_copy(const struct directive *, const struct symbol *);
void lower_private(struct lowering *, struct text *, const struct directive *);

/* lower_reduction.c: the variables of the reduction clauses of a directive. */
struct reduction {
    struct reduction *next;
    unsigned number;    /* of the directive, */
    unsigned which;     /* and of the variable in it: 0, 1, ... */
    const char *id;     /* both, as the end of generated names */
    int op;             /* TOK_PLUS ...; TOK_IDENTIFIER for min and max */
    bool max;
    const struct item *item;
    bool array;         /* a whole array or a section */
    bool section;
    bool copy;          /* reduced in a copy: the object is shared, or may
                         * be */
    bool exportable;    /* the master has the object too */
    const char *object; /* the lvalue of a scalar, as the user sees it outside
                         * the construct */
    const char *name;   /* the user's name of it, inside */
};
struct reduction *lower_reductions(struct lowering *,
                                   const struct directive *);
/* In front of the construct: base and length of the arrays. */
void reduction_prologue(struct lowering *, struct text *,
                        const struct reduction *);
/* Says the sizes to the runtime, before the region begins. */
void reduction_declare(struct lowering *, struct text *, const struct reduction *);
/* At the construct's begin: copies, neutral values.  `active` is the
 * condition that says whether there is a team; with `keep` the original
 * value is put aside. */
void reduction_begin(struct lowering *, struct text *, const struct reduction *,
                     const char *active, bool keep);
/* A worker's part goes to the master. */
void reduction_put(struct lowering *, struct text *, const struct reduction *);
/* Without a team: a copy goes back to its object. */
void reduction_serial(struct lowering *, struct text *, const struct reduction *,
                      const char *active);
/* The master combines the parts. */
void reduction_combine(struct lowering *, struct text *, const struct reduction *);
/* A loop inside a region: every worker shows its parts and waits for the
 * others', */
void reduction_share(struct lowering *, struct text *,
                     const struct reduction *);
/* and combines them all. */
void reduction_take(struct lowering *, struct text *,
                    const struct reduction *);

/* lower_loop.c: the parts of a loop, in the order of the output. */
void loop_prologue(struct lowering *, struct text *, const struct directive *);
void loop_open(struct lowering *, struct text *, const struct directive *);
void lower_worksharing(struct lowering *, struct directive *);
/* lower_sections.c */
unsigned sections_count(const struct directive *);
void sections_headers(struct lowering *, const struct directive *);
/* lower_header.c */
void loop_headers(struct lowering *, const struct directive *);
/* lower_last.c: behind the user's loop, in the loop over the chunks; and
 * behind that, where all workers have met. */
void loop_last_values(struct text *, const struct directive *);
void loop_take_last_values(struct text *, const struct directive *);

/* lower_region.c, lower_sync.c, lower_atomic.c, lower_reduce.c */
void lower_parallel(struct lowering *, struct directive *);
void lower_critical(struct lowering *, struct directive *);
void lower_ordered(struct lowering *, struct directive *);
void lower_single(struct lowering *, struct directive *);
void lower_masked(struct lowering *, struct directive *);
void lower_barrier(struct lowering *, struct directive *);
void lower_flush(struct lowering *, struct directive *);
void lower_atomic(struct lowering *, struct directive *);
void lower_reduce(struct lowering *, struct directive *);
/* The master's branches for the reduce blocks in the region's text. */
void lower_reduce_branches(struct lowering *, struct text *,
                           const struct directive *region);

#endif
