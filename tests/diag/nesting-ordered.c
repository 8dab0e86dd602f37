/* SPDX-License-Identifier: MIT */
/* ordered: inside a loop that has the clause, and not inside critical or
 * another ordered. */
static void work(int);

void wrong(int n)
{
#pragma shm parallel for schedule(dynamic)
    for (int i = 0; i < n; i++) {
#pragma shm ordered
        work(i);
    }
#pragma shm parallel
    {
#pragma shm ordered
        work(0);
    }
#pragma shm parallel for ordered
    for (int i = 0; i < n; i++) {
#pragma shm critical
        {
#pragma shm ordered
            work(i);
        }
#pragma shm ordered
        {
#pragma shm ordered
            work(i);
        }
    }
}

void orphaned(int n)
{
#pragma shm ordered
    work(n);
}

void right(int n)
{
#pragma shm parallel for ordered
    for (int i = 0; i < n; i++) {
#pragma shm ordered
        work(i);
#pragma shm critical
        work(0);
#pragma shm ordered
        work(-i);
    }
}
