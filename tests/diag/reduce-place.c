/* SPDX-License-Identifier: MIT */
/* A reduce block stands in the text of its region, and with `ordered` in a
 * loop; of directives it may hold regions only. */
static int total;

void orphaned(int x)
{
#pragma shm reduce(x)
    total += x;
}

void places(int n)
{
#pragma shm parallel
    {
        int x = n;
#pragma shm reduce(x) ordered
        total += x;
#pragma shm critical
        {
#pragma shm reduce(x)
            {
                total += x;
#pragma shm critical
                total++;
#pragma shm barrier
#pragma shm reduce(n)
                total += n;
            }
        }
#pragma shm reduce(x)
        {
#pragma shm parallel for reduction(+ : total)
            for (int i = 0; i < x; i++) {
#pragma shm critical
                total += i;
            }
        }
    }
#pragma shm parallel for
    for (int i = 0; i < n; i++) {
#pragma shm reduce(i) ordered
        total += i;
    }
}
