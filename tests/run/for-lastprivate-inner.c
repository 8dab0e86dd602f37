/* SPDX-License-Identifier: MIT */
/* lastprivate on a loop inside a region: the value reaches every worker
 * after the loop, and the master at the region's end; a shared object gets
 * it as well. */
#include "check.h"
#include <shm.h>

static int shared_last;
#pragma shm shared(shared_last)

int main(void)
{
    int last = -1, again = -1, array[2] = {0, 0};

#pragma shm parallel
    {
        for (int n = 1; n <= 20; n++) {
#pragma shm for lastprivate(last, array) schedule(dynamic)
            for (int i = 0; i < n; i++) {
                last = i * 10;
                array[0] = i;
                array[1] = -i;
            }
            CHECK(last == (n - 1) * 10);
            CHECK(array[0] == n - 1 && array[1] == 1 - n);
        }
#pragma shm for lastprivate(again) nowait
        for (int i = 0; i < 7; i++)
            again = i;
#pragma shm for lastprivate(shared_last)
        for (int i = 0; i < 7; i++)
            shared_last = i;
        CHECK(shared_last == 6);
    }
    CHECK(again == 6 && shared_last == 6);
    CHECK(array[0] == 19 && array[1] == -19);
    printf("%d\n", last);
    return 0;
}
