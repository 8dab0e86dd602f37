/* SPDX-License-Identifier: MIT */
/* declare reduction: mistakes of form. */
#include <shm.h>

struct point {
    double x, y;
};

#pragma shm declare reduction
#pragma shm declare reduction(add)
#pragma shm declare reduction(add : struct point)
#pragma shm declare reduction(add : struct point : )
#pragma shm declare reduction(init : long : shm_out += shm_in) \
        initializer(shm_out = 0)
#pragma shm declare reduction(empty : long : shm_out += shm_in) \
        initializer(shm_priv = 0) nowait
