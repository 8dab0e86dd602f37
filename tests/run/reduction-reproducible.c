/* SPDX-License-Identifier: MIT */
// skip-serial
/* reduction(reproducible, ...): sums of numbers of very different sizes have
 * the same bits for every team, schedule and kind of loop; not those of the
 * serial program, which has no blocks. */
#include "check.h"
#include <math.h>
#include <string.h>
#include <shm.h>

enum { N = 10007, M = 5 };

struct sum {
    float value, rest;
};
#pragma shm declare reduction(kahan : struct sum : \
        shm_out.value += shm_in.value, shm_out.rest += shm_in.rest)

static double term(long i)
{
    double sign = i % 3 ? 1 : -1;

    return sign * ldexp(1 + (double)(i * 7919 % 1009) / 1009,
                        (int)(i * 31 % 23) - 12);
}

static float shared_sum = 0.1f;
static double table[M] = { 1e-9, 1e9 };
static int calls;
#pragma shm shared(shared_sum)

/* All in one loop, so that there is one loop for each schedule. */
#define TERMS(i) \
    do { \
        sum += (float)term(i); \
        shared_sum += (float)term(i); \
        product *= 1 + (float)term(i) * 1e-7f; \
        table[i % M] += term(i); \
        high = term(i) > high ? term(i) : high; \
        k.value += (float)term(i); \
        k.rest -= (float)term(i) / 3; \
        count++; \
    } while (0)
#define REDUCTIONS \
    reduction(reproducible, + : sum, shared_sum, table) \
    reduction(reproducible, * : product) reduction(default, + : count) \
    reduction(reproducible, max : high) reduction(reproducible, kahan : k)
#define SHOW(what) \
    do { \
        printf("%s: %a %a %a %a %a %a %a %d\n", what, sum, shared_sum, \
               product, table[0] + table[M - 1], high, k.value, k.rest, \
               count); \
        memset(table, 0, sizeof table); \
        shared_sum = 0; \
        calls++; \
    } while (0)
#define BEGIN \
    float sum = 0.3f, product = 1.5f; \
    double high = -1; \
    struct sum k = { 1, 2 }; \
    int count = 0

#define REGION(name, clauses) \
    static void name(void) \
    { \
        BEGIN; \
        _Pragma(clauses) \
        for (long i = 0; i < N; i++) \
            TERMS(i); \
        SHOW("region"); \
    }
#define STRING(text) #text
#define PRAGMA(text) STRING(shm text)

REGION(by_default, PRAGMA(parallel for REDUCTIONS))
REGION(by_static, PRAGMA(parallel for schedule(static, 1) REDUCTIONS))
REGION(by_chunks, PRAGMA(parallel for schedule(static, 33) REDUCTIONS))
REGION(by_dynamic, PRAGMA(parallel for schedule(dynamic) REDUCTIONS))
REGION(by_large, PRAGMA(parallel for schedule(dynamic, 777) REDUCTIONS))
REGION(by_guided, PRAGMA(parallel for schedule(guided) REDUCTIONS))
REGION(by_auto, PRAGMA(parallel for schedule(auto) REDUCTIONS))

/* A loop in a region: every worker gets the same, and the master. */
static void inner(void)
{
    BEGIN;
    float all = 0;

#pragma shm parallel
    {
#pragma shm for schedule(dynamic, 3) REDUCTIONS
        for (long i = 0; i < N; i++)
            TERMS(i);
        float mine = sum;
#pragma shm for reduction(reproducible, + : all) nowait
        for (int i = 0; i < 7; i++)
            all += mine;
#pragma shm for reduction(+ : count)
        for (int i = 0; i < 7; i++)
            count += all == 0;
    }
    printf("%a ", all);
    SHOW("inner");
}

static void others(int n)
{
    double sum = 0, part[4] = { 0 }, *p = part;
    float few = 1;

#pragma shm parallel for collapse(2) reduction(reproducible, + : sum) \
        reduction(reproducible, + : p[1:2])
    for (int i = 0; i < n; i++)
        for (int j = n; j > 0; j -= 2) {
            sum += term(i * n + j);
            p[1 + (i + j) % 2] += term(i * j);
        }
#pragma shm parallel sections reduction(reproducible, + : few)
    {
        few += 1e8f;
#pragma shm section
        few += 1;
#pragma shm section
        few -= 1e8f;
    }
#pragma shm for reduction(reproducible, - : sum)
    for (int i = 0; i < n; i++)
        sum -= term(i);
    printf("%a %a %a %a %a\n", sum, part[0] + part[3], part[1], part[2],
           few);
}

int main(void)
{
    by_default();
    by_static();
    by_chunks();
    by_dynamic();
    by_large();
    by_guided();
    by_auto();
    inner();
    others(100);
    others(0);
    CHECK(calls == 8);
    return 0;
}
