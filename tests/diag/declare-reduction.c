/* SPDX-License-Identifier: MIT */
/* Mistakes in declare reduction and in the use of declared reductions. */
#include <shm.h>

struct point {
    double x, y;
} sum;
struct other {
    int i;
} other;
static int table[10];
void set(struct point *);

#pragma shm declare reduction(% : struct point : shm_out.x += shm_in.x)
#pragma shm declare reduction(+ : int : shm_out += shm_in)
#pragma shm declare reduction(add : int[3], void, const int : shm_out = shm_in)
#pragma shm declare reduction(add : struct point, long, struct point : \
        shm_out = shm_in)
#pragma shm declare reduction(add : long : shm_out += shm_in)
#pragma shm declare reduction(names : long : shm_out += shm_inn)
#pragma shm declare reduction(priv : long : shm_out += shm_priv)
#pragma shm declare reduction(table : long : shm_out += table[shm_in])
#pragma shm declare reduction(call : struct point : shm_out.x += shm_in.x) \
        initializer(set(0))
#pragma shm declare reduction(twice : long : shm_out += shm_in) \
        initializer(shm_priv = 0) initializer(shm_priv = 1)

void uses(int n)
{
    struct point *p = &sum;
#pragma shm declare reduction(local : long : shm_out += n * shm_in)

#pragma shm parallel reduction(ad : sum)
    sum.x++;
#pragma shm parallel reduction(unheard : sum)
    sum.x++;
#pragma shm parallel reduction(add : other)
    other.i++;
#pragma shm parallel reduction(+ : sum)
    sum.x++;
#pragma shm parallel reduction(add : p)
    p->x++;
#pragma shm parallel reduction(later : sum)
    sum.x++;
}

#pragma shm declare reduction(later : struct point : shm_out.x += shm_in.x)
