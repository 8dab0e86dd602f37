/* SPDX-License-Identifier: MIT */
/* Messages of ten megabytes, among small ones. */
#include "check.h"
#include <shm.h>

enum { SIZE = 10 << 20 };

int main(void)
{
    unsigned long long sum = 0;
    int small = 0;

#pragma shm parallel for schedule(dynamic)
    for (int i = 0; i < 8; i++) {
        unsigned char *block = malloc(SIZE);

        CHECK(block);
        for (int k = 0; k < SIZE; k++)
            block[k] = (unsigned char)(k * (i + 1) >> 8);
#pragma shm reduce(i)
        small += i;
#pragma shm reduce(i, block[0:SIZE])
        for (int k = 0; k < SIZE; k++) {
            if (block[k] != (unsigned char)(k * (i + 1) >> 8))
                CHECK(0);
            sum += block[k];
        }
#pragma shm reduce(i)
        small += 100 * i;
        free(block);
    }
    printf("%d %llu\n", small, sum);
    return 0;
}
