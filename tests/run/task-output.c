// What tasks print comes out once and whole, also at the program's end.
// sort-output
#include <shm.h>
#include <stdio.h>

int
main(void)
{
    printf("before\n");
    for (int i = 0; i < 5; i++) {
        #pragma shm task firstprivate(i)
        printf("task %d\n", i);
    }
    #pragma shm taskwait
    printf("between\n");
    #pragma shm task
    {
        #pragma shm task
        printf("inner\n");
        printf("outer\n");
    }
    return 0;
}
