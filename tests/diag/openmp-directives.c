/* SPDX-License-Identifier: MIT */
/* Directives of OpenMP that are none here: what there is instead. */
void directives(int n, int *a)
{
#pragma shm teams
#pragma shm target teams distribute parallel for map(to: a)
    for (int i = 0; i < n; i++)
        a[i] = i;
#pragma shm taskloop grainsize(10)
    for (int i = 0; i < n; i++)
        a[i] = i;
#pragma shm parallel loop
    for (int i = 0; i < n; i++)
        a[i] = i;
#pragma shm declare simd
#pragma shm parallel masked
    {
    }
#pragma shm parallel fro
    for (int i = 0; i < n; i++)
        a[i] = i;
}
