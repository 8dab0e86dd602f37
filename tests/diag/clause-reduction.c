/* SPDX-License-Identifier: MIT */
/* The form of reduction. */
void form(int n)
{
#pragma shm parallel reduction()
    ;
#pragma shm parallel reduction(: n)
    ;
#pragma shm parallel reduction(+ n)
    ;
#pragma shm parallel reduction(n)
    ;
#pragma shm parallel reduction(+)
    ;
#pragma shm parallel reduction(+:)
    ;
}
