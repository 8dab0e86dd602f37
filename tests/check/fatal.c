/* With "fatal" the program ends behind the region that lost something. */
// env: SHM_CHECK=writes,fatal
// status: 70
#include <shm.h>
#include <stdio.h>

static int answer;

int
main(void)
{
    #pragma shm parallel
    answer = 42;
    printf("not reached\n");
    return 0;
}
