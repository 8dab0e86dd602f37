/* SPDX-License-Identifier: MIT */
/* Structs, unions, arrays in them, pointers into the shared heap. */
#include "check.h"
#include <shm.h>
#include <string.h>

struct stats {
    char name[20];
    int n;
    union {
        long l;
        double d;
    } u;
    struct {
        unsigned low : 3, high : 13;
    } bits;
    double values[5];
};

static struct stats best;

int main(void)
{
    int total = 0;
    size_t letters = 0;

#pragma shm parallel for schedule(dynamic, 3)
    for (int i = 0; i < 60; i++) {
        struct stats s = {.n = i, .u.l = -i, .bits = {(unsigned)i & 7, 7}};
        char *text;

        snprintf(s.name, sizeof s.name, "number %d", i);
        for (int k = 0; k < 5; k++)
            s.values[k] = i * k;
        text = shm_strdup(s.name);
        CHECK(text);
#pragma shm reduce(s, text)
        {
            CHECK(s.u.l == -s.n && s.bits.low == ((unsigned)s.n & 7));
            CHECK(s.bits.high == 7 && s.values[4] == 4.0 * s.n);
            CHECK(!strcmp(s.name, text));
            if (s.n > best.n)
                best = s;
            total += (int)s.values[1];
            letters += strlen(text);
            shm_free(text);
        }
    }
    printf("%s %d %zu\n", best.name, total, letters);
    return 0;
}
