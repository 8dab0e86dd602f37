// loses: block
/* SPDX-License-Identifier: MIT */
/* Loops that assign to the elements of large arrays: in shared memory that is
 * there already, a worker does not take a fault for each page. */
#define _DEFAULT_SOURCE 1 /* getrusage */
#include "check.h"

#include <shm.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>

enum { N = 1 << 20, PAGES = N * (int)sizeof(double) / 4096 };

struct pair {
    int a, b;
};

static double matrix[N / 8][8];
#pragma shm shared(matrix)
static long faults;
#pragma shm shared(faults)

static long faults_of_this_process(void)
{
    struct rusage usage;

    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_minflt;
}

/* Linux before 5.14 cannot map pages ahead. */
static int can_map_ahead(void *memory)
{
#ifdef MADV_POPULATE_READ
    return madvise(memory, 4096, MADV_POPULATE_READ) == 0;
#else
    (void)memory;
    return 0;
#endif
}

static void few_faults(double *a)
{
    faults = 0;
#pragma shm parallel
    {
        long before = faults_of_this_process(), after;

#pragma shm for
        for (int i = 0; i < N; i++)
            a[i] = i;
        after = faults_of_this_process();
#pragma shm atomic
        faults += after - before;
    }
    CHECK(faults < PAGES / 2 || !can_map_ahead(a));
}

/* Elements that are pairs, rows, part of a range; a pointer that moves. */
static void kinds_of_elements(struct pair *p, double *a)
{
    double *moves = a;

#pragma shm parallel for
    for (int i = 0; i < N / 2; i++)
        p[i].b = i;
#pragma shm parallel for
    for (int i = 0; i < N / 8; i++)
        for (int k = 0; k < 8; k++)
            matrix[i][k] += k;
#pragma shm parallel for
    for (long i = 1000; i <= N - 1000; i++)
        a[i]++;
#pragma shm parallel for private(moves)
    for (int i = 0; i < 16; i++) {
        moves = a + i;
        moves[i] = -1;
    }
    for (int i = 0; i < N / 2; i++)
        CHECK(p[i].b == i);
    for (int i = 0; i < N; i++)
        CHECK(matrix[i / 8][i % 8] == i % 8);
    for (int i = 32; i < N; i++)
        CHECK(a[i] == i + (i >= 1000 && i <= N - 1000));
    for (int i = 0; i < 16; i++)
        CHECK(a[2 * i] == -1);
}

/* Of its own copy a worker may do what it likes; nothing is mapped. */
static void private_memory(void)
{
    double *own = malloc(N * sizeof *own), sum = 0;

    if (!own)
        exit(1);
    memset(own, 0, N * sizeof *own);
#pragma shm parallel for reduction(+ : sum)
    for (int i = 0; i < N; i++) {
        own[i] += i % 2;
        sum += own[i];
    }
    CHECK(sum == N / 2);
    free(own);
}

int main(void)
{
    double *a = shm_malloc(N * sizeof *a);
    struct pair *p = shm_calloc(N / 2, sizeof *p);

    if (!a || !p)
        return 1;
    for (int i = 0; i < N; i++)
        a[i] = 0;
    memset(matrix, 0, sizeof matrix);
    few_faults(a);
    kinds_of_elements(p, a);
    private_memory();
    shm_free(a);
    shm_free(p);
    puts("right");
    return 0;
}
