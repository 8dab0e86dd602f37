// also: parts/critical-functions.c
/* SPDX-License-Identifier: MIT */
/* One critical name is one lock in the whole program: in several functions
 * and in several files. */
#include "check.h"
#include "parts/critical-functions.h"
#include <sched.h>
#include <shm.h>

long balance;

static void deposit(int amount)
{
#pragma shm critical(account)
    {
        long before = balance;

        sched_yield();
        balance = before + amount;
    }
}

static void reset_and_restore(void)
{
#pragma shm critical(account)
    {
        long before = balance;

        balance = -1000000;
        sched_yield();
        balance = before;
    }
}

int main(void)
{
#pragma shm parallel
    {
#pragma shm barrier
#pragma shm for schedule(static, 1)
        for (int i = 0; i < 3000; i++) {
            deposit(3);
            withdraw(1);
            if (i % 5 == 0)
                reset_and_restore();
        }
    }
    printf("%ld\n", balance);
    return 0;
}
