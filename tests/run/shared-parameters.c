/* SPDX-License-Identifier: MIT */
/* Parameters may be shared: scalars, structs, arrays (that is, pointers),
 * functions; each call has its own. */
#include "check.h"
#include <shm.h>

struct pair {
    int a, b;
};

static int minus(int n)
{
    return -n;
}

static int plus(int n)
{
    return n;
}

static int work(int scalar, struct pair pair, int array[], int f(int),
                const int n, double grid[][3], int row[static 2])
{
#pragma shm shared(scalar, pair)
    CHECK(array[0] == 1 && f(5) == -5);
#pragma shm parallel shared(array, f, n, grid, row)
    {
        CHECK(n == 3 && f(n) == -3 && grid[1][2] == 6);
#pragma shm barrier
#pragma shm single
        {
            scalar *= 2;
            pair.b = pair.a;
            array++;
            f = plus;
            row++;
        }
        CHECK(f(n) == 3 && array[0] == 2);
    }
    return scalar + pair.b + f(array[0]) + row[0];
}

static int nested(int depth, int value)
{
#pragma shm shared(value)
    int below = depth ? nested(depth - 1, value + 1) : 0;

#pragma shm parallel
    {
#pragma shm single
        value *= 2;
    }
    return value + below;
}

int main(void)
{
    struct pair pair = {100, 0};
    int array[2] = {1, 2}, row[2] = {3, 4};
    double grid[2][3] = {{1, 2, 3}, {4, 5, 6}};

    printf("%d ", work(10, pair, array, minus, 3, grid, row));
    CHECK(pair.b == 0);
    printf("%d\n", nested(4, 1));
    return 0;
}
