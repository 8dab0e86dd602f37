// Sections that are cancelled: those not begun are given up, all workers meet
// at the end, and a combined region goes on behind.
#include "check.h"

#include <shm.h>

static int first, met;
#pragma shm shared(first, met)

int
main(void)
{
    int sum = 0;

    #pragma shm parallel
    {
        #pragma shm sections
        {
            #pragma shm section
            {
                for (int i = 0; i < 10; i++) {
                    #pragma shm atomic write
                    first = i;
                    #pragma shm cancel sections if (i == 5)
                    #pragma shm cancellation point sections
                }
            }
            #pragma shm section
            {
                #pragma shm cancellation point sections
            }
        }
        #pragma shm atomic
        met++;
        #pragma shm barrier
        CHECK(met == shm_num_workers());
    }
    CHECK(first >= 5);
    #pragma shm parallel sections reduction(+ : sum)
    {
        #pragma shm section
        {
            sum++;
            #pragma shm cancel sections
        }
        #pragma shm section
        {
            #pragma shm cancellation point sections
        }
    }
    CHECK(sum == 1);
    puts("left");
    return 0;
}
