// library: parts/shared-library.c
/* SPDX-License-Identifier: MIT */
/* Shared objects of a shared library, used by a program: program and library
 * see the same ones, wherever the linker would like to have them. */
#include "parts/shared-library.h"
#include "check.h"
#include <shm.h>

static long *where = &total;

static long add(int n)
{
#pragma shm for reduction(+ : total)
    for (int i = 0; i < n; i++)
        total += i;
    return total;
}

int main(void)
{
    static int *first = &table[1];
    int (*all)[16] = &table;

#pragma shm parallel for
    for (int i = 2; i < 16; i++) {
        table[i] = i;
        grid[i % 4][i / 4] = i * 0.5;
#pragma shm atomic
        pair.a += i;
#pragma shm critical
        pair.b ^= i * (int)sizeof grid[0];
    }
    printf("%d %d %d\n", sum_table(), *first, (*all)[3]);
    printf("%d %d %g\n", pair.a, pair.b, grid[1][2]);
#pragma shm parallel
    (void)add(10);
    printf("%ld %ld\n", total, *where);
#pragma shm parallel for firstprivate(total) num_workers((int)(total / 20))
    for (int i = 0; i < 4; i++)
        text[i] = (char)('A' + i + (total > 100));
    puts(text);
    set_text("set by the library");
    puts(text);
    return 0;
}
