// Regions that are no loops, regions in regions, constructs outside of any.
#include <shm.h>

static int table[100];
#pragma shm shared(table)

static void fill(int *a, int n)
{
    #pragma shm for schedule(guided, 8) nowait
    for (int i = 0; i < n; i++)
        a[i] = i;
    #pragma shm barrier
}

int main(void)
{
    int start = 0, sum = 0;

    #pragma shm parallel num_workers(4)
    {
        fill(table, 100);
        #pragma shm single copyprivate(start)
        start = 5;
        #pragma shm for reduction(+: sum)
        for (int i = 0; i < 100; i++)
            sum += i;
        #pragma shm masked
        table[0] = sum;
        #pragma shm flush
        #pragma shm parallel
        table[shm_worker_num()] = start;
    }
    #pragma shm parallel sections
    {
        #pragma shm section
        table[1] = 1;
        #pragma shm section
        table[2] = 2;
    }
    #pragma shm task
    table[3] = 3;
    #pragma shm taskwait
    return 0;
}
