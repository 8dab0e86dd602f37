/* SPDX-License-Identifier: MIT */
/* critical inside critical of the same name would wait for itself. */
static void work(int);

void wrong(int n)
{
#pragma shm critical
    {
#pragma shm critical
        work(n);
    }
#pragma shm critical(one)
    {
#pragma shm critical(two)
        {
#pragma shm critical(one)
            work(n);
        }
#pragma shm parallel
        {
#pragma shm critical(one)
            work(n);
        }
    }
}

void right(int n)
{
#pragma shm critical
    {
#pragma shm critical(one)
        work(n);
    }
}
