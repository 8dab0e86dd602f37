/* SPDX-License-Identifier: MIT */
/* What cannot be shared, and where the directive must stand. */
static int file_level, other_level;
static __thread int thread;
extern int elsewhere;
#pragma shm shared(file_level, thread, elsewhere)

void scopes(int parameter, register int fast)
{
#pragma shm shared(parameter, other_level)
    register int quick = 0;
    static int inside;
    int array[10], block;
#pragma shm shared(quick, fast, inside, array[0:3])

    {
        int inner;
#pragma shm shared(inner, block)
        inner = 0;
    }
#pragma shm parallel shared(array[2:4], quick, block, elsewhere)
    block = inside + array[0];
}
