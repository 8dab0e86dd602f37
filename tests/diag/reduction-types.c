/* SPDX-License-Identifier: MIT */
/* What the operators of reduction take. */
struct pair {
    int a, b;
};

static const int fixed = 1;
static const double table[3] = { 1, 2, 3 };
extern int open[];

void reductions(double x, int *p, double *parameter, int array[], int n)
{
    struct pair pair = { 1, 2 };
    double _Complex z = 0;
    register int fast = 0;
    int *pointers[3] = { p, p, p };
    double sums[4] = { 0 };

#pragma shm parallel reduction(& : x)
    x = 1;
#pragma shm parallel reduction(+ : pair)
    x = 1;
#pragma shm parallel reduction(max : z)
    x = 1;
#pragma shm parallel reduction(+ : fixed, table)
    x = 1;
#pragma shm parallel reduction(+ : p)
    x = 1;
#pragma shm parallel reduction(+ : array)
    x = 1;
#pragma shm parallel reduction(+ : pointers)
    x = 1;
#pragma shm parallel reduction(* : open)
    x = 1;
#pragma shm parallel reduction(+ : fast)
    x = 1;
#pragma shm parallel reduction(^ : sums[0:2])
    x = 1;
#pragma shm parallel reduction(+ : z, x, sums, parameter[0:n], open[1:n])
    x = 1;
}
