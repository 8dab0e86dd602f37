/* SPDX-License-Identifier: MIT */
/* copyprivate: what the one worker has set reaches the others, and after the
 * region the master: scalars, structs, arrays, pointers, VLAs, static
 * objects; several singles after each other, in functions and loops. */
#include "check.h"
#include <shm.h>
#include <string.h>

struct point {
    double x, y;
    char name[20];
};

static int in_file;
static int everywhere;
#pragma shm shared(everywhere)

static int orphaned(int round)
{
    int value = -1;
    static int kept;

#pragma shm single copyprivate(value) copyprivate(kept, in_file)
    {
        value = 10 * round;
        kept = round;
        in_file += round;
    }
    CHECK(kept == round);
    return value;
}

static void kinds(int n)
{
    int i = 0, a[3][4] = { { 0 } }, vla[n];
    struct point p = { 0, 0, "" };
    int *pointer = NULL;
    char big[100000];

    for (int k = 0; k < n; k++)
        vla[k] = 0;
    memset(big, 0, sizeof big);
#pragma shm parallel
    {
#pragma shm single copyprivate(i, a, vla, p, pointer, big)
        {
            i = 5;
            a[2][3] = 6;
            vla[n - 1] = 7;
            p = (struct point){ 1, 2, "here" };
            pointer = shm_malloc(sizeof *pointer);
            *pointer = 8;
            memset(big, 9, sizeof big);
        }
        CHECK(i == 5 && a[2][3] == 6 && a[0][0] == 0 && vla[n - 1] == 7);
        CHECK(p.x == 1 && p.y == 2 && strcmp(p.name, "here") == 0);
        CHECK(*pointer == 8 && big[0] == 9 && big[99999] == 9);
    }
    CHECK(i == 5 && a[2][3] == 6 && vla[n - 1] == 7 && p.y == 2);
    CHECK(*pointer == 8 && big[50000] == 9);
    shm_free(pointer);
}

static void rounds(void)
{
    int a = 0, b = 0;

#pragma shm parallel
    {
        for (int round = 1; round <= 50; round++) {
#pragma shm single copyprivate(a, everywhere)
            {
                a = round;
                everywhere = round;
            }
#pragma shm single copyprivate(b)
            b = a + 1;
#pragma shm single nowait
            (void)0;
            CHECK(a == round && b == round + 1);
            CHECK(orphaned(round) == 10 * round);
#pragma shm barrier
            CHECK(everywhere == round);
#pragma shm barrier
        }
    }
    CHECK(a == 50 && b == 51 && in_file == 50 * 51 / 2);
}

/* A team of one within each worker; a private copy as the object. */
static void nested(void)
{
    int outer = 1;

#pragma shm parallel firstprivate(outer)
    {
        int inner = 0;

#pragma shm parallel
        {
#pragma shm single copyprivate(inner)
            inner = 3;
            CHECK(inner == 3);
        }
#pragma shm single copyprivate(outer, inner)
        {
            outer = 4;
            inner = 5;
        }
        CHECK(outer == 4 && inner == 5);
    }
}

int main(void)
{
    kinds(6);
    rounds();
    nested();
    CHECK(orphaned(60) == 600); /* outside a region */
    printf("%d\n", in_file);
    return 0;
}
