/* SPDX-License-Identifier: MIT */
/* A zero-initialised shared array of a gigabyte: nothing of it in the
 * executable file, memory only for what is touched. */
#include "check.h"
#include <shm.h>
#include <sys/resource.h>
#include <sys/stat.h>

#define SIZE (1ul << 30)

static char big[SIZE];
static struct {
    int head;
    double tail[1 << 20];
} record;
#pragma shm shared(big, record)

int main(void)
{
    struct rusage use;
    struct stat file;
    unsigned long sum = 0;

    CHECK(stat("/proc/self/exe", &file) == 0);
    CHECK(file.st_size < 64l << 20);

#pragma shm parallel for schedule(dynamic)
    for (unsigned long i = 0; i < SIZE; i += SIZE / 16) {
        CHECK(big[i] == 0);
        big[i + 1] = (char)(i / (SIZE / 16) + 1);
        record.tail[i / 1024] = 1;
    }
    big[SIZE - 1] = 100;
    for (unsigned long i = 0; i < SIZE; i += SIZE / 16)
        sum += (unsigned long)big[i + 1] + (unsigned long)big[i + 4096]
            + (record.tail[i / 1024] == 1);
    CHECK(record.head == 0 && record.tail[1] == 0);
    CHECK(getrusage(RUSAGE_SELF, &use) == 0);
    CHECK(use.ru_maxrss < 200 * 1024);
    printf("%lu\n", sum + (unsigned long)big[SIZE - 1]);
    return 0;
}
