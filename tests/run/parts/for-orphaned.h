/* SPDX-License-Identifier: MIT */
/* What for-orphaned.c and parts/for-orphaned.c have in common. */
#ifndef FOR_ORPHANED_H
#define FOR_ORPHANED_H

enum { ORPHANS = 57 };

extern int hits[ORPHANS];
#pragma shm shared(hits)

void elsewhere(int add);
void elsewhere_single(int *count);

#endif
