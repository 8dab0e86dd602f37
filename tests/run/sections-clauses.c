/* SPDX-License-Identifier: MIT */
/* private, firstprivate, lastprivate and reduction on sections, on the
 * combined directive and in a region, with private and with shared objects. */
#include "check.h"
#include <shm.h>

struct pair {
    int a, b;
};

static int shared_last = 5, shared_sum = 100, shared_first = 3;
#pragma shm shared(shared_last, shared_sum, shared_first)

static void combined(void)
{
    int p = 1, f = 2, last = 0, sum = 10;
    double product = 1;
    struct pair pair = { 0, 0 };
    int counts[3] = { 1, 1, 1 };

#pragma shm parallel sections private(p) firstprivate(f, shared_first) \
    lastprivate(last, pair, shared_last) reduction(+ : sum, counts) \
    reduction(* : product) reduction(+ : shared_sum)
    {
#pragma shm section
        {
            p = 7;
            f += p;
            sum += f; /* 9 */
            counts[0]++;
            last = 1;
            product *= 3;
            shared_sum += 1;
            CHECK(shared_first == 3);
            shared_last = 1;
        }
#pragma shm section
        {
            sum += 20;
            counts[1]++;
            last = 2;
            product *= 5;
            shared_sum += 2;
            shared_last = 2;
        }
#pragma shm section
        {
            sum += 30;
            counts[2] += 2;
            last = 3;
            pair.a = 4;
            pair.b = 5;
            shared_sum += 3;
            shared_last = 77;
        }
    }
    CHECK(sum == 69 && product == 15 && last == 3);
    CHECK(counts[0] == 2 && counts[1] == 2 && counts[2] == 3);
    CHECK(pair.a == 4 && pair.b == 5);
    CHECK(shared_last == 77 && shared_sum == 106);
}

/* The values reach every worker, and the master. */
static void inside(void)
{
    int last = 0, sum = 10, minimum = 50;

#pragma shm parallel
    {
#pragma shm sections lastprivate(last) reduction(+ : sum) \
    reduction(min : minimum)
        {
            sum++;
#pragma shm section
            {
                sum += 2;
                minimum = minimum < 7 ? minimum : 7;
            }
#pragma shm section
            {
                sum += 3;
                last = 9;
            }
        }
        CHECK(sum == 16 && last == 9 && minimum == 7);
#pragma shm sections reduction(+ : sum)
        {
#pragma shm section
            sum += 4;
        }
        CHECK(sum == 20);
    }
    CHECK(sum == 20 && last == 9 && minimum == 7);
}

int main(void)
{
    combined();
    inside();
    printf("%d\n", shared_sum);
    return 0;
}
