/* SPDX-License-Identifier: MIT */
/* Directives that do not exist, and what they were meant to be. */
void unknown(int n)
{
#pragma shm paralel
    n++;
#pragma shm threadprivat(n)
#pragma shm bariere
#pragma shm teams
#pragma shm
#pragma shm 12
#pragma shm parallel fro
    for (int i = 0; i < n; i++)
        ;
}
