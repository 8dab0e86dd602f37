/* A region that is run often says each thing once. */
// env: SHM_CHECK=writes
#include <shm.h>
#include <stdio.h>

static int calls;

int
main(void)
{
    for (int k = 0; k < 5; k++) {
        #pragma shm parallel
        calls++;
    }
    printf("%d\n", calls);
    return 0;
}
