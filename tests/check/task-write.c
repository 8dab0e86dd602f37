/* What a task writes is lost as well. */
// env: SHM_CHECK=writes
#include <shm.h>
#include <stdio.h>

static int answer;

int
main(void)
{
    #pragma shm task
    answer = 42;
    #pragma shm taskwait
    printf("%d\n", answer);
    return 0;
}
