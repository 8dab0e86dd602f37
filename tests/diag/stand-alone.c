/* SPDX-License-Identifier: MIT */
/* A directive without a block cannot be all that a statement applies to. */
static void work(int);

void wrong(int n)
{
#pragma shm parallel
    {
        if (n)
#pragma shm barrier
        while (n)
#pragma shm flush
        for (int i = 0; i < n; i++)
#pragma shm flush
        work(n);
    here:
#pragma shm barrier
        work(n);
        switch (n) {
        case 1:
#pragma shm flush
            work(n);
        }
        if (n) {
#pragma shm barrier
        }
    }
    goto there;
there:
    work(n);
}
