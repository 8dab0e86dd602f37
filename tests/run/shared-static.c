/* SPDX-License-Identifier: MIT */
/* Objects of static life: a shared one is the same in master and workers,
 * and stays as it was left, from one region to the next. */
#include "check.h"
#include <shm.h>
#include <string.h>

int global;
static long file_level = 5;
static char text[40];
#pragma shm shared(global, file_level)
#pragma shm shared(text)
static double by_clause[8];

int main(void)
{
    CHECK(global == 0 && file_level == 5 && text[39] == 0);
    global = 1;
#pragma shm parallel shared(by_clause)
    {
        CHECK(global >= 1);
#pragma shm barrier
#pragma shm single
        {
            global = 2;
            file_level *= 2;
            strcpy(text, "from a worker");
        }
        CHECK(global == 2 && file_level == 10);
        CHECK(!strcmp(text, "from a worker"));
#pragma shm for
        for (int i = 0; i < 8; i++)
            by_clause[i] = i / 2.0;
    }
    CHECK(global == 2 && file_level == 10 && by_clause[7] == 3.5);
    global = 3;
    text[0] = 'F';
#pragma shm parallel for
    for (int i = 0; i < 8; i++) {
        CHECK(global == 3 && text[0] == 'F' && by_clause[i] == i / 2.0);
        by_clause[i] += 1;
    }
    printf("%s %ld %g\n", text, file_level, by_clause[0]);
    return 0;
}
