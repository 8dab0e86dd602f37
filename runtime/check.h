/* SPDX-License-Identifier: MIT */
/* check.h -- SHM_CHECK: writes that are lost, and writes that meet.
 *
 * The rest of the runtime tells what happens by CHECKS(check_...()), as it does
 * for eyes.h: a test of one word of private memory where nothing is looked
 * for.
 *
 *   check.c          passes it on
 *   check_pages.c    which pages has this process written to?
 *   check_blocks.c   which blocks of malloc are the program's own?
 *   check_objects.c  which bytes of private memory are watched
 *   check_writes.c   compares them with what they were at the fork
 *   check_conflicts.c  shared memory that two workers have written to
 *   check_baton.c      one process at a time
 *   check_log.c      findings of all processes, in shared memory
 *   check_show.c     what is said of them, by the master
 */
#ifndef SHM_CHECK_H
#define SHM_CHECK_H 1

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma GCC visibility push(hidden)

struct shmrt_loop;
struct shmrt_place;
struct shmrt_team;

enum { CHECK_WRITES = 1, CHECK_CONFLICTS = 2 };

/* What is looked for; private. */
extern unsigned check_for;

#define CHECKS(call)                             \
    do {                                         \
        if (__builtin_expect(check_for != 0, 0)) \
            call;                                \
    } while (0)

/* ---- what happens: check.c ----------------------------------------------- */

/* In the master, before its first fork and when all have ended; `caller` is
 * where the region stands in the program. */
void check_region_begin(void);
void check_region_end(const struct shmrt_team *);
/* In a process that is about to fork a task. */
void check_task_begin(void);
/* In a worker; in a task. */
void check_process_begin(void);
void check_chunk_begin(const struct shmrt_loop *);
void check_chunk_end(const struct shmrt_loop *);
void check_process_end(void);
/* Of its own tasks: one has ended; all that it waited for have. */
void check_task_ended(const struct shmrt_place *);
void check_tasks_waited(void);
/* In the master: its workers have been forked; around a reduce block. */
void check_region_forked(void);
void check_block(bool begins);
/* In front of a barrier. */
void check_barrier(void);
/* Around a sleep: others may run.  The answer of the first is for the second.
 */
bool check_pause(void);
void check_resume(bool);
/* Lets others run who wait. */
void check_yield(void);
/* In a master: its worker has died. */
void check_dead(uint32_t id);
/* 1: a lock is ours from here on; -1: it is about to be given back. */
void check_guard(int change);
/* Words of shared memory that are a lock. */
void check_lock(const volatile void *, size_t size);
/* A block of the shared heap, just allocated. */
void check_new_block(void *, size_t size);
/* The object's value is meant to be this process's own, or leaves it by
 * another way. */
void check_private(const volatile void *object, size_t size);
/* In a process that the program forked itself: nothing is looked for. */
void check_close(void);

/* ---- pages: check_pages.c ------------------------------------------------ */

typedef void page_look(char *from, char *to, void *data);

/* From now on, in this process, for these whole pages. */
void pages_watch(char *from, char *to);
/* Calls for each run of pages that this process may have written to since it
 * asked for them last, or since pages_watch. */
void pages_written(char *from, char *to, page_look *look, void *data);
/* The same for pages that it has touched at all. */
void pages_touched(char *from, char *to, page_look *look, void *data);
void pages_forget(void); /* in a new process */

/* ---- blocks: check_blocks.c ---------------------------------------------- */

struct malloc_block {
    uintptr_t address;
    size_t size;
    uintptr_t caller; /* in the program, where it was asked for */
    uint64_t born;
};

/* Sees to it that the calls of malloc in modules that were loaded since the
 * last time go through this file. */
void blocks_watch(void);
/* All blocks that there are, by rising address. */
void blocks_all(void (*)(const struct malloc_block *, void *data), void *data);
uint64_t blocks_clock(void); /* later blocks have this number or more */
/* The block that the byte lies in. */
bool blocks_find(uintptr_t address, struct malloc_block *);

/* ---- modules and objects: check_objects.c -------------------------------- */

enum { OBJECT_NAME = 64, MODULE_PATH = 256 };

/* An object of static life. */
struct object {
    uintptr_t address;
    size_t size;
    char name[OBJECT_NAME];
    int module;
    bool zero; /* at the program's begin, and not in its file */
    bool shared;
};

/* Finds those of modules loaded since the last time; false: this program
 * cannot be looked at. */
bool objects_update(void);
size_t objects_count(void);
const struct object *objects_at(size_t);              /* by rising address */
const struct object *objects_find(uintptr_t address); /* or 0 */
/* The file of a module, and what is to be subtracted from addresses. */
const char *objects_module(const struct object *, uintptr_t *base);
/* May the program's own calls and objects be in this module? */
struct dl_phdr_info;
bool module_is_users(const struct dl_phdr_info *);
void module_path(const struct dl_phdr_info *, char *to, size_t room);

/* ---- private memory: check_writes.c -------------------------------------- */

void writes_begin(void);
void writes_chunk_end(const struct shmrt_loop *);
void writes_end(void);
void writes_private(uintptr_t address, size_t size);

/* ---- shared memory: check_conflicts.c ------------------------------------- */

bool conflicts_start(void); /* false: no memory */
void conflicts_fork(void);  /* in a master, before it forks; */
void conflicts_task(void);  /* for a task */
void conflicts_begin(void); /* in the new process */
void conflicts_end(void);
void conflicts_over(void); /* a region, in its master */
void conflicts_waited(void);
bool conflicts_pause(void);
void conflicts_resume(bool);
void conflicts_yield(void);
void conflicts_chunk_begin(const struct shmrt_loop *);
void conflicts_chunk_end(void);
void conflicts_barrier(void);
void conflicts_block(bool begins);
void conflicts_guard(int change);
void conflicts_ignore(uintptr_t address, size_t size);
void conflicts_new_block(char *block, size_t size);
/* check_baton.c: one process at a time.  True: who had it last has died. */
bool baton_start(void);
bool baton_take(void);
bool baton_yield(void); /* lets one have it who waits */
void baton_give(void);
bool baton_is_ours(void);
void baton_dead(uint32_t id);
/* Nobody needs it any more: nothing can be told. */
void baton_drop(void);
bool baton_is_dropped(void);
/* The first time in a team, by rising number, so that what is said does not
 * depend on who was quicker: before and after baton_take. */
void baton_new_team(uint32_t team);
void baton_wait_in_order(uint32_t team);
void baton_next(uint32_t team);

/* globals.c: the sections that are shared. */
void globals_areas(void (*)(char *from, char *to));

/* ---- findings: check_log.c ----------------------------------------------- */

enum { WINDOW = 32, FINDINGS = 1 << 12 };

/* Where in a loop something was done. */
struct check_chunk {
    int line; /* of the loop; 0: in none */
    bool sections;
    long long base, step;
    unsigned long long first, last;
};

struct check_chunk check_chunk_of(const struct shmrt_loop *);

/* One object that a process wrote to in vain, or two to the same place. */
struct finding {
    uint32_t kind;      /* CHECK_WRITES, CHECK_CONFLICTS */
    uint32_t collector; /* id of the process that is to tell it */
    int worker[2];      /* -1: a task */
    struct check_chunk chunk[2];
    uintptr_t object, address; /* begin of the object; the first byte */
    uint64_t size;             /* of the object */
    uint64_t bytes;            /* that differ */
    uintptr_t caller;          /* of malloc; 0: the object is static */
    uintptr_t window;          /* where the values begin */
    unsigned char old[WINDOW], new[WINDOW];
};

/* check.c: adds what this process has found. */
void check_found(struct finding *);

bool log_start(void); /* false: no memory */
void log_add(const struct finding *);
/* The oldest for this process; false: there is none. */
bool log_take(struct finding *);
uint64_t log_dropped(void); /* since the last call; for want of room */
/* Has nobody said this before?  Then it is said now. */
bool log_is_new(uint64_t key);

/* ---- check_show.c -------------------------------------------------------- */

/* Tells what was found for this process; how many things that was. */
unsigned show_findings(const struct shmrt_place *, uintptr_t caller);

/* backtrace.c: the function in which the address lies, and its line ("f.c:44",
 * without folders); empty where it is not known. */
void backtrace_look_up(uintptr_t address, char *function, char *line,
                       size_t room);

#pragma GCC visibility pop

#endif
