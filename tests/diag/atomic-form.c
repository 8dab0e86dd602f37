/* SPDX-License-Identifier: MIT */
/* The statements that atomic takes. */
static int x, y, a[10];
static double d;
#pragma shm shared(x, y, a, d)
static int next(int);

void forms(int n)
{
    int v;

#pragma shm atomic
    x = n;
#pragma shm atomic
    x %= 3;
#pragma shm atomic
    x = y + n;
#pragma shm atomic
    x = x + n + 1;
#pragma shm atomic
    next(x);
#pragma shm atomic
    {
        x++;
    }
#pragma shm atomic
    x = x + (x > 3);
#pragma shm atomic
    a[n] += next(a[n]);
#pragma shm atomic read
    v += x;
#pragma shm atomic read
    v = x + 1;
#pragma shm atomic write
    x += n;
#pragma shm atomic write
    x = x + 1;
#pragma shm atomic
    d |= 1;
}
