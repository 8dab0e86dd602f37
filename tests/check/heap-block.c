/* Blocks of malloc: older than the region, and made in it. */
// env: SHM_CHECK=writes
#include <shm.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int
main(void)
{
    int *old = calloc(100, sizeof *old);
    char *unused = strdup("given back by the workers");

    #pragma shm parallel for
    for (int i = 0; i < 100; i++) {
        char *text = malloc(32);

        snprintf(text, 32, "%d", i);
        if (i == 40)
            old[i] = atoi(text);
        free(text);
        if (i % 34 == 0)
            free(unused);
    }
    printf("%d\n", old[40]);
    free(old);
    free(unused);
    return 0;
}
