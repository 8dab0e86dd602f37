/* SPDX-License-Identifier: MIT */
/* What must not stand closely inside what. */
static void work(int);

void worksharing(int n)
{
#pragma shm parallel for
    for (int i = 0; i < n; i++) {
#pragma shm for
        for (int j = 0; j < n; j++)
            work(j);
#pragma shm barrier
#pragma shm single
        work(i);
#pragma shm masked
        work(i);
    }
}

void one_at_a_time(int n)
{
#pragma shm parallel
    {
#pragma shm single
        {
#pragma shm barrier
        }
#pragma shm masked
        {
#pragma shm for
            for (int j = 0; j < n; j++)
                work(j);
        }
#pragma shm critical
        {
#pragma shm single
            work(1);
        }
#pragma shm for ordered
        for (int i = 0; i < n; i++) {
#pragma shm ordered
            {
#pragma shm barrier
            }
        }
    }
}

/* A region in between makes it right. */
void right(int n)
{
#pragma shm parallel for
    for (int i = 0; i < n; i++) {
#pragma shm parallel
        {
#pragma shm for
            for (int j = 0; j < n; j++)
                work(j);
#pragma shm barrier
#pragma shm single
            work(i);
        }
#pragma shm critical
        work(i);
#pragma shm flush
    }
}
