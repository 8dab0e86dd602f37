/* SPDX-License-Identifier: MIT */
/* For a pointer it is the pointer that is shared; pointers to arrays and to
 * functions, arrays of pointers, pointers to pointers. */
#include "check.h"
#include <shm.h>

static int add(int a, int b)
{
    return a + b;
}

static int subtract(int a, int b)
{
    return a - b;
}

typedef int (*operation)(int, int);

int main(void)
{
    int *heap = shm_malloc(4 * sizeof *heap), **to_heap = &heap;
    int (*rows)[2] = shm_calloc(3, sizeof *rows);
    int (*function)(int, int) = subtract;
    int (*table[2])(int, int) = {add, subtract};
    operation named = add;
    operation (*choose)(int) = NULL;
    char *strings[3] = {"a", "b", "c"};
    const char *volatile where = "start";
#pragma shm shared(heap, to_heap, rows, function, table, named, choose)
#pragma shm shared(strings, where)

    CHECK(heap && rows);
#pragma shm parallel
    {
        CHECK(function(5, 3) == 2 && (*table[0])(5, 3) == 8 && !choose);
#pragma shm barrier
#pragma shm single
        {
            for (int i = 0; i < 4; i++)
                heap[i] = i;
            *to_heap += 1;
            rows[2][1] = 21;
            function = add;
            table[1] = named;
            strings[1] = strings[2];
            where = "end";
        }
        CHECK(heap[0] == 1 && *heap == 1 && (*to_heap)[1] == 2);
        CHECK(function(5, 3) == 8 && table[1] == add);
        CHECK(strings[1][0] == 'c' && *where == 'e');
    }
    printf("%d %d %d %s\n", heap[2], rows[2][1], function(1, 1), strings[1]);
    shm_free(heap - 1);
    shm_free(rows);
    return 0;
}
