/* SPDX-License-Identifier: MIT */
/* generate.h -- what the parts of the generator share. */
#ifndef GENERATE_H
#define GENERATE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

enum { LENGTH = 150 }; /* no loop has more iterations */

/* What the regions do with an object. */
enum role {
    ARRAY,   /* shared: each iteration writes one element, or all read it */
    COUNTER, /* shared, updated in critical, ordered or atomic */
    REDUCED, /* private: in a reduction clause, or read */
    LOGICAL, /* the same, 0 or 1, for && and || */
    SPREAD,  /* the same, a struct with a declared reduction */
    AFFINE,  /* the same; its reduction depends on the order */
    LAST,    /* private: lastprivate, or read */
    FIRST,   /* private, read only: firstprivate, or without a clause */
    MASTERS, /* private, updated in reduce blocks */
};

struct object {
    enum role role;
    char base[16]; /* the name alone */
    char name[48]; /* an expression that can be indexed, or assigned to */
    const char *type;
    const char *member; /* what to read of a struct: ".low"; else "" */
    bool real;
    int length;    /* 0: no array */
    bool busy;     /* in the present loop it may not be read */
    bool target;   /* to be written in the present loop: busy as well */
};

struct gen {
    uint64_t state; /* of the random numbers */
    FILE *top;      /* file scope, in front of the functions */
    FILE *body;
    FILE *bottom;   /* file scope, behind them */
    char parameters[400]; /* of the present region's function: ", int x" */
    char arguments[200];  /* for them */
    bool simd;      /* no iteration may see what another did */
    int region;
    int names;      /* the last number used for a name */
    struct object object[48];
    int nobjects;
};

struct clauses {
    char text[900];
};

/* generate.c */
uint64_t chance(struct gen *);
int below(struct gen *, int n); /* 0 .. n - 1 */
bool one_in(struct gen *, int n);
void put(struct gen *, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void top(struct gen *, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void directive(struct gen *, const char *text);
void add(struct clauses *, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* generate_object.c */
struct object *new_object(struct gen *, enum role, int length);
void declare_objects(struct gen *);
bool is_identifier(const char *name);
void add_to_sum(struct gen *, const struct object *);

/* generate_loop.c: the header, and how an iteration's number comes out of
 * the variables, in `k`, a uint64_t: below LENGTH, another one each time. */
struct nest {
    int levels, collapsed;
    struct level {
        const char *type;
        char name[16];
        char header[400];
        char number[200];
        int trips; /* at most, where it depends on another level */
    } level[3];
    bool leaning; /* the second level depends on the first */
};
void make_nest(struct gen *, struct nest *);
void schedule(struct gen *, struct clauses *);
void open_nest(struct gen *, const struct nest *);

/* generate_value.c */
void expression(struct gen *, int depth); /* a uint64_t */
void value(struct gen *, const struct object *for_it);
void update(struct gen *, const struct object *, const char *lvalue,
            const char *operator);
const char *commuting(struct gen *, const struct object *); /* an operator */
void update_in_order(struct gen *, const struct object *, const char *lvalue);

/* generate_body.c: what a statement, or an iteration, may do. Objects that
 * it changes are busy until its construct's end, so that nothing else there
 * reads or changes them. */
struct body {
    enum surroundings {
        IN_LOOP = 1,
        IN_BLOCK = 2, /* met once: a section, single */
        IN_TASK = 4,
        IN_SIMD = 8,
    } where;
    struct nest nest;
    struct clauses clauses;
    struct reduction {
        struct object *object;
        const char *operator;
    } reduction[8];
    int nreductions;
    bool ordered;
    bool orphan;      /* in a function that the region calls */
    bool cancellable; /* the loop has neither ordered nor nowait */
    struct object *last;
};
struct object *take(struct gen *, enum role);
struct object *find(struct gen *, enum role);
void choose_targets(struct gen *);
void set_busy(struct gen *, bool);
void write_body(struct gen *, struct body *);
void write_task(struct gen *, struct body *);

/* generate_atomic.c: an object of role COUNTER */
void write_atomic(struct gen *, struct body *);

/* generate_construct.c: one construct at a time. */
void write_construct(struct gen *);
void choose_data(struct gen *, struct body *);
void region_clauses(struct gen *, struct clauses *);
void write_loop(struct gen *, const char *words, bool orphan);

/* generate_block.c: what is not a loop. `words` are the directive's. */
void write_sections(struct gen *, const char *words, bool orphan);
void write_tasks(struct gen *);
void write_cancelled(struct gen *, const char *words);
void phase_one(struct gen *);
void phase_tasks(struct gen *);
void phase_point(struct gen *);
void end_by_cancel(struct gen *);
int write_orphan(struct gen *);

#endif
