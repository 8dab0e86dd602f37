/* SPDX-License-Identifier: MIT */
/* trace.h -- SHM_TRACE: what happened when.  trace.c writes it down, each
 * process into blocks of its own; trace_write.c makes the file of it.
 */
#ifndef SHM_TRACE_H
#define SHM_TRACE_H 1

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma GCC visibility push(hidden)

enum trace_kind {
    TRACE_NONE,    /* not written yet; the rest of the block is not either */
    TRACE_REGION,  /* the master's; a: workers */
    TRACE_SERIAL,  /* the same, without workers */
    TRACE_TEAM,    /* a worker's part of it; a: pid, b: number */
    TRACE_LOOP,    /* a: iterations */
    TRACE_CHUNK,   /* a..b: values of the loop's variable */
    TRACE_WAIT,    /* a: enum waits */
    TRACE_TASK,    /* a: pid */
    TRACE_REDUCE,  /* the master in a reduce block */
    TRACE_MESSAGE, /* a moment, as are the rest: sent to the master */
    TRACE_DEATH,   /* of the process `a`, b: code << 32 | status */
    TRACE_WORKERS, /* a: so many are alive */
    TRACE_DONE,    /* a: so many iterations of a loop are done */
    TRACE_MEMORY,  /* a: most bytes of memory of a process */
    TRACE_KINDS
};

#define TRACE_OPEN UINT64_MAX

/* Written by one process; `kind` comes last.  What has a length gets it at its
 * end; where there was none, the process died meanwhile. */
struct event {
    uint64_t began;
    _Atomic uint64_t length; /* ns */
    int64_t a, b;
    uint32_t place;
    uint16_t track;
    _Atomic uint16_t kind;
};

enum { BLOCK_EVENTS = 408, TRACKS = 4096 };

/* Numbers of tasks begin here, those of workers at 0. */
enum { TRACK_TASKS = 1 << 30 };

struct block {
    uint32_t id; /* of the process */
    uint32_t unused[15];
    struct event events[BLOCK_EVENTS];
};

/* A row of the timeline: the first process, or worker `number` of the process
 * on another track. */
struct track {
    _Atomic uint64_t key; /* parent << 32 | number + 1; 0: not in use */
};

struct trace {
    _Atomic uint32_t used; /* blocks handed out */
    _Atomic uint32_t lost; /* events that there was no room for */
    uint32_t size;         /* blocks that there are */
    struct track tracks[TRACKS];
    struct block blocks[];
};

bool trace_start(void);
/* In a new process: it is this worker, or TRACK_TASKS + n, of its parent. */
void trace_process(int number);
/* 0: there is no room, or nobody looks. */
struct event *trace_begin(enum trace_kind, unsigned place, uint64_t now,
                          int64_t a, int64_t b);
void trace_end(struct event *, uint64_t now);
void trace_moment(enum trace_kind, unsigned place, int64_t a, int64_t b);
/* The same, on the track of a worker. */
void trace_moment_of(int worker, enum trace_kind, int64_t a, int64_t b);

/* The file, at the end of the program. */
void trace_write(const struct trace *);
void trace_finish(void);

#pragma GCC visibility pop

#endif
