/* SPDX-License-Identifier: MIT */
/* prelude.h -- what every generated program begins with.  With -DDETAIL it
 * prints the sum after each object as well. */
#include <float.h>
#include <inttypes.h>
#include <limits.h>
#include <shm.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#ifdef DETAIL
#define SHOW(r, x) printf("%d " #x " %" PRIx64 "\n", r, sum)
#else
#define SHOW(r, x) (void)0
#endif

static inline uint64_t
mix(uint64_t sum, uint64_t x)
{
    sum = (sum ^ x) * 0xff51afd7ed558ccd;
    return sum ^ sum >> 32;
}

static inline uint64_t
real(double x)
{
    uint64_t bits;

    x += 0.0; /* -0.0 is 0.0 */
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

/* A function with a state of its own. */
static inline uint64_t
stateful(uint64_t x)
{
    static uint64_t state[4];

    for (int i = 0; i < 4; i++)
        state[i] = x + (i ? state[i - 1] : 0);
    return state[3];
}

/* A reduction in which the order counts: first a, then b. */
struct affine {
    uint64_t factor, term;
};

static inline struct affine
then(struct affine a, struct affine b)
{
    return (struct affine){a.factor * b.factor, a.term * b.factor + b.term};
}

#pragma shm declare reduction(then : struct affine : shm_out \
    = then(shm_out, shm_in)) initializer(shm_priv = {1, 0})

/* One in which it does not. */
struct spread {
    int64_t low, high;
    uint64_t count;
};

static inline void
spread_add(struct spread *to, const struct spread *s)
{
    to->low = s->low < to->low ? s->low : to->low;
    to->high = s->high > to->high ? s->high : to->high;
    to->count += s->count;
}

static inline void
spread_start(struct spread *s)
{
    *s = (struct spread){INT64_MAX, INT64_MIN, 0};
}

#pragma shm declare reduction(wider : struct spread : \
    spread_add(&shm_out, &shm_in)) initializer(spread_start(&shm_priv))
#pragma shm declare reduction(+ : struct spread : \
    spread_add(&omp_out, &omp_in)) initializer(spread_start(&omp_priv))
