/* SPDX-License-Identifier: MIT */
/* What the user's own code is warned about, and nothing that is generated. */

#define TWICE(x) ((x) + (x))

static double shared_total;
#pragma shm shared(shared_total)

double warnings(unsigned n, const double *a)
{
    double sum = 0;
    int unused_outside;

#pragma shm parallel for reduction(+: sum)
    for (unsigned i = 0; i < n; i++) {
        int unused_in_loop;
        sum += TWICE(a[i]);
    }
#pragma shm parallel
    {
        int mine = 0;
#pragma shm for nowait
        for (unsigned i = 0; i < n; i++)
            if (mine = i % 2)
                mine++;
#pragma shm atomic
        shared_total += mine;
#pragma shm reduce(mine)
        {
            int unused_in_reduce;
            sum += mine;
        }
    }
    return sum;
}
