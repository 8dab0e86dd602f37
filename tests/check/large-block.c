/* A block so large that it has pages of its own, and another that a worker
 * gives back, so that its pages are gone. */
// env: SHM_CHECK=writes
#include <shm.h>
#include <stdio.h>
#include <stdlib.h>

int
main(void)
{
    double *other = malloc(1 << 20);
    double *matrix = malloc(2 << 20);

    matrix[0] = 0;
    other[77] = 0;
    #pragma shm parallel for
    for (int i = 0; i < 3; i++) {
        matrix[i] = i;
        free(matrix);
        if (i == 2)
            other[77] = 1.25;
    }
    free(other);
    free(matrix);
    return 0;
}
