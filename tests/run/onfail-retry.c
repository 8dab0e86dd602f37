/* SPDX-License-Identifier: MIT */
// sort-output
/* onfail(retry(n)): workers die, and everything that leaves a chunk leaves it
 * once: reductions, last values, messages, shared arrays, lines. */
#include <shm.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "check.h"

enum { COUNT = 300, BUCKETS = 5 };

static int *deaths; /* of each iteration, shared */

/* Twice, but never the process that runs the program. */
static void
die_sometimes(int i)
{
    if (i % 20 == 7 && shm_worker_pid() != shm_master_pid()
        && deaths[i] < 2) {
        deaths[i]++;
        raise(i % 40 == 7 ? SIGKILL : SIGABRT);
    }
}

static void
forget_deaths(void)
{
    for (int i = 0; i < COUNT; i++)
        deaths[i] = 0;
}

static void
everything(void)
{
    long sum = 0, sent = 0, buckets[BUCKETS] = { 0 };
    int last = -1, next = 0, *squares = shm_calloc(COUNT, sizeof *squares);

    forget_deaths();
#pragma shm parallel for schedule(dynamic, 4) lastprivate(last) \
    reduction(+ : sum, buckets) onfail(retry(3))
    for (int i = 0; i < COUNT; i++) {
        sum += i;
        buckets[i % BUCKETS] += i;
        squares[i] = i * i;
        last = i;
#pragma shm reduce(i)
        {
            sent += i;
        }
#pragma shm reduce(i) ordered
        {
            CHECK(i == next);
            next = i + 1;
        }
        die_sometimes(i);
    }
    CHECK(sum == COUNT * (COUNT - 1) / 2);
    CHECK(sent == sum);
    CHECK(next == COUNT && last == COUNT - 1);
    for (int b = 0; b < BUCKETS; b++)
        CHECK(buckets[b] == 60 * b + 5 * 60 * 59 / 2);
    for (int i = 0; i < COUNT; i++)
        CHECK(squares[i] == i * i);
    shm_free(squares);
}

#define PRAGMA(text) _Pragma(#text)
#define UNDER(retries, ...) \
    do { \
        long sum = 0; \
        forget_deaths(); \
        PRAGMA(shm parallel for reduction(+ : sum) \
                   onfail(retry(retries)) __VA_ARGS__) \
        for (int i = 0; i < COUNT; i++) \
        { \
            sum += i; \
            die_sometimes(i); \
        } \
        CHECK(sum == COUNT * (COUNT - 1) / 2); \
    } while (0)

/* One whole share of static has many deaths. */
static void
schedules(void)
{
    UNDER(50, label("no schedule"));
    UNDER(2, schedule(static, 1));
    UNDER(4, schedule(static, 40));
    UNDER(2, schedule(dynamic));
    UNDER(50, schedule(guided));
    UNDER(50, schedule(auto));
    UNDER(50, schedule(runtime));
}

static void
reproducible(void)
{
    double with = 0, without = 0;

    forget_deaths();
#pragma shm parallel for reduction(reproducible, + : without)
    for (int i = 0; i < COUNT; i++)
        without += 1.0 / (i + 1);
#pragma shm parallel for reduction(reproducible, + : with) onfail(retry(2))
    for (int i = 0; i < COUNT; i++) {
        with += 1.0 / (i + 1);
        die_sometimes(i);
    }
    CHECK(with == without);
}

/* Deaths in front of the ordered block, some while waiting for the turn. */
static void
ordered(void)
{
    int next = 0, wrong = 0;
#pragma shm shared(next, wrong)

    forget_deaths();
#pragma shm parallel for ordered schedule(dynamic, 1) onfail(retry(2))
    for (int i = 0; i < COUNT; i++) {
        die_sometimes(i);
        if (i % 3 != 2) {
#pragma shm ordered
            {
                wrong += next > i;
                next = i + 1;
            }
        }
    }
    CHECK(wrong == 0 && next == COUNT - 1);
}

static void
nest(void)
{
    long sum = 0;

    forget_deaths();
#pragma shm parallel for collapse(2) reduction(+ : sum) \
    schedule(dynamic, 3) onfail(retry(2))
    for (int i = 0; i < 15; i++)
        for (int j = 0; j < 20; j++) {
            sum += i * j;
            die_sometimes(20 * i + j);
        }
    CHECK(sum == 105 * 190);
}

static void
sections(void)
{
    int first = 0, second = 0;

    forget_deaths();
#pragma shm parallel sections onfail(retry(2)) reduction(+ : first, second)
    {
#pragma shm section
        {
            die_sometimes(7);
            first++;
        }
#pragma shm section
        {
            second += 2;
            die_sometimes(27);
        }
    }
    CHECK(first == 1 && second == 2);
}

/* What has been found is not lost with who found it. */
static void
cancelled(void)
{
    int found = -1;

    forget_deaths();
#pragma shm parallel for schedule(dynamic, 5) onfail(retry(2))
    for (int i = 0; i < COUNT; i++) {
        if (i == 107) {
#pragma shm reduce(i)
            {
                found = i;
            }
#pragma shm cancel for
        }
        die_sometimes(i);
    }
    CHECK(found == 107);
}

static void
lines(void)
{
    int count = 0;

    forget_deaths();
    fflush(stdout);
#pragma shm parallel for schedule(dynamic, 3) onfail(retry(2))
    for (int i = 0; i < 30; i++) {
        printf("line %02d\n", i);
        die_sometimes(i);
#pragma shm reduce(i)
        {
            count++;
        }
    }
    CHECK(count == 30);
}

int
main(void)
{
    deaths = shm_calloc(COUNT, sizeof *deaths);
    everything();
    schedules();
    reproducible();
    ordered();
    nest();
    sections();
    cancelled();
    lines();
    return 0;
}
