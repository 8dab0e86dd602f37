// Blocks of a construct run behind those of a construct that a barrier has
// ended before it, ordered or not.
#include "check.h"

#include <shm.h>

static unsigned long
mixed(int n)
{
    unsigned long total = 1;
    unsigned long one = 1;

    #pragma shm parallel
    {
        #pragma shm for schedule(dynamic, 3)
        for (int i = 0; i < n; i++) {
            #pragma shm reduce(i) ordered
            total = total * 31 + i;
        }
        #pragma shm single
        {
            #pragma shm reduce(one)
            total = total * 7 + one;
        }
        #pragma shm for schedule(dynamic)
        for (int i = 0; i < n; i++) {
            #pragma shm reduce(i)
            total += i;
        }
        #pragma shm for
        for (int i = 0; i < n; i++) {
            #pragma shm reduce(i) ordered
            total = total * 5 + i;
        }
    }
    return total;
}

static unsigned long
serial(int n)
{
    unsigned long total = 1;

    for (int i = 0; i < n; i++)
        total = total * 31 + i;
    total = total * 7 + 1;
    for (int i = 0; i < n; i++)
        total += i;
    for (int i = 0; i < n; i++)
        total = total * 5 + i;
    return total;
}

int
main(void)
{
    for (int i = 0; i < 20; i++)
        CHECK(mixed(3 * i) == serial(3 * i));
    puts("in turn");
    return 0;
}
