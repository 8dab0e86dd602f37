/* SPDX-License-Identifier: MIT */
/* A statement must follow, and a directive must stand where one may. */
int nothing_follows(int n)
{
    {
#pragma shm parallel
    }
    n = n +
#pragma shm barrier
        1;
    n++;
    {
#pragma shm parallel
#pragma shm critical(name)
    }
    return n;
}
