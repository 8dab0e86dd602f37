/* SPDX-License-Identifier: MIT */
/* default(none) and default(private) change nothing in a program that has
 * everything in its lists. */
#include "check.h"
#include <shm.h>

static int shared_one, own;
#pragma shm shared(shared_one)
#pragma shm private(own)
static const int table[] = { 1, 2, 3 };
enum { FIVE = 5 };

int main(void)
{
    int n = 10, sum = 0, j, k;

#pragma shm parallel for default(none) firstprivate(n) private(k) \
    reduction(+ : sum)
    for (j = 0; j < 30; j++) {
        k = table[j % 3] + n;
        own = k;
#pragma shm atomic
        shared_one += FIVE;
        sum += own;
    }
    CHECK(sum == 10 * 6 + 300 && shared_one == 150);
#pragma shm parallel default(private) reduction(+ : sum)
    {
#pragma shm for
        for (j = 0; j < n; j++)
            sum++;
    }
    CHECK(sum == 370);
    puts("right");
    return 0;
}
