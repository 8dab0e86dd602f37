/* SPDX-License-Identifier: MIT */
/* Names that hide others: the loop's variable hides a variable of the same
 * name, and the body may hide the loop's variable. */
#include "check.h"
#include <shm.h>

static int i = 100;
static int n = 1000;

int main(void)
{
    int i = 5, sum = 0;

    CHECK(n == 1000);
#pragma shm parallel for reduction(+ : sum)
    for (int i = 0; i < 10; i++) {
        sum += i;
        {
            extern int other;
            double i = 0.5;
            sum += other + (int)(2 * i);
        }
        for (int i = 0; i < 2; i++)
            sum += i;
        sum += i;
    }
    CHECK(i == 5);
    {
        unsigned char i = 3;
        int n = i;

#pragma shm parallel for reduction(+ : sum)
        for (int i = 0; i < n; i++)
            sum += 1000 * i;
        CHECK(i == 3);
    }
    {
        struct i {
            int i;
        } s = {4};

#pragma shm parallel for reduction(+ : sum)
        for (int i = 0; i < s.i; i++) {
            struct i t = {.i = i};

            sum += t.i * (int)sizeof(struct i);
        }
    }
    printf("%d\n", sum);
    return 0;
}

int other = 2;

int file_level_i(void);

int file_level_i(void)
{
    return i;
}
