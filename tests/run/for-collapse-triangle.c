/* SPDX-License-Identifier: MIT */
/* collapse of nests whose inner bounds depend on outer variables: every
 * iteration once, with every schedule; empty rows, no rows, steps, types and
 * directions; lastprivate, reductions, ordered. */
#include "check.h"
#include <shm.h>
#include <string.h>

enum { N = 24 };

static int hits[N][N], next;
static long orders;
#pragma shm shared(hits, next)

/* The same as the serial nest. */
static void look(int (*inside)(int, int))
{
    for (int i = 0; i < N; i++)
        for (int j = 0; j < N; j++)
            CHECK(hits[i][j] == inside(i, j));
    memset(hits, 0, sizeof hits);
}

static int lower(int i, int j) { return j < i; }
static int lower_closed(int i, int j) { return j <= i; }
static int upper(int i, int j) { return j >= i; }
static int band(int i, int j) { return j >= i - 2 && j <= i + 2; }
static int thirds(int i, int j) { return i % 3 == 0 && j >= i && j % 2 == i % 2; }
static int late(int i, int j) { return j < 3 * i - 60; }
static int none(int i, int j) { return i > i + j; }

static void schedules(int n)
{
#pragma shm parallel for collapse(2)
    for (int i = 0; i < n; i++)
        for (int j = 0; j < i; j++)
            hits[i][j]++;
    look(lower);
#pragma shm parallel for collapse(2) schedule(static, 5)
    for (int i = 0; i < n; i++)
        for (int j = i; j < n; j++)
            hits[i][j]++;
    look(upper);
#pragma shm parallel for collapse(2) schedule(dynamic, 7)
    for (int i = 0; i < n; i++) {
        for (int j = 0; j <= i; j++) {
            hits[i][j]++;
        }
    }
    look(lower_closed);
#pragma shm parallel for collapse(2) schedule(guided)
    for (int i = n - 1; i >= 0; i--)
        for (int j = i - 1; j >= 0; --j)
            hits[i][j]++;
    look(lower);
#pragma shm parallel for collapse(2) schedule(dynamic)
    for (unsigned char i = 0; i != N; i++)
        for (long j = (long)i; j != n; j++)
            hits[i][j]++;
    look(upper);
#pragma shm parallel for collapse(2) schedule(auto)
    for (int i = 0; i < n; i += 3)
        for (int j = i; j < n; j += 2)
            hits[i][j]++;
    look(thirds);
}

static void rows(int n)
{
    /* twenty of a length less than 1 in front */
#pragma shm parallel for collapse(2) schedule(dynamic, 3)
    for (int i = 0; i < n; i++)
        for (int j = 0; j < 3 * i - 60; j++)
            hits[i][j]++;
    look(late);
}

static void shapes(int n)
{
    int i, j, offset = 2;

#pragma shm parallel for collapse(2) schedule(static, 1)
    for (i = 0; i < n; i++)
        for (int *p = hits[0] + N * i + i; p < hits[0] + (N * i + n); p++)
            ++*p;
    look(upper);
#pragma shm parallel for collapse(2) schedule(dynamic, 4)
    for (int k = -n; k < 0; k++)
        for (j = 0; j < -(-(k + n)); j++)
            hits[k + n][j]++;
    look(lower);
#pragma shm parallel for collapse(2)
    for (int a = 2; a < n - 2; a++)
        for (int b = a - offset; b < 1 + offset + a; b++)
            hits[a][b]++;
    for (i = 0; i < N; i++)
        for (j = 0; j < N; j++)
            if (i < 2 || i >= N - 2)
                hits[i][j] = band(i, j);
    look(band);
#pragma shm parallel for collapse(2)
    for (i = 0; i < n; i++)
        for (j = n; j < i; j++)
            hits[i][j]++;
    look(none);
#pragma shm parallel for collapse(2)
    for (i = n; i < 3; i++)
        for (j = 0; j < i; j++)
            hits[i][j]++;
    look(none);
}

/* Three levels: the middle one or the inner one, or both, depend. */
static void three(int n)
{
    long sum = 0, both = 0, middle = 0, expected = 0;
    int a = 0, b = 0, c = 0;

    for (int i = 0; i < n; i++)
        for (int j = i; j < n; j++)
            for (int k = j; k < n; k++)
                expected = (7 * expected + 100 * i + 10 * j + k) % 1000003;
#pragma shm parallel for collapse(3) schedule(dynamic, 5) ordered \
    lastprivate(a, b, c) reduction(+ : sum)
    for (int i = 0; i < n; i++)
        for (int j = i; j < n; j++)
            for (int k = j; k < n; k++) {
                a = i;
                b = j;
                c = k;
                sum += 100 * i + 10 * j + k;
#pragma shm reduce(i, j, k) ordered
                orders = (7 * orders + 100 * i + 10 * j + k) % 1000003;
            }
    CHECK(orders == expected && a == n - 1 && b == n - 1 && c == n - 1);
#pragma shm parallel for collapse(3) schedule(static, 3) reduction(+ : both)
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++)
            for (int k = 0; k < i + j - n; k++)
                both += 100 * i + 10 * j + k;
#pragma shm parallel for collapse(3) reduction(+ : middle)
    for (int i = 0; i < n; i++)
        for (int j = 0; j < 2 * i - 3; j++)
            for (int k = 3; k > 0; k--)
                middle += 100 * i + 10 * j + k;
    printf("%ld %ld %ld\n", sum, both, middle);
}

/* Loop variables of the outside keep the values of the serial loop. */
static void last(int n)
{
    int i = -1, j = -1;

#pragma shm parallel for collapse(2) lastprivate(i, j) schedule(dynamic, 3)
    for (i = 0; i < n; i++)
        for (j = i; j < n - 2; j++)
            hits[i][j] = 0;
    CHECK(i == n && j == n - 1);
#pragma shm parallel
    {
#pragma shm for collapse(2) ordered schedule(static, 2)
        for (int k = 0; k < n; k++)
            for (int m = 0; m < k; m++) {
#pragma shm ordered
                {
                    CHECK(next == k * (k - 1) / 2 + m);
                    next++;
                }
            }
        CHECK(next == n * (n - 1) / 2);
    }
}

int main(void)
{
    schedules(N);
    shapes(N);
    three(7);
    last(N);
    rows(N);
    return 0;
}
