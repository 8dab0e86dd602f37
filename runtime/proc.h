/* SPDX-License-Identifier: MIT */
/* proc.h -- small files of the system; see proc.c. */
#ifndef SHM_PROC_H
#define SHM_PROC_H 1

#include <stdbool.h>
#include <stddef.h>

#pragma GCC visibility push(hidden)

/* The file's text, cut at the buffer's end; false if there is none. */
bool proc_text(const char *path, char *text, size_t size);

#pragma GCC visibility pop

#endif
