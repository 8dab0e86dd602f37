/* SPDX-License-Identifier: MIT */
/* A loop, a critical block, single, masked and barrier outside of any
 * region: the master runs them, alone. */
#include "check.h"
#include <shm.h>
#include <unistd.h>

int main(void)
{
    int sum = 0, last = 0, runs = 0;
    int plain[10];
    pid_t me = getpid();

#pragma shm for schedule(dynamic, 3)
    for (int i = 0; i < 10; i++) {
        CHECK(getpid() == me);
        plain[i] = i * i;
    }
    for (int i = 0; i < 10; i++)
        CHECK(plain[i] == i * i);

#pragma shm for reduction(+ : sum) lastprivate(last) collapse(2) nowait
    for (int i = 0; i < 10; i++)
        for (int j = 0; j < 2; j++) {
            sum += plain[i];
            last = i;
        }
#pragma shm single
    runs++;
#pragma shm masked
    runs++;
#pragma shm critical
    runs++;
#pragma shm barrier
#pragma shm for ordered
    for (int i = 0; i < 3; i++) {
#pragma shm ordered
        runs++;
    }
    printf("%d %d %d\n", sum, last, runs);
    return 0;
}
