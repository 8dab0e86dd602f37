/* SPDX-License-Identifier: MIT */
/* A shared object has one address, before, in and after the region, in the
 * master and in every worker; pointers to it may be kept anywhere. */
#include "check.h"
#include <shm.h>

struct node {
    struct node *next;
    int value;
};

static int fixed, *where_fixed = &fixed;
#pragma shm shared(fixed)
static struct node head;
#pragma shm shared(head)

int main(void)
{
    int automatic = 1, *before;
    struct node own = {&head, 1};
    struct node *heap = shm_malloc(sizeof *heap);
#pragma shm shared(automatic, own)

    before = &automatic;
    CHECK(heap && where_fixed == &fixed);
    *heap = (struct node){&own, 2};
    head.next = heap;
#pragma shm parallel
    {
        CHECK(before == &automatic && where_fixed == &fixed);
        CHECK(head.next->next == &own && own.next == &head);
#pragma shm single
        {
            *before = 5;
            *where_fixed = 6;
            head.next->next->value = 7;
            head.value = 8;
        }
        CHECK(automatic == 5 && fixed == 6 && own.value == 7);
    }
    CHECK(before == &automatic && *before == 5 && where_fixed == &fixed);
    own.next->next->next->value++;
    printf("%d %d %d %d\n", automatic, fixed, own.value, head.value);
    shm_free(heap);
    return 0;
}
