/* SPDX-License-Identifier: MIT */
/* Clauses of OpenMP that do not exist here, and misspelt ones: only what the
 * directive takes is suggested. */
void clauses(int n, int *a)
{
#pragma shm parallel proc_bind(close) num_thread(4)
    {
    }
#pragma shm task depend(out: n) untied
    a[0] = n;
#pragma shm simd aligned(a: 64), linear(n)
    for (int i = 0; i < n; i++)
        a[i] = i;
#pragma shm parallel threds(4)
    {
    }
}
