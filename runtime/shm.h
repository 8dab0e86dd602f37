/* SPDX-License-Identifier: MIT */
/* shm.h -- the library of the shm language, for users.
 *
 * Under shmcc (`_SHM` is defined) these are functions of libshmrt.  Under any
 * other compiler, which ignores the directives, they are defined in here as
 * for a team of one, number 0, and no library is needed: a correct shm
 * program gives the same answer both ways.
 *
 * Every function may be called anywhere, in the master and in workers, in and
 * out of regions, unless it says otherwise; none but shm_cancel from
 * a signal handler.
 * Numbers in [brackets] are the sections of OpenMP 5.2 whose rules hold.
 */
#ifndef SHM_H
#define SHM_H 1

#include <stddef.h>    /* size_t */
#include <sys/types.h> /* pid_t */

/* ---- types ------------------------------------------------------------- */

/* Schedules of shm_set_schedule, for loops with schedule(runtime). */
typedef enum shm_sched {
    shm_sched_static = 1,
    shm_sched_dynamic = 2,
    shm_sched_guided = 3,
    shm_sched_auto = 4
} shm_sched_t;

/* Locks.  They exclude workers only where they lie in shared memory: an
 * object named in `shared`, or memory from shm_malloc.  The words are the
 * library's own: shm_init_lock sets them, all zero is an unset lock too. */
typedef struct shm_lock {
    unsigned int shm_word;
} shm_lock_t;

typedef struct shm_nest_lock {
    shm_lock_t shm_lock;
    unsigned int shm_count; /* how often the owner has set it */
} shm_nest_lock_t;

/* Numbers of iterations. */
#ifdef __GNUC__
__extension__
#endif
    typedef long long shm_iteration_t;

/* What a region failed of. */
enum shm_error_kind {
    SHM_OK = 0,   /* it did not */
    SHM_SIGNAL,   /* a signal killed a worker: code is the signal */
    SHM_EXIT,     /* a worker called exit or _exit: code is the status */
    SHM_FAILED,   /* a worker gave up itself: code is its own */
    SHM_TIMEOUT,  /* a chunk took longer than timeout(s) allows */
    SHM_RESOURCE, /* the system has no memory or processes: code is errno */
    SHM_DAMAGED   /* data shared by the workers may be half written */
};

/* The object of error(e).  All zero after a region without failure. */
struct shm_error {
    enum shm_error_kind kind;
    int worker; /* its number, from 0; -1: no worker is the cause */
    pid_t pid;
    int code;         /* see shm_error_kind; 0 where it says nothing */
    const char *file; /* the directive's place */
    int line;
    shm_iteration_t first; /* the chunk's iterations, */
    shm_iteration_t last;  /* the last one included */
    int attempts;          /* how often the chunk was begun */
    shm_iteration_t lost;  /* iterations given up, onfail(skip) */
    char message[512];
};

/* How far a loop has come: shm_on_progress. */
struct shm_progress {
    const char *label; /* of its label("..."), else "parallel for f.c:12" */
    const char *file;
    int line;
    shm_iteration_t done; /* iterations that are done, in whole chunks */
    shm_iteration_t total;
    double seconds; /* since the loop began */
    double rate;    /* iterations a second */
    double left;    /* seconds; less than 0: not known */
    int workers;    /* at work; 0 in serial mode */
    int retries;    /* chunks that were run again */
    int finished;   /* 1: the last call for this loop */
};

/* Typed arrays in shared memory, of n elements; NULL and ENOMEM where there
 * is no room, also when the size is more than a size_t holds.  `type` is such
 * that `type *` points to it.
 *
 *     double *a = shm_empty(double, n);       undefined values
 *     double *b = shm_full(double, n, 1.0);   each a copy of the value
 *     double *c = shm_copy(b, n);             a copy of n elements at b
 */
#define shm_empty(type, n) ((type *)shm_array((n), sizeof(type), NULL))
#ifdef __cplusplus
#define shm_full(type, n, value) (shm_full_array<type>((n), (value)))
#define shm_copy(ptr, n) (shm_copy_array((ptr), (n)))
#else
#define shm_full(type, n, value) \
    ((type *)shm_array((n), sizeof(type), (type[1]){ value }))
#define shm_copy(ptr, n) (shm_array_copy((n), sizeof *(ptr), (ptr)))
#endif

/* For shm_fail, which does not return. */
#ifdef __GNUC__
#define SHM_FAIL_ATTRIBUTE \
    __attribute__((__noreturn__, __format__(__printf__, 2, 3)))
#else
#define SHM_FAIL_ATTRIBUTE
#endif

#ifdef _SHM

#ifdef __cplusplus
extern "C" {
#endif

/* ---- team -------------------------------------------------------------- */

/* The caller's number in its team, 0 .. shm_num_workers() - 1.  0 in serial
 * mode, outside regions and in reduce blocks.  [18.2.4] */
int shm_worker_num(void);

/* Size of the caller's team, 1 outside regions and in serial mode.  [18.2.2]
 */
int shm_num_workers(void);

/* How many workers a region without num_workers that were met here would
 * have, at least 1.  [18.2.3] */
int shm_max_workers(void);

/* Sets that number for the regions that the caller meets from now on; one of
 * less than 1 is ignored.  Serial mode beats it.  [18.2.1] */
void shm_set_num_workers(int workers);

/* How many processors this process may run on: the smaller of its affinity
 * mask and its control group's quota; at least 1.  [18.7.1] */
int shm_num_procs(void);

/* 1 in a region with a team of more than one worker at any level, else 0.
 * [18.2.5] */
int shm_in_parallel(void);

/* How many regions enclose the caller; those that run serially count.
 * [18.2.17] */
int shm_level(void);

/* The same, but only those with a team of more than one.  [18.2.20] */
int shm_active_level(void);

/* The number, in its team at `level`, of the worker that the caller descends
 * from (itself at its own level), 0 at level 0; -1 where level is less than 0
 * or more than shm_level().  [18.2.18] */
int shm_ancestor_num(int level);

/* The size of that team, 1 at level 0; -1 as above.  [18.2.19] */
int shm_team_size(int level);

/* How many nested regions may have a team of more than one; those further in
 * run serially.  Less than 0 is ignored.  [18.2.16, 18.2.15] */
int shm_max_levels(void);
void shm_set_max_levels(int levels);

/* The schedule of loops with schedule(runtime) that the caller meets from now
 * on.  A chunk of less than 1 means the schedule's default.  A kind that is
 * none is ignored.  [18.2.11, 18.2.12] */
void shm_set_schedule(shm_sched_t kind, int chunk);
void shm_get_schedule(shm_sched_t *kind, int *chunk);

/* The caller's own process number. */
pid_t shm_worker_pid(void);

/* Process number of the team's master; the caller's own outside regions. */
pid_t shm_master_pid(void);

/* Ends the running region: the innermost one that the caller is master of, or
 * else works in; nothing happens outside of any.  No worker takes another
 * chunk; each leaves at its next cancellation point, barrier or wait for the
 * others.  It may be called from a signal handler. */
void shm_cancel(void);

/* ---- serial mode ------------------------------------------------------- */

/* Serial mode: regions run in the master itself, as team of one, for a
 * debugger.  SHM_NUM_WORKERS=0 sets it at the start.  Holds for regions that
 * the caller meets from now on. */
void shm_set_serial(int flag);
int shm_get_serial(void);

/* ---- memory ------------------------------------------------------------ */

/* Memory that the master and all workers share, at the same address in each,
 * also when a worker allocates it, also after the region; any of them may
 * free it.  Used on touch; aligned to 16 bytes at least.  NULL and ENOMEM
 * where the system (or the control group) has no room for it; a size of 0
 * gives memory that must not be touched. */
void *shm_malloc(size_t size);

/* n elements of `size` bytes, all zero; n * size may not overflow. */
void *shm_calloc(size_t n, size_t size);

/* As realloc: on failure the old block stays as it is.  `block` may be NULL.
 * A size of 0 is allowed and frees nothing. */
void *shm_realloc(void *block, size_t size);

/* NULL and EINVAL where alignment is no power of two; any size. */
void *shm_aligned_alloc(size_t alignment, size_t size);

/* NULL is allowed.  A block freed twice, or an address that is no block, ends
 * the program with status 70 and a message. */
void shm_free(void *block);

char *shm_strdup(const char *string);
void *shm_memdup(const void *from, size_t size);

/* 1 where the address lies in the shared heap or in an object named in
 * `shared`, else 0.  (A constant object of static life stays where it is:
 * it is the same in every process.) */
int shm_is_shared(const volatile void *address);

/* Behind shm_empty, shm_full and shm_copy: n elements of `size` bytes, each
 * with the bytes of *value (NULL: undefined), or those of the array `from`. */
void *shm_array(size_t n, size_t size, const void *value);
void *shm_array_copy(size_t n, size_t size, const void *from);

/* ---- locks ------------------------------------------------------------- */

/* Unset at first.  A lock that is not in shared memory ends the program with
 * status 70 and a message.  [18.9.1] */
void shm_init_lock(shm_lock_t *lock);
void shm_init_nest_lock(shm_nest_lock_t *lock);

/* The lock is unset and will not be used any more.  [18.9.3] */
void shm_destroy_lock(shm_lock_t *lock);
void shm_destroy_nest_lock(shm_nest_lock_t *lock);

/* Waits until the lock is unset and takes it.  Setting a plain lock that one
 * holds oneself ends the program with 70: it would wait for ever.  A nest
 * lock may be set again by its owner.  [18.9.4] */
void shm_set_lock(shm_lock_t *lock);
void shm_set_nest_lock(shm_nest_lock_t *lock);

/* Gives it away; one that the caller does not hold ends the program with 70.
 * [18.9.5] */
void shm_unset_lock(shm_lock_t *lock);
void shm_unset_nest_lock(shm_nest_lock_t *lock);

/* Takes it if that needs no waiting: 1 (for a nest lock: how often the caller
 * now holds it), else 0.  [18.9.6] */
int shm_test_lock(shm_lock_t *lock);
int shm_test_nest_lock(shm_nest_lock_t *lock);

/* ---- time -------------------------------------------------------------- */

/* Seconds since some moment that is the same for all processes of the
 * machine; never goes back.  [18.10.1] */
double shm_wtime(void);

/* Seconds between two ticks of that clock.  [18.10.2] */
double shm_wtick(void);

/* ---- errors ------------------------------------------------------------ */

/* A worker gives up, with a message: its region fails.  The status is code if
 * that is from 1 to 125, else 70; error(e) gives both the code and the message.
 * In serial mode and outside regions it prints the message and ends the
 * program with that status, also in a region with error(e): there is no way
 * out of its block. */
void shm_fail(int code, const char *format, ...) SHM_FAIL_ATTRIBUTE;

/* One line that says what happened, without newline; "no error" for SHM_OK.
 * Stays valid as long as the object. */
const char *shm_strerror(const struct shm_error *error);

/* Writes `prefix: ` (unless NULL or empty) and that line to stderr. */
void shm_perror(const char *prefix, const struct shm_error *error);

/* ---- progress ---------------------------------------------------------- */

/* The function is called in the master, at most ten times a second, while a
 * loop runs that takes longer than a second, and once when it has ended;
 * regions in the function are not shown.  It takes the place of what
 * SHM_PROGRESS says.  NULL: none.  The loop stays as it is with an ordinary
 * compiler: no calls. */
void shm_on_progress(void (*function)(const struct shm_progress *));

/* ---- machine ----------------------------------------------------------- */

/* Bytes of memory of the machine, or of the control group where it is
 * allowed less; and those of them that are free to be used.  0: unknown. */
size_t shm_total_memory(void);
size_t shm_available_memory(void);

#ifdef __cplusplus
}
#endif

#else
#include "shm_serial.h"
#endif

#ifdef __cplusplus
template <class T>
T *
shm_full_array(size_t n, const T &value)
{
    return static_cast<T *>(shm_array(n, sizeof(T), &value));
}
template <class T>
T *
shm_copy_array(const T *from, size_t n)
{
    return static_cast<T *>(shm_array_copy(n, sizeof(T), from));
}
#endif

#undef SHM_FAIL_ATTRIBUTE

#endif
