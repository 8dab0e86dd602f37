/* SPDX-License-Identifier: MIT */
/* Nests whose bounds depend on outer variables, and simd. */
double work(int i, int j, int k);

void nests(int n, double *a, double *b)
{
    int i;
    double sum = 0, last = 0;
#pragma shm shared(last)

#pragma shm parallel for simd collapse(2) schedule(dynamic, 100)
    for (int j = 0; j < n; j++)
        for (int k = 0; k < j; k++)
            a[k] += b[j];
#pragma shm parallel for collapse(3) reduction(+ : sum)
    for (i = 0; i < n; i++)
        for (long j = n; j >= 2 * i; j -= 3)
            for (int k = 0; k < n; k++)
                sum += work(i, (int)j, k);
#pragma shm simd lastprivate(last)
    for (i = 0; i < n; i++)
        last = a[i] = 2 * b[i];
}
