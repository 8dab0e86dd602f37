/* SPDX-License-Identifier: MIT */
/* Locks: set, unset, test; nest locks may be set again by their owner. */
#include "check.h"
#include <shm.h>

static shm_lock_t lock;
static shm_nest_lock_t nest;
static long sum, deep;
#pragma shm shared(lock, nest, sum, deep)

static void add(int levels)
{
    shm_set_nest_lock(&nest);
    deep++;
    if (levels > 1)
        add(levels - 1);
    shm_unset_nest_lock(&nest);
}

int main(void)
{
    shm_lock_t *many = shm_calloc(4, sizeof *many);
    int *count = shm_calloc(4, sizeof *count);

    CHECK(many && count);
    shm_init_lock(&lock);
    shm_init_nest_lock(&nest);
    for (int i = 0; i < 4; i++)
        shm_init_lock(&many[i]);

#pragma shm parallel for schedule(dynamic, 3)
    for (int i = 0; i < 2000; i++) {
        long before;

        shm_set_lock(&lock);
        before = sum;
        for (volatile int spin = 0; spin < 20; spin++)
            ;
        sum = before + i;
        CHECK(shm_test_lock(&lock) == 0);
        shm_unset_lock(&lock);

        while (!shm_test_lock(&many[i % 4]))
            ;
        count[i % 4]++;
        shm_unset_lock(&many[i % 4]);

        add(3);
        shm_set_nest_lock(&nest);
        CHECK(shm_test_nest_lock(&nest) == 2);
        shm_unset_nest_lock(&nest);
        shm_unset_nest_lock(&nest);
    }
    CHECK(shm_test_lock(&lock) == 1);
    CHECK(shm_test_lock(&lock) == 0);
    shm_unset_lock(&lock);
    CHECK(shm_test_nest_lock(&nest) == 1);
    shm_unset_nest_lock(&nest);
    printf("%ld %ld %d %d\n", sum, deep, count[0], count[3]);
    shm_destroy_lock(&lock);
    shm_destroy_nest_lock(&nest);
    for (int i = 0; i < 4; i++)
        shm_destroy_lock(&many[i]);
    shm_free(many);
    shm_free(count);
    return 0;
}
