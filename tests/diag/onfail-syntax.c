/* SPDX-License-Identifier: MIT */
/* onfail: words and parentheses. */
void work(int);

void regions(int n)
{
#pragma shm parallel for onfail(retry)
    for (int i = 0; i < n; i++)
        work(i);
#pragma shm parallel for onfail(retry(2, never))
    for (int i = 0; i < n; i++)
        work(i);
#pragma shm parallel for onfail(ignore)
    for (int i = 0; i < n; i++)
        work(i);
}
