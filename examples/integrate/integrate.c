/* SPDX-License-Identifier: MIT */
/* integrate.c -- the integral of x dx from 0 to 1, summed in three ways.
 *
 *     integrate [n [rounds]]
 *
 * The workers fill an array of n doubles in shared memory, a chunk at a time.
 * The sum of each chunk leaves its worker twice: it is added to a shared
 * scalar in a critical block, and it is sent to the master, which adds it to
 * a variable of its own in a reduce block. Afterwards the master sums up the
 * array itself. The three must agree.
 *
 * With `rounds` the region is also measured, as often as that, with workers
 * and in serial mode, in memory that is touched for the first time. */
#include <math.h>
#include <shm.h>
#include <stdio.h>
#include <stdlib.h>

enum { CHUNK = 1 << 18, MOST_ROUNDS = 100 };

struct sums {
    double array;    /* of what lies in the array */
    double critical; /* of the chunks, in shared memory */
    double reduce;   /* of the chunks, in the master */
    double seconds;  /* that the region took */
};

static double critical_sum;
#pragma shm shared(critical_sum)

static double sum_of_chunk(const double *area, long lo, long n)
{
    double sum = 0;

    for (long i = lo; i < lo + CHUNK && i < n; i++)
        sum += area[i];
    return sum;
}

static struct sums integrate(double *area, long n)
{
    const double dx = 1.0 / (double)n, start = shm_wtime();
    struct sums s = {0};

    critical_sum = 0;
#pragma shm parallel for label("integrate")
    for (long lo = 0; lo < n; lo += CHUNK) {
        double sum = 0;

        for (long i = lo; i < lo + CHUNK && i < n; i++) {
            double x = ((double)i + 0.5) * dx;

            area[i] = x * dx;
            sum += area[i];
        }
#pragma shm critical
        critical_sum += sum;
#pragma shm reduce(sum)
        s.reduce += sum;
    }
    s.seconds = shm_wtime() - start;

    s.critical = critical_sum;
    for (long lo = 0; lo < n; lo += CHUNK)
        s.array += sum_of_chunk(area, lo, n);
    return s;
}

/* Integrates in an array of its own. */
static struct sums in_fresh_memory(long n)
{
    double *area = shm_malloc((size_t)n * sizeof *area);
    struct sums s;

    if (!area) {
        perror("integrate");
        exit(1);
    }
    s = integrate(area, n);
    shm_free(area);
    return s;
}

/* Chunks are added in any order, so the last bits may differ. */
static int agree(double a, double b)
{
    return fabs(a - b) <= 1e-12 * fabs(a);
}

static int report(const struct sums *s)
{
    int good = agree(s->array, s->critical) && agree(s->array, s->reduce)
        && agree(s->array, 0.5);

    printf("sum of the shared array         %.10f\n", s->array);
    printf("added up in a critical block    %.10f\n", s->critical);
    printf("sent to the master by reduce    %.10f\n", s->reduce);
    puts(good ? "they agree" : "THEY DO NOT AGREE");
    return good;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static double median(double *values, int n)
{
    qsort(values, (size_t)n, sizeof *values, by_value);
    return n % 2 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

/* Serial mode and workers in turn, so that a busy moment hits both. */
static void measure(long n, int rounds)
{
    double serial[MOST_ROUNDS], parallel[MOST_ROUNDS], one, many;

    for (int i = 0; i < rounds; i++) {
        shm_set_serial(1);
        serial[i] = in_fresh_memory(n).seconds;
        shm_set_serial(0);
        parallel[i] = in_fresh_memory(n).seconds;
    }
    one = median(serial, rounds);
    many = median(parallel, rounds);
    printf("in serial mode                  %.3f s\n", one);
    printf("with up to %d workers            %.3f s\n", shm_max_workers(),
           many);
    printf("speed-up                        %.2f (medians of %d)\n",
           one / many, rounds);
}

int main(int argc, char **argv)
{
    long n = argc > 1 ? strtol(argv[1], NULL, 0) : 128l << 20;
    int rounds = argc > 2 ? atoi(argv[2]) : 0;
    struct sums s;

    if (n < 1 || rounds < 0 || rounds > MOST_ROUNDS) {
        fprintf(stderr, "usage: integrate [n [rounds]]\n");
        return 2;
    }
    printf("integral of x dx from 0 to 1 in %ld steps\n", n);
    s = in_fresh_memory(n);
    if (!report(&s))
        return 1;
    if (rounds > 0)
        measure(n, rounds);
    return 0;
}
