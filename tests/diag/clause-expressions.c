/* SPDX-License-Identifier: MIT */
/* The expressions in clauses. */
struct pair {
    int a, b;
};

static void work(int);

void clauses(int n, double x, int *p, struct pair pair, const char *text)
{
#pragma shm parallel num_workers(x)
    work(n);
#pragma shm parallel num_workers(p) if(pair)
    work(n);
#pragma shm parallel if(p) if(x)
    work(n);
#pragma shm parallel label(text)
    work(n);
#pragma shm parallel for schedule(dynamic, 0)
    for (int i = 0; i < n; i++)
        work(i);
#pragma shm parallel for schedule(static, x)
    for (int i = 0; i < n; i++)
        work(i);
#pragma shm parallel for schedule(auto, 4)
    for (int i = 0; i < n; i++)
        work(i);
#pragma shm parallel for schedule(runtime, n)
    for (int i = 0; i < n; i++)
        work(i);
#pragma shm parallel for ordered schedule(nonmonotonic : dynamic)
    for (int i = 0; i < n; i++)
        work(i);
#pragma shm parallel for collapse(1.5)
    for (int i = 0; i < n; i++)
        work(i);
#pragma shm parallel
    {
#pragma shm masked filter(x)
        work(n);
    }
}
