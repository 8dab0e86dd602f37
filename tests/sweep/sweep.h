/* SPDX-License-Identifier: MIT */
/* sweep.h -- what the tracer (sweep.c) and the scenes (scene_*.c) share.
 *
 * A scene is a program with a region.  One of its processes, the victim, is
 * single-stepped from a mark on and killed after the k-th instruction, for
 * every k up to a second mark or its end.  The world is memory that tracer,
 * master and workers have in common and that no death takes away; it holds
 * what the survivors saw.
 */
#ifndef SWEEP_H
#define SWEEP_H 1

#include <stdatomic.h>

enum { LOG_ROOM = 4096, ROUNDS_ROOM = 256 };

struct world {
    /* The way to the kill. */
    _Atomic int victim; /* pid of who waits to be stepped */
    _Atomic int go;     /* by the tracer: it is traced now */
    _Atomic int over;   /* by the victim: what follows is of no interest */

    /* What was seen.  Counted with atomics, so that the world's own words
     * cannot be torn by the kill. */
    _Atomic int logged;
    _Atomic int log[LOG_ROOM];
    _Atomic int times[ROUNDS_ROOM]; /* how often something was granted */
    _Atomic int holder;             /* worker + 1 inside of a lock */
    _Atomic int sequence[2];        /* of each worker: next message */
    _Atomic int finished;           /* the program came to its end */
    char wrong[200];                /* first thing that must not be */
};

extern struct world *world;

/* Victim: waits until it is traced. */
void sweep_begin(void);
void sweep_end(void);
/* Notes what must not be seen; printf's format. */
void sweep_wrong(const char *format, ...)
    __attribute__((format(printf, 1, 2)));
void sweep_nap(void); /* lets others go ahead */
/* In and out of what excludes the others. */
void sweep_enter(int worker);
void sweep_leave(int worker);

enum from { FROM_BODY, FROM_BIRTH, FROM_MASTER };

struct scene {
    const char *name;
    enum from from;    /* who is stepped: who calls sweep_begin, the worker
                        * that he forks next, or he in spite of workers */
    void (*program)(void);
};

extern const struct scene scenes[];
extern const int scene_count;

#endif
