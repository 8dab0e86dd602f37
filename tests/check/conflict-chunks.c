/* Two chunks write the same static object, an element and a member. */
// env: SHM_CHECK=conflicts
// sort-output
#include <shm.h>
#include <stdio.h>

static int total, last[4];
static struct {
    char name[5];
    double weight[2];
} best;
#pragma shm shared(total, last, best)

int
main(void)
{
    #pragma shm parallel for
    for (int i = 0; i < 30; i++) {
        total += i;
        last[i / 20] = i;
        if (i == 12 || i == 25)
            best.weight[1] = i;
    }
    return 0;
}
