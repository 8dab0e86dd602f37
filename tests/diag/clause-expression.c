/* SPDX-License-Identifier: MIT */
/* What is no expression. */
void expressions(int n)
{
#pragma shm parallel num_workers()
    ;
#pragma shm parallel num_workers(n +)
    ;
#pragma shm parallel if(n; n)
    ;
#pragma shm parallel num_workers(int)
    ;
#pragma shm parallel num_workers((n]
    ;
#pragma shm parallel if(_Generic(n))
    ;
}
