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
    LAST,    /* private: lastprivate, or read */
    FIRST,   /* private, read only: firstprivate, or without a clause */
    MASTERS, /* private, updated in reduce blocks */
};

struct object {
    enum role role;
    char base[16]; /* the name alone */
    char name[48]; /* an expression that can be indexed, or assigned to */
    const char *type;
    bool real;
    int length;    /* 0: no array */
    bool busy;     /* in the present loop it may not be read */
    bool target;   /* to be written in the present loop: busy as well */
};

struct gen {
    uint64_t state; /* of the random numbers */
    FILE *top;      /* file scope, in front of the functions */
    FILE *body;
    int region;
    int names;      /* the last number used for a name */
    struct object object[48];
    int nobjects;
};

struct clauses {
    char text[600];
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
struct object *new_object(struct gen *, enum role, int length);

/* generate_loop.c: the header, and how an iteration's number comes out of
 * the variables: 0, 1, ... in `k`, a uint64_t. */
struct nest {
    int levels, collapsed;
    struct level {
        const char *type;
        char name[12];
        char header[400];
        char number[200];
        int trips;
    } level[3];
};
void make_nest(struct gen *, struct nest *);
void schedule(struct gen *, struct clauses *);
void open_nest(struct gen *, const struct nest *, int first);

/* generate_value.c */
void expression(struct gen *, int depth); /* a uint64_t */
void value(struct gen *, const struct object *for_it);
void update(struct gen *, const struct object *, const char *lvalue,
            const char *operator);
const char *commuting(struct gen *, const struct object *); /* an operator */
void update_in_order(struct gen *, const struct object *, const char *lvalue);

/* generate_construct.c: one construct at a time. */
void write_construct(struct gen *);

#endif
