/* SPDX-License-Identifier: MIT */
/* ahead.c -- the pages of shared memory that a worker is about to use are put
 * into its page tables at once.
 *
 * A worker begins without any, since fork does not copy those of shared
 * memory, and a fault for each page takes most of a short region over large
 * arrays.  Only what exists already is mapped so: pages that nobody has
 * touched are made by the faults, which zero them right before they are
 * written to, and are not made at all where the program never comes.  Reading
 * is enough: such a page is mapped for writing too, with its neighbours.
 *
 * Everything here is private to the worker, and a hint: errors do not matter.
 */
#include "internal.h"

#include "library.h"

#include <sys/mman.h>
#include <unistd.h>

#ifndef MADV_POPULATE_READ
#define MADV_POPULATE_READ 22
#endif

enum { RANGES = 16, SAMPLES = 8 };

struct range {
    uintptr_t first, last;
};

/* What was mapped lately, so that a loop that comes again costs nothing. */
static struct range mapped[RANGES];
static unsigned next_range;

static bool
is_mapped(uintptr_t first, uintptr_t last)
{
    for (int i = 0; i < RANGES; i++)
        if (mapped[i].first <= first && last <= mapped[i].last)
            return true;
    return false;
}

/* Has somebody touched the pages?  As a few of them show. */
static bool
exists(uintptr_t first, uintptr_t last, uintptr_t page)
{
    uintptr_t step = (last - first) / SAMPLES / page * page;
    unsigned char there;

    for (int i = 0; i < SAMPLES; i++)
        if (mincore((void *)(first + (uintptr_t)i * step), page, &there) < 0
            || !(there & 1))
            return false;
    return true;
}

void
shmrt_map_ahead(shmrt_size from, shmrt_size size)
{
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    uintptr_t first = (from + page - 1) & ~(page - 1);
    uintptr_t last = (from + size) & ~(page - 1);

    if (!process.slot || last <= first || is_mapped(first, last)
        || !shm_is_shared((void *)first)
        || !shm_is_shared((void *)(last - 1)))
        return;
    if (!exists(first, last, page))
        return;
    madvise((void *)first, last - first, MADV_POPULATE_READ);
    mapped[next_range++ % RANGES] = (struct range){ first, last };
}
