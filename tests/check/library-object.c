/* An object of a shared library of the program's own. */
// env: SHM_CHECK=writes
// library: parts/counted.c
#include <shm.h>
#include <stdio.h>

int counted(void);

int
main(void)
{
    #pragma shm parallel for
    for (int i = 0; i < 3; i++)
        counted();
    printf("%d\n", counted());
    return 0;
}
