/* SPDX-License-Identifier: MIT */
/* The shared objects that shared-extern.c uses. */
#ifndef SHARED_EXTERN_H
#define SHARED_EXTERN_H

#include <string.h>

enum { HISTOGRAM = 10 };

extern int counter, histogram[];
extern const char name[];
#pragma shm shared(counter, histogram)

void count(int by);
int counter_seen_there(void);

#endif
