/* SPDX-License-Identifier: MIT */
/* The bounds of array sections. */
void sections(double *p, int n, int grid[][5], double **rows)
{
    double a[10] = { 0 }, m[4][6] = { { 0 } }, x = 0;

#pragma shm parallel reduction(+ : a[-1:3])
    a[0] = 1;
#pragma shm parallel reduction(+ : a[2:0])
    a[0] = 1;
#pragma shm parallel reduction(+ : a[2:-2])
    a[0] = 1;
#pragma shm parallel reduction(+ : a[8:3])
    a[0] = 1;
#pragma shm parallel reduction(+ : a[10:])
    a[0] = 1;
#pragma shm parallel reduction(+ : p[2:])
    a[0] = 1;
#pragma shm parallel reduction(+ : grid[:])
    a[0] = 1;
#pragma shm parallel reduction(+ : x[0:2])
    a[0] = 1;
#pragma shm parallel reduction(+ : a[0:2][0:2])
    a[0] = 1;
#pragma shm parallel reduction(+ : rows[0:2][0:2])
    a[0] = 1;
#pragma shm parallel reduction(+ : m[0:2][0:3])
    a[0] = 1;
#pragma shm parallel reduction(+ : m[1:2][2:4])
    a[0] = 1;
#pragma shm parallel for lastprivate(a[0:2])
    for (int i = 0; i < n; i++)
        a[0] = i;
#pragma shm parallel reduction(+ : a[:], m[1:1][2:3], grid[0:n], p[n:n])
    a[0] = 1;
}
