/* SPDX-License-Identifier: MIT */
/* Reduction variables may be automatic, static, global, parameters, hidden
 * by others; a reduction keeps the original when no iteration runs. */
#include "check.h"
#include <shm.h>

double global = 1.5;
static int file_level = 2;

static int parameter(int sum, register int n)
{
    volatile int seen = 0;
    static int kept;

#pragma shm parallel for reduction(+ : sum, seen, kept)
    for (int i = 0; i < n; i++) {
        sum += i;
        seen++;
        kept++;
    }
    CHECK(seen == (n > 0 ? n : 0));
    return sum + 1000 * kept;
}

int main(void)
{
    int n = 0, sum = 7, low = 8;

#pragma shm parallel for reduction(+ : global, file_level)
    for (int i = 0; i < 10; i++) {
        global += 0.5;
        file_level++;
    }
    {
        int sum = 1;

#pragma shm parallel for reduction(+ : sum)
        for (int i = 0; i < 10; i++)
            sum++;
        CHECK(sum == 11);
    }
#pragma shm parallel for reduction(+ : sum) reduction(min : low)
    for (int i = 0; i < n; i++) {
        sum += i;
        low = i;
    }
    printf("%g %d %d %d\n", global, file_level, sum, low);
    printf("%d ", parameter(10, 10));
    printf("%d ", parameter(5, 0));
    printf("%d\n", parameter(5, 3));
    return 0;
}
