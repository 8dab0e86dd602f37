/* SPDX-License-Identifier: MIT */
/* A constant that asks for no worker: a warning, since the default is used. */
void work(int);

void regions(int n)
{
#pragma shm parallel num_workers(0)
    work(n);
#pragma shm parallel num_workers(-3)
    work(n);
#pragma shm parallel num_workers(n)
    work(n);
}
