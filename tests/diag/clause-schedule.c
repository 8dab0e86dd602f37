/* SPDX-License-Identifier: MIT */
/* The words of schedule. */
void words(int n)
{
#pragma shm for schedule(dinamic)
    for (int i = 0; i < n; i++)
        ;
#pragma shm for schedule(affinity)
    for (int i = 0; i < n; i++)
        ;
#pragma shm for schedule()
    for (int i = 0; i < n; i++)
        ;
#pragma shm for schedule(4)
    for (int i = 0; i < n; i++)
        ;
#pragma shm for schedule(static 4)
    for (int i = 0; i < n; i++)
        ;
#pragma shm for schedule(nonmontonic: dynamic)
    for (int i = 0; i < n; i++)
        ;
#pragma shm for schedule(static, )
    for (int i = 0; i < n; i++)
        ;
}
