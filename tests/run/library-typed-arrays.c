/* SPDX-License-Identifier: MIT */
/* shm_empty, shm_full and shm_copy. */
#include "check.h"
#include <errno.h>
#include <shm.h>
#include <stdint.h>

struct point {
    int x, y;
};

int main(void)
{
    int *empty = shm_empty(int, 100);
    double *full = shm_full(double, 50, 1.5), *copy;
    struct point start = {3, 4}, *points = shm_full(struct point, 7, start);
    long long sum = 0;

    CHECK(empty && full && points);
#pragma shm parallel for
    for (int i = 0; i < 100; i++) {
        empty[i] = i;
        full[i / 2] += i % 2;
    }
    copy = shm_copy(full, 50);
    CHECK(copy && copy != full);
    full[49] = 0;
    for (int i = 0; i < 100; i++)
        sum += empty[i] + (long long)(2 * copy[i / 2]);
    for (int i = 0; i < 7; i++)
        CHECK(points[i].x == 3 && points[i].y == 4);
    errno = 0;
    CHECK(!shm_empty(struct point, SIZE_MAX / 4) && errno == ENOMEM);
    shm_free(empty);
    shm_free(full);
    shm_free(copy);
    shm_free(points);
    printf("%lld\n", sum);
    return 0;
}
