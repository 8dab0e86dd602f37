/* SPDX-License-Identifier: MIT */
/* A loop directive needs a for loop. */
static void work(int);

void others(int n)
{
#pragma shm parallel for num_workers(2)
    while (n--)
        work(n);
#pragma shm parallel
    {
#pragma shm for
        {
            for (int i = 0; i < n; i++)
                work(i);
        }
    }
}
