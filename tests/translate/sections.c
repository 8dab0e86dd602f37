/* SPDX-License-Identifier: MIT */
/* sections, and single with copyprivate. */
double first(void), second(void);

double both(void)
{
    double x = 0, y = 0, z = 0;

#pragma shm parallel sections lastprivate(y) reduction(+ : x)
    {
        x += first();
#pragma shm section
        y = second();
    }
#pragma shm parallel
    {
#pragma shm sections nowait
        {
#pragma shm section
            first();
#pragma shm section
            second();
        }
#pragma shm single copyprivate(x, z)
        x = z = first();
    }
    return x + y;
}
