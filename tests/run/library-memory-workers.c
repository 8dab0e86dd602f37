/* SPDX-License-Identifier: MIT */
/* All workers allocate and free at the same time, sizes of every kind, and
 * free what others have allocated; nothing overlaps. */
#include "check.h"
#include <shm.h>
#include <string.h>

enum { SLOTS = 64, ROUNDS = 4000 };

struct block {
    size_t size;
    unsigned char mark;
    unsigned char data[];
};

static struct block *slot[SLOTS];
#pragma shm shared(slot)

static void check(const struct block *b)
{
    for (size_t k = 0; k < b->size; k += 1 + b->size / 50)
        CHECK(b->data[k] == b->mark);
    CHECK(b->size == 0 || b->data[b->size - 1] == b->mark);
}

int main(void)
{
    int left = 0;

#pragma shm parallel for schedule(dynamic, 5)
    for (int i = 0; i < ROUNDS; i++) {
        size_t size = (size_t)i * 7919 % (i % 50 ? 3000 : 300000);
        struct block *b = shm_malloc(sizeof *b + size), *old;

        CHECK(b);
        b->size = size;
        b->mark = (unsigned char)i;
        memset(b->data, b->mark, size);
#pragma shm critical
        {
            old = slot[i % SLOTS];
            slot[i % SLOTS] = b;
        }
        if (old) {
            check(old);
            shm_free(old);
        }
    }
    for (int i = 0; i < SLOTS; i++)
        if (slot[i]) {
            check(slot[i]);
            shm_free(slot[i]);
            left++;
        }
    printf("%d\n", left);
    return 0;
}
