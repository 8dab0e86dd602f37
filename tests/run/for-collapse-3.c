/* SPDX-License-Identifier: MIT */
/* collapse(3), also of a nest deeper than that, inside a region. */
#include "check.h"
#include <shm.h>

static int cube[5][6][7];
#pragma shm shared(cube)

int main(void)
{
    long sum = 0;

#pragma shm parallel reduction(+ : sum)
    {
        for (int round = 0; round < 4; round++)
#pragma shm for collapse(3) schedule(dynamic, 11)
            for (int i = 0; i < 5; i++)
                for (int j = 5; j >= 0; j--)
                    for (unsigned k = 0; k < 7; k++)
                        cube[i][j][k] += i * 100 + j * 10 + (int)k;
#pragma shm for collapse(3)
        for (int i = 0; i < 5; i++)
            for (int j = 0; j < 6; j += 2)
                for (int k = 0; k < 7; k++)
                    for (int l = 0; l < 2; l++)
                        sum += cube[i][j + l][k];
    }
    for (int i = 0; i < 5; i++)
        for (int j = 0; j < 6; j++)
            for (int k = 0; k < 7; k++)
                CHECK(cube[i][j][k] == 4 * (i * 100 + j * 10 + k));
    printf("%ld\n", sum);
    return 0;
}
