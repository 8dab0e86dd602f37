// loses: counter
/* SPDX-License-Identifier: MIT */
/* What is declared inside a region is each worker's own: automatics, VLAs,
 * statics, types. */
#include "check.h"
#include <shm.h>
#include <string.h>

static int bad;
#pragma shm shared(bad)

int main(void)
{
    int n = 5;

#pragma shm parallel
    {
        typedef struct { int who, values[4]; } record;
        enum { A = 3, B };
        static int counter = 10;
        int me = shm_worker_num();
        int vla[n], matrix[n][n];
        record r = {.who = me, .values = {[2] = A, [3] = B}};
        char name[] = "worker";
        int sum(const int *, int);

        for (int i = 0; i < n; i++) {
            vla[i] = me;
            for (int j = 0; j < n; j++)
                matrix[i][j] = i * j + me;
        }
        counter += me;
#pragma shm barrier
        CHECK(counter == 10 + me);
        CHECK(sizeof vla == 5 * sizeof(int) && sizeof matrix == 25 * sizeof n);
        CHECK(sum(vla, n) == 5 * me && matrix[4][4] == 16 + me);
        CHECK(r.who == me && r.values[3] == 4 && strlen(name) == 6);
        if (r.who != me)
            bad = 1;
    }
    printf("%d\n", bad);
    return 0;
}

int sum(const int *a, int n)
{
    int s = 0;

    while (n > 0)
        s += a[--n];
    return s;
}
