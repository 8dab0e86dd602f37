/* The same place of a block of shm_malloc, in a function that is called; the
 * workers' own parts are nobody else's concern. */
// env: SHM_CHECK=conflicts
#include <shm.h>
#include <stdio.h>

static void
note(int *place, int i)
{
    place[3] = i + 1;
}

int
main(void)
{
    int *places = shm_calloc(30, sizeof *places);

    #pragma shm parallel for
    for (int i = 0; i < 3; i++) {
        for (int k = 0; k < 5; k++)
            places[10 * i + k] = k + 1;
        if (i < 2)
            note(places, 10 + i);
    }
    shm_free(places);
    return 0;
}
