/* SPDX-License-Identifier: MIT */
/* Loops with nowait, one behind the other: none loses an iteration however
 * far a worker runs ahead; the barrier at the end holds for all. */
#include "check.h"
#include <shm.h>

enum { LOOPS = 50, N = 40 };

static int count[LOOPS], done;
#pragma shm shared(count, done)

int main(void)
{
#pragma shm parallel
    {
        for (int l = 0; l < LOOPS; l++) {
#pragma shm for schedule(dynamic) nowait
            for (int i = 0; i < N; i++) {
#pragma shm atomic
                count[l] += i;
            }
#pragma shm for schedule(guided) nowait
            for (int i = N; i > 0; i--) {
#pragma shm atomic
                count[l]++;
            }
#pragma shm for nowait
            for (int i = 0; i < N; i++) {
#pragma shm atomic
                count[l]++;
            }
        }
#pragma shm barrier
        for (int l = 0; l < LOOPS; l++)
            CHECK(count[l] == N * (N - 1) / 2 + 2 * N);

        /* Without nowait the loop ends for all at once. */
        for (int l = 1; l <= LOOPS; l++) {
#pragma shm for schedule(dynamic)
            for (int i = 0; i < 3; i++) {
#pragma shm atomic
                done++;
            }
            CHECK(done == 3 * l);
#pragma shm barrier
        }
    }
    printf("%d\n", done);
    return 0;
}
