/* No more than twenty objects of a region are named. */
// env: SHM_CHECK=writes
#include <shm.h>

#define FOUR(x) static int x##0, x##1, x##2, x##3;
#define SET(x) x##0 = x##1 = x##2 = x##3 = 1;
FOUR(a) FOUR(b) FOUR(c) FOUR(d) FOUR(e) FOUR(f)

int
main(void)
{
    #pragma shm parallel
    {
        SET(a) SET(b) SET(c) SET(d) SET(e) SET(f)
    }
    return 0;
}
