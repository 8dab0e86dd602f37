/* SPDX-License-Identifier: MIT */
/* The function of critical-functions.c that is in another file. */
#include "critical-functions.h"

#include <sched.h>

void withdraw(int amount)
{
#pragma shm critical(account)
    {
        long before = balance;

        sched_yield();
        balance = before - amount;
    }
}
