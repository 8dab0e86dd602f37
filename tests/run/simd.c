/* SPDX-License-Identifier: MIT */
/* simd, for simd and parallel for simd do what the loops do without them;
 * with shared objects in their lists, and nests. */
#include "check.h"
#include <shm.h>

enum { N = 1000 };

static double a[N], b[N];
static int shared_last, shared_sum = 5, shared_private = 7;
#pragma shm shared(a, shared_last, shared_sum, shared_private)

static double alone(int n)
{
    double sum = 0, last = -1;
    int i, t;

#pragma shm simd reduction(+ : sum) lastprivate(last) private(t)
    for (i = 0; i < n; i++) {
        t = i % 7;
        last = b[i] + t;
        sum += last;
    }
    CHECK(i == n && last == b[n - 1] + (n - 1) % 7);
    if (n > 5)
#pragma shm simd
        for (int k = 0; k < 0; k++)
            sum = 0;
    else
        sum = -1;
    return sum;
}

static void shared_objects(int n)
{
#pragma shm parallel num_workers(1)
    {
#pragma shm simd lastprivate(shared_last) reduction(+ : shared_sum) \
    private(shared_private)
        for (int i = 0; i < n; i++) {
            shared_private = i;
            shared_last = shared_private;
            shared_sum++;
        }
#pragma shm simd lastprivate(shared_last)
        for (int i = n; i < n; i++)
            shared_last = -1;
    }
    CHECK(shared_last == n - 1 && shared_sum == 5 + n);
}

static void distributed(int n)
{
    double sum = 0, inner = 0;
    int last = 0;

#pragma shm parallel for simd schedule(dynamic, 64) lastprivate(last) \
    reduction(+ : sum)
    for (int i = 0; i < n; i++) {
        a[i] = 2 * b[i];
        sum += a[i];
        last = i;
    }
    CHECK(last == n - 1 && sum == n * (n - 1.0));
#pragma shm parallel firstprivate(n)
    {
#pragma shm for simd collapse(2) reduction(+ : inner) schedule(static, 5)
        for (int i = 0; i < n / 10; i++)
            for (int k = 0; k < 10; k++)
                inner += a[10 * i + k];
        CHECK(inner == sum);
#pragma shm for simd nowait
        for (int i = n - 1; i >= 0; i -= 3)
            a[i] = -1;
    }
    for (int i = 0; i < n; i++)
        CHECK(a[i] == ((n - 1 - i) % 3 == 0 ? -1 : 2 * b[i]));
#pragma shm parallel for
    for (int i = 0; i < 10; i++) {
#pragma shm simd collapse(2)
        for (int k = 0; k < 10; k++)
            for (int m = 0; m < 10; m++)
                a[100 * i + 10 * k + m] = i;
    }
    for (int i = 0; i < n; i++)
        CHECK(a[i] == i / 100);
}

int main(void)
{
    for (int i = 0; i < N; i++)
        b[i] = i;
    printf("%g %g\n", alone(N), alone(3));
    shared_objects(100);
    distributed(N);
    return 0;
}
