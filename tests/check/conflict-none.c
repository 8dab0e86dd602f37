/* Writes that something keeps apart are no conflicts: critical, atomic,
 * ordered, locks, barriers, single, masked, reductions, regions one after the
 * other, blocks that are given back, reduce blocks. */
// env: SHM_CHECK=writes,conflicts,fatal
#include <shm.h>
#include <stdio.h>
#include <stdlib.h>

static int critical, ordered, phase, once, masked, by_master, region;
static long atomic;
static _Complex double wide;
static shm_lock_t lock;
static shm_nest_lock_t nest;
static int locked, nested, sum, last;
#pragma shm shared(critical, ordered, phase, once, masked, by_master, region)
#pragma shm shared(atomic, wide, lock, nest, locked, nested, sum, last)

static void
all_kinds(int i)
{
    #pragma shm critical
    critical += i;
    #pragma shm critical(other)
    critical += 0;
    #pragma shm atomic
    atomic += i;
    #pragma shm atomic
    wide += i;
    shm_set_lock(&lock);
    locked += i;
    shm_unset_lock(&lock);
    shm_set_nest_lock(&nest);
    nested += i;
    shm_unset_nest_lock(&nest);
}

int
main(void)
{
    shm_init_lock(&lock);
    shm_init_nest_lock(&nest);
    #pragma shm parallel for ordered schedule(dynamic, 2) reduction(+ : sum) \
        lastprivate(last)
    for (int i = 0; i < 40; i++) {
        int *block = shm_malloc(64 + i);

        block[3] = i;
        all_kinds(i);
        #pragma shm ordered
        ordered += i;
        sum += i;
        last = i;
        #pragma shm reduce(i)
        by_master += i;
        shm_free(block);
    }
    #pragma shm parallel
    {
        for (int k = 0; k < 6; k++) {
            if (shm_worker_num() == k % shm_num_workers())
                phase = k;
            #pragma shm barrier
        }
        #pragma shm single
        once = 3;
        #pragma shm masked
        masked = 4;
        #pragma shm for reduction(+ : sum)
        for (int i = 0; i < 10; i++)
            sum += i;
    }
    for (int k = 0; k < 3; k++) {
        #pragma shm parallel for schedule(static, 1)
        for (int i = k; i < k + 3; i++)
            if (i == k + k % 3)
                region = i + 10;
    }
    printf("%d %d %d\n", critical, ordered, sum);
    return critical == 780 && atomic == 780 && locked == 780 && nested == 780
                   && ordered == 780 && by_master == 780 && sum == 825
                   && phase == 5 && last == 39
               ? 0
               : 1;
}
