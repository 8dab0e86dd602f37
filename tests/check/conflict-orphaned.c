/* In a loop in another function, and outside of it. */
// env: SHM_CHECK=conflicts
// sort-output
#include <shm.h>

static long sum, mark;
#pragma shm shared(sum, mark)

static void
add(int n)
{
    #pragma shm for
    for (int i = 0; i < n; i++)
        sum += i + 1;
    mark += 1 + shm_worker_num();
}

int
main(void)
{
    #pragma shm parallel num_workers(2)
    add(4);
    return 0;
}
