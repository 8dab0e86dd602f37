/* SPDX-License-Identifier: MIT */
/* Brackets and commas of clauses. */
void form(int n)
{
#pragma shm parallel num_workers
    ;
#pragma shm parallel num_workers(n
    ;
#pragma shm parallel private n
    ;
#pragma shm for nowait(1)
    for (int i = 0; i < n; i++)
        ;
#pragma shm parallel private(n) 12
    ;
#pragma shm parallel private(n),,if(1)
    ;
#pragma shm parallel private(n))
    ;
#pragma shm shared
#pragma shm reduce
    ;
}
