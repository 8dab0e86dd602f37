/* SPDX-License-Identifier: MIT */
/* What critical-functions.c and parts/critical-functions.c share. */
#ifndef CRITICAL_FUNCTIONS_H
#define CRITICAL_FUNCTIONS_H

extern long balance;
#pragma shm shared(balance)

void withdraw(int amount);

#endif
