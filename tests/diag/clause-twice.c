/* SPDX-License-Identifier: MIT */
/* Clauses that may be given once, and clauses that exclude each other. */
static int x;
#pragma shm shared(x)
static void work(int);

void clauses(int n)
{
    int v = 0;

#pragma shm parallel num_workers(2) if(n) num_threads(3)
    work(n);
#pragma shm parallel for schedule(static) schedule(dynamic)
    for (int i = 0; i < n; i++)
        work(i);
#pragma shm atomic read write
    v = x;
#pragma shm atomic seq_cst relaxed
    x += v;
#pragma shm atomic read release
    v = x;
#pragma shm atomic write acquire
    x = v;
#pragma shm parallel private(v) private(n)
    work(1);
}
