/* SPDX-License-Identifier: MIT */
/* program.c -- a bit of everything that the runtime does, with one answer. */
#include <shm.h>
#include <stdio.h>
#include <stdlib.h>

static long squares[1000];
#pragma shm shared(squares)

static long
in_a_region(void)
{
    long sum = 0, in_order = 0, heard = 0;
    int last = -1;

#pragma shm parallel num_workers(2) reduction(+: sum)
    {
#pragma shm for schedule(dynamic, 100) lastprivate(last)
        for (int i = 0; i < 1000; i++) {
            squares[i] = (long)i * i;
            last = i;
        }
#pragma shm single
        squares[0] = last;
#pragma shm for ordered schedule(static, 2)
        for (int i = 0; i < 8; i++) {
            sum += squares[i];
#pragma shm ordered
            printf("%d ", i);
#pragma shm reduce(i) ordered
            in_order = in_order * 10 + i;
#pragma shm reduce(i)
            heard += i;
        }
#pragma shm critical
        sum += shm_worker_num() == 0;
    }
    return sum + in_order + heard;
}

int
main(void)
{
    long *array = shm_malloc(1 << 20), answer = 0;

    if (!array) {
        perror("shm: shm_malloc");
        return 71;
    }
    array[5] = 1;
    for (int i = 0; i < 2; i++)
        answer += in_a_region();
#pragma shm task
    array[5]++;
#pragma shm taskwait
    printf("%ld %ld\n", answer, array[5]);
    shm_free(array);
    return 0;
}
