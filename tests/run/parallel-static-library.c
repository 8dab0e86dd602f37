// loses: buffer
/* SPDX-License-Identifier: MIT */
/* Library code with hidden static state runs unchanged: strtok, a static
 * result buffer, a generator of numbers with a static seed. */
#include "check.h"
#include <shm.h>
#include <string.h>

enum { LINES = 200 };

static char *spell(int n)
{
    static char buffer[64];

    snprintf(buffer, sizeof buffer, "%d,%d;%d", n, n + 1, n + 2);
    return buffer;
}

static unsigned seed;
#pragma shm private(seed)

static unsigned next(void)
{
    return seed = seed * 1103515245u + 12345u;
}

static unsigned last_number[LINES];
static int sum_of_line[LINES];
#pragma shm shared(last_number, sum_of_line)

int main(void)
{
    unsigned long check = 0;

#pragma shm parallel for schedule(dynamic, 3)
    for (int i = 0; i < LINES; i++) {
        int sum = 0;

        for (char *t = strtok(spell(i), ",;"); t; t = strtok(NULL, ",;"))
            sum += atoi(t);
        sum_of_line[i] = sum;
        seed = (unsigned)i;
        for (int k = 0; k < 100; k++)
            last_number[i] = next();
    }
    for (int i = 0; i < LINES; i++) {
        CHECK(sum_of_line[i] == 3 * i + 3);
        check = check * 31 + last_number[i];
    }
    printf("%lu\n", check);
    return 0;
}
