/* In a loop that belongs to the region of another function, and in none. */
// env: SHM_CHECK=writes
// sort-output
#include <shm.h>
#include <stdio.h>

static int last, ready;

static void
fill(int n)
{
    #pragma shm for
    for (int i = 10; i < n; i += 2)
        last = i;
    if (shm_worker_num() == 1)
        ready = 1;
}

int
main(void)
{
    #pragma shm parallel
    fill(40);
    printf("%d %d\n", last, ready);
    return 0;
}
