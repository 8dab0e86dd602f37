/* SPDX-License-Identifier: MIT */
/* check.h -- what the programs of this folder share.
 *
 * CHECK(e) ends the program with status 1 and a message when e is false, in
 * the master and in a worker alike: a worker's exit ends the program. */
#ifndef CHECK_H
#define CHECK_H

#include <stdio.h>
#include <stdlib.h>

#define CHECK(e) \
    ((e) ? (void)0 : check_failed(__FILE__, __LINE__, #e))

static inline __attribute__((unused, noreturn)) void
check_failed(const char *file, int line, const char *what)
{
    fprintf(stderr, "%s:%d: wrong: %s\n", file, line, what);
    exit(1);
}

#endif
