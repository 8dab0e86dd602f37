/* SPDX-License-Identifier: MIT */
/* lastprivate: after the loop the variable has the value of the iteration
 * that comes last in the serial program, whoever ran it, for objects of any
 * type; also the induction variable itself. */
#include "check.h"
#include <shm.h>
#include <string.h>

struct pair {
    int a;
    double b;
    char name[24];
};

static long file_level;

int main(void)
{
    int scalar = -1, array[3] = {0}, i, kept = -1;
    struct pair pair = {0, 0, ""};
    double matrix[2][2] = {{0}};
    const char *where = NULL;

#pragma shm parallel for lastprivate(scalar, array, pair) schedule(dynamic)
    for (int k = 0; k < 50; k++) {
        scalar = k;
        for (int j = 0; j < 3; j++)
            array[j] = k * j;
        pair.a = k;
        pair.b = k / 2.0;
        snprintf(pair.name, sizeof pair.name, "number %d", k);
    }
    CHECK(scalar == 49 && array[0] == 0 && array[2] == 98);
    CHECK(pair.a == 49 && pair.b == 24.5 && !strcmp(pair.name, "number 49"));

#pragma shm parallel for lastprivate(matrix) lastprivate(file_level) \
    schedule(static, 1)
    for (int k = 10; k > 0; k -= 4) {
        for (int j = 0; j < 4; j++)
            matrix[j / 2][j % 2] = k + j;
        file_level = k;
    }
    CHECK(matrix[0][0] == 2 && matrix[1][1] == 5 && file_level == 2);

#pragma shm parallel for lastprivate(i) schedule(guided)
    for (i = 3; i < 20; i += 4)
        ;
    CHECK(i == 23);

    /* First and last at once. */
#pragma shm parallel for firstprivate(kept) lastprivate(kept, where)
    for (int k = 0; k < 9; k++) {
        if (k == 8) {
            kept = k;
            where = "the end";
        }
    }
    printf("%d %s\n", kept, where);
    return 0;
}
