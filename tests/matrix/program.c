/* SPDX-License-Identifier: MIT */
/* program.c -- comes through every fault point with any team of two or more,
 * and through most of them alone; one answer. */
#include <shm.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { BIG = 100000 };

static long squares[60];
static char big[BIG];
static int turns;
#pragma shm shared(squares, turns)

static void
farewell(void)
{
    puts("farewell");
}

/* Long enough, at first, for others to come and wait. */
static void
hold(int i)
{
    const struct timespec moment = { 0, 100000 };

    turns++;
    if (i < 3)
        nanosleep(&moment, 0);
}

/* What goes on at a time in several processes. */
static long
locks_and_barriers(void)
{
    shm_lock_t *lock = shm_malloc(sizeof *lock);
    long sum = 0;
    int last = -1;

    shm_init_lock(lock);
#pragma shm parallel reduction(+: sum)
    {
        int value = 0, count = 0;

#pragma shm for schedule(guided) lastprivate(last)
        for (int i = 0; i < 60; i++) {
            squares[i] = (long)i * i;
            last = i;
        }
#pragma shm for schedule(dynamic) reduction(+: count)
        for (int i = 0; i < 60; i++)
            count++;
#pragma shm single copyprivate(value)
        value = count + last;
        for (int i = 0; i < 40; i++) {
#pragma shm critical
            hold(i);
            shm_set_lock(lock);
            hold(i);
            shm_unset_lock(lock);
        }
#pragma shm barrier
#pragma shm for
        for (int i = 0; i < 60; i++)
            sum += squares[i] + value;
    }
    shm_free(lock);
    return sum + last;
}

/* What leaves the workers. */
static long
messages(void)
{
    long sum = 0, heard = 0;

#pragma shm parallel for reduction(+: sum) ordered schedule(dynamic) \
    onfail(POLICY)
    for (int i = 0; i < 12; i++) {
        sum += i;
#pragma shm ordered
        printf("%d\n", i);
#pragma shm reduce(i, big[0:BIG])
        heard += i + big[i];
    }
    return sum * 1000 + heard;
}

int
main(void)
{
    long answer;

    atexit(farewell);
    memset(big, 0, sizeof big);
#pragma shm task
    answer = 0;
#pragma shm taskwait
    answer = locks_and_barriers() + messages();
    printf("%ld\n", answer);
    return 0;
}
