/* SPDX-License-Identifier: MIT */
/* Branches that stay inside the block are the program's own business. */
#include "check.h"
#include <shm.h>

static int classify(int n)
{
    switch (n % 3) {
    case 0: return 1;
    case 1: return 10;
    }
    return 100;
}

int main(void)
{
    int sum = 0;

#pragma shm parallel for schedule(dynamic) reduction(+ : sum)
    for (int i = 0; i < 30; i++) {
        int tries = 0;

        if (i == 7)
            continue;
    again:
        tries++;
        if (tries < 3)
            goto again;
        for (int k = 0;; k++) {
            if (k == i)
                break;
            if (k % 2)
                continue;
            sum++;
        }
        switch (i) {
        case 1:
            sum += 1000;
            break;
        case 2:
            sum += 1000;
            /* fall through */
        case 3:
            continue;
        default:
            break;
        }
        do
            if (tries == 4)
                continue;
        while (tries++ < 5);
        sum += classify(i) + tries;
    }

#pragma shm parallel reduction(max : sum)
    {
        int n = 0;

        if (sum > 1000000)
            goto out;
        while (1)
            if (++n > 10)
                break;
        sum = sum > n ? sum : n;
    out:;
    }
    printf("%d\n", sum);
    return 0;
}
