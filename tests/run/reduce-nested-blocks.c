/* SPDX-License-Identifier: MIT */
/* Reduce blocks deep in the text of a region: in loops, branches, a switch,
 * without braces, in a critical block, several in one region. */
#include "check.h"
#include <shm.h>

static int twice(int n)
{
    return 2 * n;
}

int main(void)
{
    int a = 0, b = 0, c = 0, d = 0, e = 0;

#pragma shm parallel
    {
#pragma shm for schedule(dynamic)
        for (int i = 0; i < 40; i++) {
            for (int j = 0; j < i; j++)
                if (j % 2)
#pragma shm reduce(j)
                    a += j;
                else {
#pragma shm reduce(i, j)
                    {
                        for (int k = 0; k < 2; k++) {
                            if (k == 1)
                                continue;
                            b += twice(i - j);
                        }
                    }
                }
            switch (i % 3) {
            case 0:
#pragma shm reduce(i)
                c += i;
                break;
            default: {
                int i = 1;
#pragma shm reduce(i)
                c += 1000 * i;
            }
            }
#pragma shm critical
            {
#pragma shm reduce(i)
                d += i;
            }
        }
#pragma shm single
        {
            int once = 5;
#pragma shm reduce(once)
            e += once;
        }
    }
    printf("%d %d %d %d %d\n", a, b, c, d, e);
    return 0;
}
