/* SPDX-License-Identifier: MIT */
/* huge.h -- shared memory that may lie on huge pages; see huge.c. */
#ifndef SHM_HUGE_H
#define SHM_HUGE_H 1

#include <stdbool.h>
#include <stddef.h>

#pragma GCC visibility push(hidden)

/* Where files can be had whose mappings get huge pages; the caller closes it.
 * -1: there are none, or anonymous memory is as good. */
int huge_open(void);
/* Puts a shared mapping of zeros in the place of what is mapped there.  It
 * gets huge pages where at is a multiple of one's size and madvise asks.
 * False: nothing was changed. */
bool huge_map(int root, void *at, size_t size);

#pragma GCC visibility pop

#endif
