/* SPDX-License-Identifier: MIT */
/* A function with a region may be called as often as one likes: no process,
 * descriptor or memory is left behind. */
#include "check.h"
#include <dirent.h>
#include <shm.h>

static long shared_sum;
#pragma shm shared(shared_sum)

static int triangle(int n)
{
    int sum = 0;

#pragma shm parallel for reduction(+ : sum)
    for (int i = 1; i <= n; i++) {
        sum += i;
#pragma shm atomic
        shared_sum += i;
    }
    return sum;
}

static int open_files(void)
{
    DIR *dir = opendir("/proc/self/fd");
    int n = 0;

    if (!dir)
        return 0;
    while (readdir(dir))
        n++;
    closedir(dir);
    return n;
}

int main(void)
{
    int files;

    CHECK(triangle(10) == 55);
    files = open_files();
    for (int n = 0; n < 100; n++) {
        shared_sum = 0;
        CHECK(triangle(n) == n * (n + 1) / 2);
        CHECK(shared_sum == n * (n + 1) / 2);
    }
    CHECK(open_files() == files);
    puts("100 regions");
    return 0;
}
