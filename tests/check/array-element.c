/* Elements of an array: the first is named, the others are counted. */
// env: SHM_CHECK=writes
#include <shm.h>
#include <stdio.h>

static short table[4][10];

int
main(void)
{
    #pragma shm parallel for
    for (int i = 0; i < 10; i++)
        if (i > 6)
            table[2][i] = (short)i;
    printf("%d\n", table[2][9]);
    return 0;
}
