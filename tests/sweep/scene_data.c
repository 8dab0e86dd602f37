/* SPDX-License-Identifier: MIT */
/* scene_data.c -- scenes of what leaves a worker: messages, parts of
 * reductions, exports; and of chunks being taken. */
#include "scene.h"

#include <stdio.h>
#include <string.h>

/* ---- chunks -------------------------------------------------------------- */

enum { LOOPS = 34, ITERATIONS = 60 };

/* One loop.  The other worker keeps about in step with the victim, so that it
 * takes chunks between any two of the victim's instructions.  `seen` says how
 * often an iteration was handed out; 0: nobody looks. */
static void
share_out(_Atomic int *seen, int guided)
{
    _Atomic int *steps = &world->sequence[guided];
    int own = 0;

    shm_set_schedule(guided ? shm_sched_guided : shm_sched_dynamic, 1);
#pragma shm for schedule(runtime)
    for (int i = 0; i < ITERATIONS; i++) {
        if (seen && seen[i]++ > 0)
            sweep_wrong("%s: iteration %d twice",
                        guided ? "guided" : "dynamic", i);
        if (seen && shm_worker_num() == 0)
            ++*steps;
        own++;
        for (int k = 0; seen && *steps < own && k < 20; k++)
            sweep_nap();
    }
}

/* More loops before than the ring of their counters has entries.  No
 * iteration is handed out twice, and on success all are. */
void
scene_chunks(void)
{
    struct shm_error error;
    int done = 0;

#pragma shm parallel num_workers(2) onfail(POLICY) error(error) \
    reduction(+: done)
    {
        for (int n = 0; n < LOOPS; n++)
            share_out(0, 0);
        if (shm_worker_num() == 0)
            sweep_begin();
        share_out(world->times, 0);
        share_out(world->times + ITERATIONS, 1);
        if (shm_worker_num() == 0)
            sweep_end();
        done++;
    }
    scene_expect(&error, done, 2);
    for (int i = 0; error.kind == SHM_OK && i < 2 * ITERATIONS; i++)
        if (world->times[i] != 1)
            sweep_wrong("iteration %d: %d times", i, world->times[i]);
}

/* ---- messages ------------------------------------------------------------ */

enum { RING = 1 << 18, SMALL = 2, BLOCK = RING / 8, LARGE = RING / 2 };

struct small {
    int worker, number;
    char bytes[40];
};

/* Of each worker, one message after the other. */
static char out[2][2 * RING];

/* A message is the sender's next one, and whole. */
static void
receive(int worker, int number, const char *bytes, int size)
{
    if (worker < 0 || worker > 1)
        sweep_wrong("a message of worker %d", worker);
    else if (world->sequence[worker]++ != number)
        sweep_wrong("worker %d: message %d in place of %d", worker, number,
                    world->sequence[worker] - 1);
    for (int i = 0; i < size; i++)
        if (bytes[i] != (char)(number + 1)) {
            sweep_wrong("worker %d: message %d is torn at byte %d", worker,
                        number, i);
            return;
        }
}

void
scene_messages(void)
{
    struct shm_error error;
    int done = 0;

#pragma shm parallel num_workers(2) onfail(POLICY) error(error)
    {
        if (shm_worker_num() == 0)
            sweep_begin();
        for (int i = 0; i < SMALL; i++) {
            struct small m = { shm_worker_num(), i, "" };

            memset(m.bytes, i + 1, sizeof m.bytes);
#pragma shm reduce(m)
            {
                receive(m.worker, m.number, m.bytes, sizeof m.bytes);
                done++;
            }
        }
    }
    scene_expect(&error, error.kind == SHM_OK ? done : 0, 2 * SMALL);
}

/* The master keeps the victim waiting until it sleeps, its ring being full,
 * or is dead. */
static void
let_fill(void)
{
    char name[32], state = 0;

    snprintf(name, sizeof name, "/proc/%d/stat", (int)world->victim);
    while (!world->over && state != 'S' && state != 'Z') {
        FILE *file = fopen(name, "r");

        if (!file || fscanf(file, "%*d (%*[^)]) %c", &state) != 1)
            state = 'Z';
        if (file)
            fclose(file);
    }
}

/* Sends messages of `size` bytes, the first `before` of them unseen. */
static void
blocks(int size, int before, int count, int fill)
{
    struct shm_error error;
    int done = 0;

#pragma shm parallel num_workers(2) onfail(POLICY) error(error)
    {
        int worker = shm_worker_num();

        for (int i = 0; i < before + count; i++)
            memset(out[worker] + i * size, i + 1, (size_t)size);
        for (int i = 0; i < before + count; i++) {
            char *bytes = out[worker] + i * size;

            if (worker == 0 && i == before)
                sweep_begin();
#pragma shm reduce(worker, i, bytes[0:size])
            {
                if (fill && worker == 0 && i == before)
                    let_fill();
                receive(worker, i, bytes, size);
                done++;
            }
        }
        if (worker == 0)
            sweep_end();
    }
    scene_expect(&error, error.kind == SHM_OK ? done : 0,
                 2 * (before + count));
}

void
scene_wrap(void)
{
    blocks(BLOCK / 4, 30, 3, 0);
}

void
scene_full(void)
{
    blocks(BLOCK, 0, 10, 1);
}

void
scene_large(void)
{
    blocks(LARGE, 0, 2, 0);
}

/* ---- the commit ---------------------------------------------------------- */

/* From the end of the body to the end of the process. */
void
scene_commit(void)
{
    struct shm_error error;
    long sum = 0, product = 1;
    int last = -1;

#pragma shm parallel for num_workers(2) onfail(POLICY) error(error) \
    reduction(+: sum) reduction(*: product) lastprivate(last) \
    schedule(static)
    for (int i = 0; i < 4; i++) {
        sum += i + 1;
        product *= i + 1;
        last = i;
        if (i == 3)
            sweep_begin();
    }
    scene_expect(&error, sum, 10);
    if (error.kind == SHM_OK ? product != 24 || last != 3
                             : product != 1 || last != -1)
        sweep_wrong("product %ld, last %d", product, last);
}
