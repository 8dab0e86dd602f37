/* SPDX-License-Identifier: MIT */
/* min and max of floating values start from the infinities, not from the
 * largest finite numbers. */
#include "check.h"
#include <math.h>
#include <shm.h>

int main(void)
{
    double low = INFINITY, high = -INFINITY, none = INFINITY;
    float flow = INFINITY;

#pragma shm parallel for reduction(min : low, none, flow) \
    reduction(max : high)
    for (int i = 0; i < 5; i++) {
        low = low < INFINITY ? low : INFINITY;
        high = high > -INFINITY ? high : -INFINITY;
        flow = flow < INFINITY ? flow : INFINITY;
    }
    printf("%f %f %f %f\n", low, high, none, flow);
    return 0;
}
