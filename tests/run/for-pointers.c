/* SPDX-License-Identifier: MIT */
/* Pointers as induction variables: up, down, by steps, with every
 * comparison, to objects of several sizes. */
#include "check.h"
#include <shm.h>

enum { N = 60 };

struct wide {
    char bytes[24];
    int value;
};

static char text[N];
static double numbers[N];
static struct wide wides[N];
static int rows[N][5];
#pragma shm shared(text, numbers, wides, rows)

int main(void)
{
    char *end = text + N, *c;
    long sum = 0;

#pragma shm parallel for
    for (char *p = text; p < end; p++)
        *p = (char)(p - text);
#pragma shm parallel for schedule(dynamic, 7)
    for (double *p = numbers; p != numbers + N; p++)
        *p = (double)(p - numbers);
#pragma shm parallel for schedule(guided)
    for (struct wide *p = wides + N - 1; p >= wides; --p)
        p->value = (int)(p - wides);
#pragma shm parallel for schedule(static, 4)
    for (int(*row)[5] = rows; row <= &rows[N - 1]; row += 1)
        for (int k = 0; k < 5; k++)
            (*row)[k] = (int)(row - rows) * k;

    for (int i = 0; i < N; i++) {
        CHECK(text[i] == i && numbers[i] == i && wides[i].value == i);
        CHECK(rows[i][4] == 4 * i);
    }

#pragma shm parallel for reduction(+ : sum)
    for (c = text; c < end; c += 3)
        sum += *c;
    CHECK(sum == 570);
#pragma shm parallel for reduction(+ : sum)
    for (double *p = numbers + N - 1; p > numbers; p -= 7)
        sum += (long)*p;
#pragma shm parallel for reduction(+ : sum)
    for (const struct wide *w = wides; wides + N > w; w = w + 2)
        sum += w->value;
#pragma shm parallel for reduction(+ : sum)
    for (const char *p = end; text != p; p--)
        sum += p[-1];
    printf("%ld\n", sum);
    return 0;
}
