/* SPDX-License-Identifier: MIT */
/* Clauses that a directive does not have, and words that a clause does not
 * have. */
void work(int);

void defaults(int n)
{
#pragma shm parallel default(shared)
    work(n);
#pragma shm parallel default(non)
    work(n);
#pragma shm parallel default
    work(n);
#pragma shm for default(none)
    for (int i = 0; i < n; i++)
        work(i);
}

void simd(int n, int *a)
{
#pragma shm simd safelen(4)
    for (int i = 0; i < n; i++)
        a[i] = 1;
#pragma shm parallel for simd simdlen(8) aligned(a : 16) linear(n)
    for (int i = 0; i < n; i++)
        a[i] = 1;
#pragma shm simd schedule(static) firstprivate(a)
    for (int i = 0; i < n; i++)
        a[i] = 1;
#pragma shm parallel for simd nowait
    for (int i = 0; i < n; i++)
        a[i] = 1;
}

void sections(int n)
{
#pragma shm parallel sections nowait
    {
    }
#pragma shm sections schedule(static) ordered
    {
    }
#pragma shm parallel sections
    {
#pragma shm section nowait
        ;
    }
}

void single(int n)
{
#pragma shm single copyprivate(missing)
    ;
#pragma shm for copyprivate(n)
    for (int i = 0; i < n; i++)
        work(i);
}
