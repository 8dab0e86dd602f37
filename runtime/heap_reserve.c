/* SPDX-License-Identifier: MIT */
/* heap_reserve.c -- the address space of the shared heap.
 *
 * It is one range, but not one mapping.  The kernel keeps the pages of a
 * shared mapping in one tree with one lock, and workers that touch their
 * shares of a large array for the first time would queue for it: on two
 * cores, filling a gigabyte takes a third less time in pieces of 64 MiB.
 * But every fork copies the description of each piece, which takes about a
 * microsecond: behind the first half gigabyte each piece is half as large as
 * all before it together.  A terabyte has 27.
 *
 * It is anonymous memory until the first block for which huge pages pay. */
#include "internal.h"

#include <sys/mman.h>
#include <unistd.h>

#include "heap.h"
#include "huge.h"

enum { SMALLEST_PIECE = 64 << 20, SMALL_PIECES = 512 << 20 };

static size_t
half(size_t size)
{
    return size / 2 / HUGE_PAGE * HUGE_PAGE;
}

/* Puts a mapping of its own in the place of each piece: of files below root,
 * or anonymous. */
static void
split(char *map, size_t size, int root)
{
    size_t piece;

    for (size_t at = 0; at < size; at += piece) {
        piece = at < SMALL_PIECES ? SMALLEST_PIECE
                                  : at / 2 / HUGE_PAGE * HUGE_PAGE;
        if (piece > size - at)
            piece = size - at;
        if (root >= 0
                ? !huge_map(root, map + at, piece)
                : mmap(map + at, piece, PROT_READ | PROT_WRITE,
                       MAP_FIXED | MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE,
                       -1, 0)
                      == MAP_FAILED)
            return; /* nothing was unmapped: the kernel looks first */
    }
}

/* Address space for the heap; *size is what is wanted, and then what there
 * is.  Where the system does not grant it all (it counts it as used, or it
 * limits the process), half of what it does grant is left to others. */
char *
heap_reserve(size_t *size)
{
    size_t wanted = *size, kept;
    char *map;

    for (;;) {
        map = mmap(NULL, *size, PROT_READ | PROT_WRITE,
                   MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        if (map != MAP_FAILED)
            break;
        *size = half(*size);
        if (*size < HEAP_LEAST)
            return NULL;
    }
    kept = half(*size);
    if (*size < wanted && kept >= HEAP_LEAST) {
        munmap(map + kept, *size - kept);
        *size = kept;
    }
    split(map, *size, -1);
    return map;
}

void
heap_reserve_huge(char *from, size_t size)
{
    int root = huge_open();

    if (root < 0)
        return;
    split(from, size, root);
    close(root);
    madvise(from, size, MADV_DONTDUMP);
}
