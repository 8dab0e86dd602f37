/* SPDX-License-Identifier: MIT */
/* A file that the master opened is written by master and workers in turn:
 * whole lines, each once, behind what is there. */
#include "check.h"
#include <shm.h>

int main(void)
{
    FILE *file = tmpfile();
    static int seen[400];
    int lines = 0, n;
    char word[20];

    CHECK(file);
    fprintf(file, "line 0\n");
#pragma shm parallel for schedule(dynamic, 7)
    for (int i = 1; i < 399; i++) {
#pragma shm critical
        fprintf(file, "line %d\n", i);
    }
    fprintf(file, "line 399\n");

    rewind(file);
    while (fscanf(file, "%19s %d\n", word, &n) == 2) {
        CHECK(0 <= n && n < 400 && !seen[n]);
        CHECK(lines > 0 || n == 0);
        seen[n] = 1;
        lines++;
    }
    CHECK(feof(file) && n == 399);
    fclose(file);
    printf("%d lines\n", lines);
    return 0;
}
