/* SPDX-License-Identifier: MIT */
/* Output that waits in a stream when a region begins is written once, also
 * when stdout is a pipe or a file. */
#include "check.h"
#include <shm.h>

int main(void)
{
    FILE *file = tmpfile();
    char text[200];
    size_t n;

    CHECK(file);
    printf("no newline yet,");
    fputs("kept ", file);
    for (int round = 0; round < 3; round++) {
#pragma shm parallel
        {
#pragma shm single
            fprintf(file, "worker%d ", round);
        }
        fprintf(file, "master%d ", round);
        printf(" %d", round);
    }
#pragma shm parallel
    {
#pragma shm critical
        CHECK(shm_worker_num() >= 0);
    }
    puts(" done");

    rewind(file);
    n = fread(text, 1, sizeof text - 1, file);
    text[n] = '\0';
    puts(text);
    fclose(file);
    return 0;
}
