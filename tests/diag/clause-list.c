/* SPDX-License-Identifier: MIT */
/* What stands in lists of variables. */
struct pair {
    int first;
};

void lists(int count, int *array, struct pair pair)
{
#pragma shm parallel private(cuont)
    ;
#pragma shm parallel private(entirely_different)
    ;
#pragma shm parallel private()
    ;
#pragma shm parallel private(count,)
    ;
#pragma shm parallel private(count array)
    ;
#pragma shm parallel private(pair.first)
    ;
#pragma shm parallel private(12)
    ;
#pragma shm parallel reduction(+: array[3])
    ;
#pragma shm parallel reduction(+: array[0:2][1])
    ;
#pragma shm parallel reduction(+: array[0:cuont])
    ;
}
