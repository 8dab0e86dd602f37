/* SPDX-License-Identifier: MIT */
/* A name may stand in one list of a directive only; firstprivate and
 * lastprivate of the same variable are right. */
static int a, b, c;
#pragma shm shared(a, a)

void twice(int x, int y)
{
#pragma shm parallel shared(b, b)
    x = y;
#pragma shm parallel private(x) firstprivate(y) private(x)
    x = y;
#pragma shm parallel shared(c) private(c)
    c = 0;
#pragma shm parallel reduction(+ : x) reduction(* : x) shared(b)
    x = y;
#pragma shm parallel for firstprivate(x) lastprivate(x)
    for (int i = 0; i < y; i++)
        x = i;
#pragma shm parallel
    {
#pragma shm reduce(x, y, x)
        a += x;
    }
}
