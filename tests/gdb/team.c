/* SPDX-License-Identifier: MIT */
/* team.c -- a region with one worker, one in which the workers wait while the
 * master is in a reduce block, and a failure that is described afterwards. */
#include <shm.h>
#include <stdio.h>
#include <time.h>

static int table[10];
static volatile int go;
static shm_lock_t lock;
#pragma shm shared(table, go, lock)

static void here(int i)
{
    table[i] = i;
}

static void in_master(int worker)
{
    printf("%d\n", worker);
}

static void finished(struct shm_error *e)
{
    printf("%d\n", e->code);
}

int main(void)
{
    int local = 41;
    #pragma shm shared(local)
    struct shm_error e = { 0 };
    char *text = shm_strdup("text");

    local++;
    shm_set_lock(&lock);
    #pragma shm parallel for num_workers(1) label("alone")
    for (int i = 0; i < 10; i++)
        here(i);
    #pragma shm parallel num_workers(2) label("pair")
    {
        int me = shm_worker_num();

        if (me == 1) {
            #pragma shm reduce(me)
            {
                in_master(me);
                go = 1;
            }
        }
        while (!go)
            nanosleep(&(struct timespec){ 0, 1000000 }, NULL);
    }
    shm_unset_lock(&lock);
    #pragma shm parallel for num_workers(2) error(e)
    for (int i = 0; i < 10; i++)
        if (i == 5)
            shm_fail(3, "it is %d", i);
    finished(&e);
    shm_free(text);
    return 0;
}
