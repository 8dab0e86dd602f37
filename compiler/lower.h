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

#include "check.h"
#include "check_reduction.h"
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

/* lower_extern.c: objects that another unit defines, found by an address;
 * called by lower_shared. */
void lower_extern(struct lowering *);
bool lower_is_extern(const struct symbol *);
/* Is what the identifier names declared in the region's body? */
bool lower_declared_in(const struct node *use, const struct node *body);
/* Does this unit define it? */
bool lower_is_defined_here(const struct symbol *);
/* lower_counters.c */
void lower_counters(struct lowering *);

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
/* Before the questions: notes which symbols any construct makes private. */
void lower_private_symbols(const struct unit *);
/* d makes it private, and outside d it is a shared object: a copy is due. */
bool lower_needs_copy(const struct directive *, const struct symbol *);
void lower_private(struct lowering *, struct text *, const struct directive *);
/* Tells the runtime that it is meant to be private, where it has to know. */
void lower_announce(struct text *, const struct symbol *);
/* The objects of `private` directives. */
void lower_declared_private(struct lowering *);

/* lower_reduction.c: the variables of the reduction clauses of a directive. */
struct reduction {
    struct reduction *next;
    unsigned number;    /* of the directive, */
    unsigned which;     /* and of the variable in it: 0, 1, ... */
    const char *id;     /* both, as the end of generated names */
    const struct directive *declared; /* declare reduction, or 0 */
    bool reproducible;  /* lower_blocks.c */
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
/* The part goes on from what the worker's predecessor left, if there is one. */
void reduction_resume(struct text *, const struct reduction *);
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

/* lower_blocks.c: reproducible reductions; the others are passed over. */
bool blocks_are_asked_for(const struct lowering *, const struct clause *);
bool blocks_are_used(const struct lowering *, const struct directive *);
/* Behind the loop's prologue, and behind a region. */
void blocks_prologue(struct lowering *, struct text *,
                     const struct directive *, const struct reduction *);
void blocks_epilogue(struct lowering *, struct text *,
                     const struct directive *);
/* At the begin and at the end of each chunk. */
void blocks_begin(struct lowering *, struct text *, const struct reduction *);
void blocks_end(struct lowering *, struct text *, const struct reduction *);
/* One variable: the object is combined with the parts of all blocks. */
void blocks_combine(struct lowering *, struct text *,
                    const struct reduction *);

/* lower_declared.c: object and part are lvalues of one element. */
void declared_combine(struct lowering *, struct text *,
                      const struct reduction *, const char *object,
                      const char *part);
/* The object becomes what a worker's part begins with; `original` is the
 * lvalue that holds what was there before. */
void declared_begin(struct lowering *, struct text *,
                    const struct reduction *, const char *object,
                    const char *original);

/* lower_loop.c: the parts of a loop, in the order of the output. */
void loop_prologue(struct lowering *, struct text *, const struct directive *);
void loop_describe(struct lowering *, struct text *, const struct directive *);
void loop_start(struct text *, const struct directive *);
/* First value, end and trip count of a loop: in the prologue, or, when they
 * depend on outer variables, for each row. */
void loop_row_bounds(struct lowering *, struct text *,
                     const struct directive *, const struct loop *);
void lower_worksharing(struct lowering *, struct directive *);
/* lower_sections.c */
unsigned sections_count(const struct directive *);
void sections_headers(struct lowering *, const struct directive *);
/* lower_header.c */
void loop_headers(struct lowering *, const struct directive *);
/* lower_ahead.c: behind the chunk's bounds */
void lower_ahead(struct lowering *, struct text *, const struct directive *);
/* The iteration of its own that a loop is in, counted from 0. */
const char *loop_own_iteration(struct lowering *, const struct directive *,
                               const struct loop *);
/* The variable's value in iteration shmrt_WHICH of the loop. */
void loop_value(struct text *, const struct loop *, unsigned number,
                const char *which);
/* Makes the user's header run from shmrt_from to shmrt_to. */
void loop_edit_header(struct lowering *, struct text *,
                      const struct directive *, const struct loop *);
/* Notes the iteration of the whole nest in the innermost body, where that is
 * needed. */
void loop_note_iteration(struct lowering *, const struct directive *,
                         const struct loop *innermost, const char *iteration);
/* lower_nest.c: nests in which bounds depend on outer variables. */
bool nest_is_dependent(const struct directive *);
void nest_total(struct lowering *, struct text *, const struct directive *);
void nest_open(struct text *, const struct directive *);
void nest_headers(struct lowering *, const struct directive *);
/* lower_simd.c */
void simd_pragma(struct lowering *, const struct directive *);
void lower_simd(struct lowering *, struct directive *);
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
/* lower_cancel.c */
void lower_cancel(struct lowering *, struct directive *);
/* At the end of the construct that is left. */
void cancel_label(struct text *, const struct directive *construct);
/* Around all text of the construct: before and after its other edits. */
void cancel_open(struct lowering *, const struct directive *construct);
void cancel_close(struct lowering *, const struct directive *construct);
/* lower_task.c */
void lower_task(struct lowering *, struct directive *);
void lower_taskwait(struct lowering *, struct directive *);
void lower_taskgroup(struct lowering *, struct directive *);
/* The master's branches for the reduce blocks in the region's text. */
void lower_reduce_branches(struct lowering *, struct text *,
                           const struct directive *region);

#endif
