/* What is meant to be private, or leaves the worker, is not lost. */
// env: SHM_CHECK=writes,fatal
#include <shm.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int scratch, first, last, sum, number, given, kept, histogram[8];
static char buffer[64], spare[64];
static double *sums;
#pragma shm private(spare)

static int
line_number(int i)
{
    static int count;
    #pragma shm private(count)

    count += i;
    snprintf(spare, sizeof spare, "%d", count);
    return count;
}

int
main(void)
{
    sums = calloc(4, sizeof *sums);
    #pragma shm parallel for private(scratch, buffer) firstprivate(first) \
        lastprivate(last) reduction(+ : sum, histogram, sums[0:4])
    for (number = 0; number < 100; number++) {
        scratch = number;
        sprintf(buffer, "%d", scratch);
        last = atoi(buffer) + first++;
        sum += line_number(number);
        histogram[number % 8]++;
        sums[number % 4] += number;
    }
    #pragma shm parallel
    {
        #pragma shm for private(scratch) lastprivate(last) reduction(+ : sum)
        for (number = 0; number < 10; number++) {
            scratch = number;
            last = scratch;
            sum += last;
        }
        #pragma shm single copyprivate(given)
        given = 5;
        #pragma shm for reduction(reproducible, + : kept)
        for (int i = 0; i < 9; i++)
            kept += i;
    }
    return histogram[0] == 13 && given == 5 && kept == 36 ? 0 : 1;
}
