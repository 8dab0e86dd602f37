/* SPDX-License-Identifier: MIT */
/* The clause names objects that were declared long before, of all kinds, in
 * one region and again in another; elsewhere they are used as usual. */
#include "check.h"
#include <shm.h>

static int file_level = 1;
long global[3] = {1, 1, 1};

static void bump(int *p)
{
    ++*p;
}

int main(void)
{
    int a = 1, used = 0;
    static int kept = 1;
    double list[3] = {1, 1, 1};

    a++;
    bump(&a);
    for (int i = 0; i < a; i++)
        used += i;
#pragma shm parallel for shared(a, file_level, kept) shared(global, list)
    for (int i = 0; i < 3; i++) {
        global[i] += i;
        list[i] += a;
        if (i == 2) {
            file_level = 5;
            kept = 6;
        }
    }
    CHECK(global[2] == 3 && list[2] == 4 && file_level == 5 && kept == 6);
    if (used) {
        bump(&kept);
#pragma shm parallel for shared(a, list)
        for (int i = 0; i < 3; i++) {
            list[i] *= 2;
            if (i == 1)
                bump(&a);
        }
    }
    printf("%d %d %g %d\n", a, used, list[0], kept);
    return 0;
}
