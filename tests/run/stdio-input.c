/* SPDX-License-Identifier: MIT */
/* A file that the master is in the middle of reading: regions, and workers
 * that end, do not move its place. */
#include "check.h"
#include <shm.h>

int main(void)
{
    FILE *file = tmpfile();
    char line[40];
    int n, read = 0;

    CHECK(file);
    for (int i = 0; i < 3000; i++)
        fprintf(file, "line %d\n", i);
    rewind(file);
    for (int round = 0; round < 30; round++) {
        for (int k = 0; k < 50; k++, read++) {
            CHECK(fgets(line, sizeof line, file));
            CHECK(sscanf(line, "line %d", &n) == 1 && n == read);
        }
#pragma shm parallel
        CHECK(n == read - 1);
    }
    while (fgets(line, sizeof line, file))
        read++;
    fclose(file);
    printf("%d lines\n", read);
    return 0;
}
