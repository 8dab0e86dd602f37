// loses: block
/* SPDX-License-Identifier: MIT */
/* Private unless shared: what a worker writes to a global, a static, an
 * automatic or the ordinary heap is gone when the region ends. */
#include "check.h"
#include <shm.h>
#include <unistd.h>

int global = 1;
static int file_static = 1;
static char text[4096] = "one";
static pid_t pid;
#pragma shm shared(pid)
#pragma shm private(global, file_static, text)

static int hidden_state(int add)
{
    static int state = 1;

    return state += add;
}

int main(void)
{
    int automatic = 1, array[3] = {1, 1, 1};
    int *heap = malloc(sizeof *heap);
    struct { int member; } record = {1};
    int is, was;
#pragma shm private(automatic, array, record, heap)

    CHECK(heap);
    *heap = 1;

#pragma shm parallel
    {
#pragma shm single
        pid = getpid();

        CHECK(global == 1 && file_static == 1 && hidden_state(0) == 1);
        CHECK(automatic == 1 && array[2] == 1 && record.member == 1);
        CHECK(*heap == 1 && text[0] == 'o');
        global = file_static = automatic = array[2] = record.member = 2;
        *heap = 2;
        text[0] = '2';
        hidden_state(1);
#pragma shm barrier
        CHECK(global == 2 && file_static == 2 && hidden_state(0) == 2);
        CHECK(automatic == 2 && array[2] == 2 && record.member == 2);
        CHECK(*heap == 2 && text[0] == '2');
    }

    /* Serially the "worker" was the master. */
    was = pid == getpid() ? 2 : 1;
    is = was == 2 ? '2' : 'o';
    CHECK(global == was && file_static == was && hidden_state(0) == was);
    CHECK(automatic == was && array[2] == was && record.member == was);
    CHECK(*heap == was && text[0] == is);
    free(heap);
    puts("private");
    return 0;
}
