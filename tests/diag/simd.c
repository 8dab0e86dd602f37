/* SPDX-License-Identifier: MIT */
/* simd: its loop, its clauses, and what may stand in it. */
void work(int);

void loops(int n, int *a)
{
#pragma shm simd
    while (n--)
        work(n);
#pragma shm simd
    for (int i = 0; i < n; i++) {
        if (a[i])
            break;
        a[i] = 1;
    }
#pragma shm parallel for simd
    for (int i = 0; i < n; i++)
        if (a[i])
            return;
}

void nest(int n, int *a)
{
#pragma shm simd collapse(2)
    for (int i = 0; i < n; i++)
        a[i] = 1;
}

void inside(int n, int *a)
{
#pragma shm parallel
    {
#pragma shm for simd ordered
        for (int i = 0; i < n; i++) {
#pragma shm ordered
            work(i);
        }
#pragma shm simd
        for (int i = 0; i < n; i++) {
#pragma shm critical
            a[i]++;
#pragma shm barrier
#pragma shm atomic
            a[i]++;
#pragma shm simd
            for (int j = 0; j < n; j++)
                a[j] = i;
        }
#pragma shm single
        {
#pragma shm for simd
            for (int i = 0; i < n; i++)
                a[i]++;
        }
#pragma shm single
        {
#pragma shm simd
            for (int i = 0; i < n; i++)
                a[i]++;
        }
    }
#pragma shm parallel for simd
    for (int i = 0; i < n; i++) {
#pragma shm reduce(i)
        work(i);
    }
}
