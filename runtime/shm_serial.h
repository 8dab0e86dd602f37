/* SPDX-License-Identifier: MIT */
/* shm_serial.h -- the library for a program compiled without shmcc.
 *
 * Included by shm.h, never by users.  A team of one, number 0, and the C
 * library's memory; shm.h says what each function means.  Standard C99 or C++
 * on a POSIX system, and C89 where the compiler is GNU.
 */
#ifndef SHM_SERIAL_H
#define SHM_SERIAL_H 1

/* clang-format off: what fits on a line is on one */

#include <errno.h>
#include <stdarg.h>
#include <stdint.h> /* SIZE_MAX */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#if defined __GNUC__
#define SHM_SERIAL static __inline__ __attribute__((__unused__))
#elif defined __cplusplus || defined __STDC_VERSION__
#define SHM_SERIAL static inline
#else
#define SHM_SERIAL static
#endif

SHM_SERIAL int shm_worker_num(void) { return 0; }
SHM_SERIAL int shm_num_workers(void) { return 1; }
SHM_SERIAL int shm_max_workers(void) { return 1; }
SHM_SERIAL void shm_set_num_workers(int workers) { (void)workers; }
SHM_SERIAL int shm_num_procs(void) { return 1; }
SHM_SERIAL int shm_in_parallel(void) { return 0; }
SHM_SERIAL int shm_level(void) { return 0; }
SHM_SERIAL int shm_active_level(void) { return 0; }
SHM_SERIAL int shm_ancestor_num(int level) { return level == 0 ? 0 : -1; }
SHM_SERIAL int shm_team_size(int level) { return level == 0 ? 1 : -1; }
SHM_SERIAL int shm_max_levels(void) { return 1; }
SHM_SERIAL void shm_set_max_levels(int levels) { (void)levels; }
SHM_SERIAL void shm_cancel(void) {}
SHM_SERIAL void shm_set_serial(int flag) { (void)flag; }
SHM_SERIAL int shm_get_serial(void) { return 1; }
SHM_SERIAL pid_t shm_worker_pid(void) { return getpid(); }
SHM_SERIAL pid_t shm_master_pid(void) { return getpid(); }

SHM_SERIAL void shm_set_schedule(shm_sched_t kind, int chunk)
{
    (void)kind;
    (void)chunk;
}

SHM_SERIAL void shm_get_schedule(shm_sched_t *kind, int *chunk)
{
    *kind = shm_sched_static;
    *chunk = 0;
}

/* ---- memory, serial ---------------------------------------------------- */

SHM_SERIAL void *shm_malloc(size_t size) { return malloc(size ? size : 1); }
SHM_SERIAL void shm_free(void *block) { free(block); }

SHM_SERIAL void *shm_calloc(size_t n, size_t size)
{
    return n && size ? calloc(n, size) : calloc(1, 1);
}

SHM_SERIAL void *shm_realloc(void *block, size_t size)
{
    return realloc(block, size ? size : 1);
}

#if !defined __cplusplus && !defined _ISOC11_SOURCE && \
    !(defined __STDC_VERSION__ && __STDC_VERSION__ >= 201112L)
extern void *aligned_alloc(size_t, size_t); /* C11's, before C11 */
#endif

SHM_SERIAL void *shm_aligned_alloc(size_t alignment, size_t size)
{
    size_t least = alignment < sizeof(void *) ? sizeof(void *) : alignment;

    if (alignment == 0 || (alignment & (alignment - 1)) != 0) {
        errno = EINVAL;
        return NULL;
    }
    if (size > SIZE_MAX - least) {
        errno = ENOMEM;
        return NULL;
    }
    size = size ? (size + least - 1) / least * least : least;
    return aligned_alloc(least, size);
}

SHM_SERIAL void *shm_memdup(const void *from, size_t size)
{
    void *copy = shm_malloc(size);

    return copy && size ? memcpy(copy, from, size) : copy;
}

SHM_SERIAL char *shm_strdup(const char *string)
{
    return (char *)shm_memdup(string, strlen(string) + 1);
}

SHM_SERIAL int shm_is_shared(const volatile void *address)
{
    return address != NULL;
}

SHM_SERIAL void *shm_array(size_t n, size_t size, const void *value)
{
    size_t i;
    char *array;

    if (size && n > SIZE_MAX / size) {
        errno = ENOMEM;
        return NULL;
    }
    array = (char *)shm_malloc(n * size);
    for (i = 0; array && value && i < n; i++)
        memcpy(array + i * size, value, size);
    return array;
}

SHM_SERIAL void *shm_array_copy(size_t n, size_t size, const void *from)
{
    void *array = shm_array(n, size, NULL);

    return array && n ? memcpy(array, from, n * size) : array;
}

/* ---- locks, time, errors, machine, serial ------------------------------ */

SHM_SERIAL void shm_init_lock(shm_lock_t *lock) { lock->shm_word = 0; }
SHM_SERIAL void shm_destroy_lock(shm_lock_t *lock) { (void)lock; }
SHM_SERIAL void shm_set_lock(shm_lock_t *lock) { lock->shm_word = 1; }
SHM_SERIAL void shm_unset_lock(shm_lock_t *lock) { lock->shm_word = 0; }

SHM_SERIAL int shm_test_lock(shm_lock_t *lock)
{
    return lock->shm_word ? 0 : (int)(lock->shm_word = 1);
}

SHM_SERIAL void shm_init_nest_lock(shm_nest_lock_t *lock)
{
    lock->shm_count = 0;
}

SHM_SERIAL void shm_destroy_nest_lock(shm_nest_lock_t *lock) { (void)lock; }
SHM_SERIAL void shm_set_nest_lock(shm_nest_lock_t *lock) { lock->shm_count++; }

SHM_SERIAL void shm_unset_nest_lock(shm_nest_lock_t *lock)
{
    lock->shm_count--;
}

SHM_SERIAL int shm_test_nest_lock(shm_nest_lock_t *lock)
{
    return (int)++lock->shm_count;
}

#ifdef CLOCK_MONOTONIC
SHM_SERIAL double shm_wtime(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}
SHM_SERIAL double shm_wtick(void) { return 1e-9; }
#else
SHM_SERIAL double shm_wtime(void) { return (double)time(NULL); }
SHM_SERIAL double shm_wtick(void) { return 1.0; }
#endif

SHM_SERIAL SHM_FAIL_ATTRIBUTE void shm_fail(int code, const char *format, ...)
{
    va_list list;

    va_start(list, format);
    fputs("shm: gave up: ", stderr);
    vfprintf(stderr, format, list);
    fputs("\n", stderr);
    va_end(list);
    exit(code >= 1 && code <= 125 ? code : 70);
}

SHM_SERIAL const char *shm_strerror(const struct shm_error *error)
{
    return error->kind == SHM_OK ? "no error" : error->message;
}

SHM_SERIAL void shm_perror(const char *prefix, const struct shm_error *error)
{
    fprintf(stderr, "%s%s%s\n", prefix ? prefix : "",
            prefix && *prefix ? ": " : "", shm_strerror(error));
}

SHM_SERIAL void shm_on_progress(void (*function)(const struct shm_progress *))
{
    (void)function;
}

SHM_SERIAL size_t shm_total_memory(void)
{
#ifdef _SC_PHYS_PAGES
    long pages = sysconf(_SC_PHYS_PAGES), size = sysconf(_SC_PAGESIZE);

    if (pages > 0 && size > 0)
        return (size_t)pages * (size_t)size;
#endif
    return 0;
}

SHM_SERIAL size_t shm_available_memory(void)
{
#ifdef _SC_AVPHYS_PAGES
    long pages = sysconf(_SC_AVPHYS_PAGES), size = sysconf(_SC_PAGESIZE);

    if (pages > 0 && size > 0)
        return (size_t)pages * (size_t)size;
#endif
    return 0;
}

#undef SHM_SERIAL

#endif
