/* SPDX-License-Identifier: MIT */
/* onfail: what it is made of, and where retry and skip belong. */
void work(int);

void regions(int n)
{
#pragma shm parallel onfail(abort)
    work(0);
#pragma shm parallel onfail(retry(2))
    work(0);
#pragma shm parallel onfail(skip)
    work(0);
#pragma shm parallel for onfail(retry(0))
    for (int i = 0; i < n; i++)
        work(i);
#pragma shm parallel for onfail(retry(n - 1, always))
    for (int i = 0; i < n; i++)
        work(i);
#pragma shm parallel sections onfail(skip)
    {
        work(0);
    }
#pragma shm parallel for onfail(retry(-1))
    for (int i = 0; i < n; i++)
        work(i);
#pragma shm parallel for onfail(retry("often"))
    for (int i = 0; i < n; i++)
        work(i);
}
