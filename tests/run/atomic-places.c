/* SPDX-License-Identifier: MIT */
/* The object of an atomic may be an array element, a member, reached by a
 * pointer, in the shared heap, a shared automatic; its address is computed
 * once, and what it is combined with outside the atomicity. */
#include "check.h"
#include <shm.h>

struct node {
    int values[4];
    struct node *next;
};

static int slot(int *calls, int n)
{
    ++*calls;
    return n % 4;
}

int main(void)
{
    struct node *list = shm_calloc(1, sizeof *list);
    int table[3][5] = {{0}}, scalar = 0, *pointer = shm_malloc(sizeof(int));
    unsigned char bytes[8] = {0};
    int calls = 0;
#pragma shm shared(table, scalar, bytes)

    CHECK(list && pointer);
    list->next = shm_calloc(1, sizeof *list);
    CHECK(list->next);
    *pointer = 0;

#pragma shm parallel for schedule(static, 1) reduction(+ : calls)
    for (int i = 0; i < 40000; i++) {
#pragma shm atomic
        list->values[i % 4]++;
#pragma shm atomic
        list->next->values[slot(&calls, i)] += i;
#pragma shm atomic
        (*list->next).values[0] -= 1;
#pragma shm atomic
        *pointer += 2;
#pragma shm atomic
        pointer[0]++;
#pragma shm atomic
        table[i % 3][i % 5] += i;
#pragma shm atomic
        *(table[1] + 1) += 1;
#pragma shm atomic
        scalar++;
#pragma shm atomic
        (scalar) += 1;
#pragma shm atomic
        bytes[i % 8]++;
    }
    printf("%d %d %d %d\n", calls, *pointer, scalar, bytes[7]);
    for (int i = 0; i < 4; i++)
        printf("%d %d ", list->values[i], list->next->values[i]);
    puts("");
    for (int i = 0; i < 15; i++)
        printf("%d ", table[i / 5][i % 5]);
    puts("");
    shm_free(list->next);
    shm_free(list);
    shm_free(pointer);
    return 0;
}
