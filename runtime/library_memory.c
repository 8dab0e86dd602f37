/* SPDX-License-Identifier: MIT */
/* library_memory.c -- the functions of shm.h on memory; heap.c does the work.
 */
#include <errno.h>
#include <string.h>

#include "heap.h"
#include "library.h"

/* n * size, or false and ENOMEM. */
static bool
product(size_t n, size_t size, size_t *result)
{
    if (!__builtin_mul_overflow(n, size, result))
        return true;
    errno = ENOMEM;
    return false;
}

void *
shm_malloc(size_t size)
{
    return heap_allocate(size, HEAP_ALIGN);
}

void *
shm_calloc(size_t n, size_t size)
{
    size_t total;
    void *block;

    if (!product(n, size, &total))
        return NULL;
    block = shm_malloc(total);
    if (block && total <= HEAP_KEPT)
        memset(block, 0, total);
    return block;
}

void *
shm_realloc(void *block, size_t size)
{
    size_t room;
    void *moved;

    if (!block)
        return shm_malloc(size);
    if (heap_resize(block, size ? size : 1))
        return block;
    moved = shm_malloc(size);
    if (!moved)
        return NULL;
    room = heap_room(block);
    memcpy(moved, block, room < size ? room : size);
    heap_free(block);
    return moved;
}

void *
shm_aligned_alloc(size_t alignment, size_t size)
{
    if (alignment == 0 || (alignment & (alignment - 1)) != 0) {
        errno = EINVAL;
        return NULL;
    }
    return heap_allocate(size, alignment);
}

void
shm_free(void *block)
{
    heap_free(block);
}

void *
shm_memdup(const void *from, size_t size)
{
    void *copy = shm_malloc(size);

    return copy && size ? memcpy(copy, from, size) : copy;
}

char *
shm_strdup(const char *string)
{
    return shm_memdup(string, strlen(string) + 1);
}

void *
shm_array(size_t n, size_t size, const void *value)
{
    size_t total, done;
    char *array;

    if (!product(n, size, &total))
        return NULL;
    array = shm_malloc(total);
    if (!array || !value || total == 0)
        return array;
    memcpy(array, value, size);
    for (done = size; done < total - done; done += done)
        memcpy(array + done, array, done); /* doubling what is there */
    memcpy(array + done, array, total - done);
    return array;
}

void *
shm_array_copy(size_t n, size_t size, const void *from)
{
    size_t total;

    return product(n, size, &total) ? shm_memdup(from, total) : NULL;
}
