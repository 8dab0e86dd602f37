/* SPDX-License-Identifier: MIT */
/* What is emitted twice is blamed where it was written, and once. */
static int total;
#pragma shm private(total)

void once(int n, int *a)
{
#pragma shm parallel for
    for (int i = 0; i < n; i++) {
#pragma shm reduce(i)
        {
            const int fixed = i;

            fixed = total + fixed;
            total += i + missing_in_reduce;
        }
        a[i] = missing_behind;
    }
#pragma shm parallel
    {
#pragma shm critical
        a.member = 1;
#pragma shm single
        once(1);
    }
}
