/* SPDX-License-Identifier: MIT */
/* control.c -- control memory: the pages that a master shares with its workers
 * for the time of a region.
 *
 *   guard | control | slots | rings | parts | guard
 *
 * It is anonymous: no name that could be left behind or opened by others.
 * The guard pages stop a wild store that runs on from a neighbour.  Rings and
 * parts that are not used take address space only.  A segment is kept for the
 * next region of the same process, with its doorbell.
 */
#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <unistd.h>

enum { KEEP_PARTS = 1 << 20 }; /* bytes; segments with more are not kept */

static struct segment *spare;

/* ---- memory -------------------------------------------------------------- */

static size_t
page_size(void)
{
    return (size_t)sysconf(_SC_PAGESIZE);
}

static size_t
round_up(size_t size, size_t to)
{
    return (size + to - 1) & ~(to - 1);
}

void *
shared_map(size_t size)
{
    size_t page = page_size(), whole = round_up(size, page) + 2 * page;
    char *memory;

    if (size > SIZE_MAX / 2) {
        errno = ENOMEM;
        return NULL;
    }
    memory = mmap(NULL, whole, PROT_READ | PROT_WRITE,
                  MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED)
        return NULL;
    if (mprotect(memory, page, PROT_NONE) < 0
        || mprotect(memory + whole - page, page, PROT_NONE) < 0) {
        munmap(memory, whole);
        return NULL;
    }
    return memory + page;
}

void
shared_unmap(void *memory, size_t size)
{
    size_t page = page_size();

    munmap((char *)memory - page, round_up(size, page) + 2 * page);
}

int
descriptor_up(int fd)
{
    int up;

    if (fd < 0 || fd > STDERR_FILENO)
        return fd;
    up = fcntl(fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    close(fd);
    return up;
}

/* ---- segments ------------------------------------------------------------ */

static size_t
slots_at(void)
{
    return round_up(sizeof(struct control), CACHE_LINE);
}

static size_t
rings_at(int capacity)
{
    return slots_at() + (size_t)capacity * sizeof(struct slot);
}

static size_t
parts_at(int capacity)
{
    return rings_at(capacity) + (size_t)capacity * sizeof(struct ring);
}

static void
segment_free(struct segment *segment)
{
    if (segment->memory)
        shared_unmap(segment->memory, segment->size);
    if (segment->doorbell >= 0)
        close(segment->doorbell);
    free(segment);
}

/* Fresh memory is zero, so there is nothing else to set up. */
static struct segment *
segment_new(int capacity, size_t parts_size)
{
    struct segment *segment = calloc(1, sizeof *segment);
    int error;

    if (!segment)
        return NULL;
    segment->capacity = capacity;
    segment->parts_size = parts_size;
    segment->doorbell = descriptor_up(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
    if (segment->doorbell >= 0
        && !__builtin_mul_overflow(parts_size, 2 * (size_t)capacity,
                                   &segment->size)
        && !__builtin_add_overflow(parts_at(capacity), segment->size,
                                   &segment->size))
        segment->memory = shared_map(segment->size);
    if (!segment->memory) {
        error = errno ? errno : ENOMEM;
        segment_free(segment);
        errno = error;
        return NULL;
    }
    return segment;
}

/* As new, but for the bytes of rings and parts, which are not read before
 * they are written. */
static void
segment_clean(struct segment *segment, int workers)
{
    char *memory = segment->memory;
    struct ring *rings = (struct ring *)(memory + rings_at(segment->capacity));

    memset(memory, 0, rings_at(workers));
    for (int w = 0; w < workers; w++) {
        atomic_init(&rings[w].head, 0);
        atomic_init(&rings[w].waiting, 0);
        atomic_init(&rings[w].tail, 0);
    }
}

/* The segment kept from the last region, if it is large enough, else a new
 * one. */
bool
control_open(struct shmrt_team *team, int workers)
{
    struct segment *segment = spare;
    char *memory;

    spare = NULL;
    if (segment && (segment->capacity < workers
                    || segment->parts_size < team->parts_size)) {
        segment_free(segment);
        segment = NULL;
    }
    if (segment)
        segment_clean(segment, workers);
    else
        segment = segment_new(workers, team->parts_size);
    if (!segment)
        return false;
    memory = segment->memory;
    team->segment = segment;
    team->doorbell = segment->doorbell;
    team->control = (struct control *)memory;
    team->slots = (struct slot *)(memory + slots_at());
    team->rings = (struct ring *)(memory + rings_at(segment->capacity));
    team->parts = (unsigned char *)memory + parts_at(segment->capacity);
    return true;
}

/* Keeps the segment, unless it is one with much memory in it, or of a region
 * that failed: a worker may have been left behind that does not die. */
void
control_close(struct shmrt_team *team)
{
    struct segment *segment = team->segment;

    team->segment = NULL;
    if (!spare && segment->parts_size <= KEEP_PARTS && !team->failed)
        spare = segment;
    else
        segment_free(segment);
}

void
control_forget(void)
{
    if (spare)
        segment_free(spare);
    spare = NULL;
}
