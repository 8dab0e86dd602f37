/* SPDX-License-Identifier: MIT */
/* Bounds of a collapsed loop: sums of multiples of outer variables; and what
 * they are made of stays as it is. */
void work(int, int);

void nests(int n, int *a)
{
    int first = 0;

#pragma shm parallel for collapse(2)
    for (int i = 0; i < n; i++)
        for (int j = i * i; j < n; j++)
            work(i, j);
#pragma shm parallel for collapse(2)
    for (int i = 0; i < n; i++)
        for (int j = a[i]; j < a[i + 1]; j++)
            work(i, j);
#pragma shm parallel for collapse(3)
    for (int i = 0; i < n; i++)
        for (int j = i; j < n; j++)
            for (int k = 0; k < i % 4 + j; k++)
                work(i, k);
#pragma shm parallel for collapse(2)
    for (int i = 0; i < n; i++)
        for (int j = first; j < n; j++)
            first = j;
#pragma shm parallel for collapse(2)
    for (int i = 0; i < n; i++)
        for (int j = 0; j < i; j++)
            i += j;
}

void right(int n, long m)
{
#pragma shm parallel for collapse(3)
    for (int i = 0; i < n; i++)
        for (long j = m - 2 * (i + 1) * n; j <= -(long)i + m; j++)
            for (int k = (int)j; k < (n + 1) * i + (int)(j - 2); k++)
                work(i, k);
}
