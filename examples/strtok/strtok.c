/* SPDX-License-Identifier: MIT */
/* strtok.c -- parses records in parallel with a library that has hidden
 * static state (fields.c, and strtok behind it).
 *
 *     strtok [records]
 *
 * The same file is compiled by shmcc, for worker processes, each with its own
 * copy of the library's buffers; with OpenMP, for threads, which get into each
 * other's way; and by a plain C compiler. It prints how many records were
 * parsed wrongly. */
#include "fields.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* DIRECTIVE(text): the directive in the language of the compiler at hand. */
#if defined _SHM
#define DIRECTIVE(...) PRAGMA(shm __VA_ARGS__)
#elif defined _OPENMP
#define DIRECTIVE(...) PRAGMA(omp __VA_ARGS__)
#else
#define DIRECTIVE(...)
#endif
#define PRAGMA(...) _Pragma(#__VA_ARGS__)

/* Parses one record, made of its number, and compares what the library says
 * with what was put in. */
static int is_right(int number)
{
    char text[128], name[32] = "";
    int id = -1, price = -1, fields = 0;

    snprintf(text, sizeof text, "id=%d;name=item %d;price=%d", number, number,
             3 * number);
    fields_begin(text);
    for (const char *f = fields_next(); f; f = fields_next()) {
        if (!strcmp(f, "id"))
            id = atoi(fields_value());
        else if (!strcmp(f, "name"))
            snprintf(name, sizeof name, "%s", fields_value());
        else if (!strcmp(f, "price"))
            price = atoi(fields_value());
        fields++;
    }
    snprintf(text, sizeof text, "item %d", number);
    return fields == 3 && id == number && price == 3 * number
        && !strcmp(name, text);
}

int main(int argc, char **argv)
{
    int records = argc > 1 ? atoi(argv[1]) : 300000;
    int wrong = 0;

    DIRECTIVE(parallel for schedule(dynamic, 1000) reduction(+ : wrong))
    for (int i = 0; i < records; i++)
        wrong += !is_right(i);

    printf("%d of %d records wrong\n", wrong, records);
    return wrong > 0;
}
