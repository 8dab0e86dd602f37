/* SPDX-License-Identifier: MIT */
/* Clauses that do not exist, and clauses on the wrong directive. */
void unknown(int n)
{
#pragma shm parallel for shedule(static) privat(n)
    for (int i = 0; i < n; i++)
        ;
#pragma shm parallel proc_bind(close), n_workers(2)
    ;
#pragma shm parallel schedule(static)
    ;
#pragma shm for num_workers(2)
    for (int i = 0; i < n; i++)
        ;
#pragma shm barrier nowait
#pragma shm single lastprivate(n)
    ;
#pragma shm critical private(n)
    ;
}
