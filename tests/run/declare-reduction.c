/* SPDX-License-Identifier: MIT */
/* declare reduction: structs, pointers, typedef names, several types, all
 * forms of initializer, at file and block scope, on scalars, arrays and
 * sections, of regions, loops in regions and shared objects. */
#include "check.h"
#include <shm.h>

enum { N = 1000, M = 8 };

struct range {
    int low, high, count;
};
typedef struct {
    double re, im;
} point;
typedef const char *name;

static __attribute__((unused)) void range_clear(struct range *r)
{
    *r = (struct range){ N, -1, 0 };
}

static void range_add(struct range *out, const struct range *in)
{
    out->low = in->low < out->low ? in->low : out->low;
    out->high = in->high > out->high ? in->high : out->high;
    out->count += in->count;
}

static void range_put(struct range *r, int i)
{
    range_add(r, &(struct range){ i, i, 1 });
}

static __attribute__((unused)) point point_like(const point *p)
{
    point zero = { 0 * p->re, 0 * p->im };
    return zero;
}

#define ADD_POINT shm_out.re += shm_in.re, shm_out.im += shm_in.im

#pragma shm declare reduction(range : struct range : \
        range_add(&shm_out, &shm_in)) initializer(range_clear(&shm_priv))
#pragma shm declare reduction(+ : point : ADD_POINT) \
        initializer(omp_priv = point_like(&omp_orig))
#pragma shm declare reduction(first : name, int *, long : \
        omp_out = omp_in && (!omp_out || omp_in < omp_out) ? omp_in : omp_out)

static struct range all = { N, -1, 0 }, kept = { N, -1, 0 };
#pragma shm shared(kept)
static const char letters[N];

static void regions(void)
{
    point sum = { 0.5, 0 }, part[M] = { { 0, 0 } };
    name found = NULL;
    long least = 0;

#pragma shm parallel for reduction(range : all, kept) reduction(+ : sum) \
        reduction(first : found, least) reduction(+ : part[1:M - 2])
    for (int i = 7; i < N; i++) {
        range_put(&all, i);
        range_put(&kept, i);
        sum.re += i;
        sum.im -= 1;
        part[1 + i % (M - 2)].im += i;
        if (!found || letters + i < found)
            found = letters + i;
        if (!least || i < least)
            least = i;
    }
    printf("%d %d %d, %d %d %d\n", all.low, all.high, all.count, kept.low,
           kept.high, kept.count);
    printf("%g %g %d %ld\n", sum.re, sum.im, (int)(found - letters), least);
    for (int j = 0; j < M; j++)
        printf("%g%c", part[j].im, j == M - 1 ? '\n' : ' ');
}

static void inner(void)
{
    struct pair {
        unsigned hash[2];
    } pair[2] = { { { 1, 2 } }, { { 3, 4 } } };
#pragma shm declare reduction(range : struct pair : \
        shm_out.hash[0] += shm_in.hash[0], shm_out.hash[1] ^= shm_in.hash[1]) \
        initializer(shm_priv = { { 0, 0 } })
    struct range local = { N, -1, 0 };

#pragma shm parallel
    {
#pragma shm for reduction(range : local, pair) schedule(dynamic, 5)
        for (int i = 0; i < N; i++) {
            range_put(&local, i);
            pair[i % 2].hash[0] += (unsigned)i;
            pair[i % 2].hash[1] ^= (unsigned)i;
        }
        CHECK(local.count == N && local.high == N - 1);
#pragma shm for reduction(range : local)
        for (int i = 0; i < N; i++)
            range_put(&local, i);
    }
    printf("%d %d %d, %u %u %u %u\n", local.low, local.high, local.count,
           pair[0].hash[0], pair[0].hash[1], pair[1].hash[0],
           pair[1].hash[1]);
}

/* The inner declaration hides the outer one for its type only. */
static void scopes(void)
{
    long longest = 0;
    name found = letters;
    point sum = { 0, 0 };
#pragma shm declare reduction(first : long : shm_out += 0 * shm_in)

    {
#pragma shm declare reduction(first : long : \
        shm_out = shm_in > shm_out ? shm_in : shm_out)
#pragma shm parallel for reduction(first : longest, found)
        for (int i = 0; i < N; i++) {
            longest = i > longest ? i : longest;
            found = letters;
        }
    }
#pragma shm parallel reduction(+ : sum)
#pragma shm for
    for (int i = 0; i < N; i++)
        sum.re += 1;
    printf("%ld %d %g\n", longest, found == letters, sum.re);
}

int main(void)
{
    regions();
    inner();
    scopes();
    return 0;
}
