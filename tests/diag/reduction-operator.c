/* SPDX-License-Identifier: MIT */
/* Operators and modifiers that are not there. */
void reductions(int x)
{
#pragma shm parallel reduction(merge : x)
    x = 1;
#pragma shm parallel reduction(reproducible, + : x)
    x = 1;
#pragma shm parallel reduction(default, + : x)
    x = 1;
#pragma shm parallel reduction(inscan, + : x)
    x = 1;
}
