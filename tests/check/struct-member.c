/* A member of a struct in an array of them. */
// env: SHM_CHECK=writes
#include <shm.h>
#include <stdio.h>

struct entry {
    char name[12];
    union {
        unsigned long count;
        double weight;
    } of;
    struct {
        int line, column;
    } at;
};

static struct entry entries[8];

int
main(void)
{
    #pragma shm parallel for
    for (int i = 0; i < 8; i++)
        if (i == 5)
            entries[i].at.column = 80;
    printf("%d\n", entries[5].at.column);
    return 0;
}
