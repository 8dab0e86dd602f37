/* SPDX-License-Identifier: MIT */
/* collapse needs as many loops, directly inside each other, whose steps do not
 * depend on each other. */
static void work(int, int);

void nests(int n, int m)
{
#pragma shm parallel for collapse(2)
    for (int i = 0; i < n; i++)
        work(i, 0);
#pragma shm parallel for collapse(2)
    for (int i = 0; i < n; i++) {
        work(i, 0);
        for (int j = 0; j < m; j++)
            work(i, j);
    }
#pragma shm parallel for collapse(2)
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < m; j++)
            work(i, j);
        work(i, 0);
    }
#pragma shm parallel for collapse(3)
    for (int i = 0; i < n; i++)
        for (int j = 0; j < m; j++)
            work(i, j);
#pragma shm parallel for collapse(2)
    for (int i = 0; i < n; i++)
        for (int j = 0; j != m; j += 2)
            work(i, j);
#pragma shm parallel for collapse(2)
    for (int i = 1; i < n; i++)
        for (int j = 0; j < m; j += i)
            work(i, j);
#pragma shm parallel for collapse(n)
    for (int i = 0; i < n; i++)
        for (int j = 0; j < m; j++)
            work(i, j);
#pragma shm parallel for collapse(0)
    for (int i = 0; i < n; i++)
        work(i, i);
}
