/* A scalar of static life, written to by one worker. */
// sort-output
// env: SHM_CHECK=writes
#include <shm.h>
#include <stdio.h>

static int found = -1;
static double best = 0.5;

int
main(void)
{
    #pragma shm parallel for
    for (int i = 0; i < 30; i++)
        if (i == 17) {
            found = i;
            best = i / 2.0;
        }
    printf("%d %g\n", found, best);
    return 0;
}
