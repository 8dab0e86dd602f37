// library: parts/shared-library.c
// cflags: -fno-pie -no-pie
/* SPDX-License-Identifier: MIT */
/* The library has both kinds of shared objects, with an initializer and
 * without; the program has one.  The linker must not look for the bounds of
 * the other in the library. */
#include "parts/shared-library.h"
#include "check.h"

static int own = 3;
#pragma shm shared(own)

int main(void)
{
#pragma shm parallel for
    for (int i = 0; i < 16; i++) {
#pragma shm atomic
        own += i;
        table[i] = i;
    }
    CHECK(own == 123 && sum_table() == 120);
    return 0;
}
