/* SPDX-License-Identifier: MIT */
/* default(none): what a region uses must be in its lists. */
#include <stddef.h>

enum { FIVE = 5 };
static int in_file, shared_one, said_private;
#pragma shm shared(shared_one)
#pragma shm private(said_private)
static const int table[3] = { 1, 2, 3 };
int work(int);

int missing(int n, int *p, double x)
{
    int a[4] = { 0 }, sum = 0, i;

#pragma shm parallel for default(none) reduction(+ : sum)
    for (i = 0; i < n; i++) {
        sum += a[i] + p[0] + in_file;
        sum += n;
    }
#pragma shm parallel default(none)
    {
#pragma shm for schedule(dynamic, n) lastprivate(sum)
        for (int k = 0; k < 10; k++)
            sum = k;
#pragma shm single copyprivate(x)
        ;
#pragma shm reduce(n)
        in_file += n;
        work(a[0]);
    }
    return sum;
}

int right(int n, int m, int chunk)
{
    int i, j, k = 0, sum = 0;
    int *p = NULL;

#pragma shm parallel for default(none) num_workers(m) if (m > 1) \
    firstprivate(n, p) private(k) reduction(+ : sum) collapse(2)
    for (i = 0; i < 10; i++)
        for (j = 0; j < FIVE; j++) {
            int own = table[i % 3];
            k = work(i) + n;
            shared_one = said_private;
            sum += k + own + (int)sizeof m;
            if (p)
                sum++;
        }
#pragma shm parallel default(none) firstprivate(n)
    {
#pragma shm for private(k)
        for (j = 0; j < n; j++)
            k = j;
#pragma shm reduce(n)
        in_file += n + chunk;
    }
#pragma shm parallel default(private)
    sum += chunk;
    return sum;
}

void twice(int n)
{
#pragma shm parallel default(none) default(private) private(n)
    work(n);
}
