/* SPDX-License-Identifier: MIT */
/* generate.c -- writes one C program of random regions.
 *
 *     generate SEED COUNT >program.c
 *
 * Each region is a function that returns a checksum; main prints them. The
 * same seed gives the same program. What a region computes must not depend
 * on the number of workers, nor on whether there is a team at all, so that
 * the serial compile tells the right answer. That holds because of the part
 * (enum role) that each object plays in a loop: one element an iteration, or
 * only updates that commute and are protected, or read only.
 *
 * Arithmetic is in uint64_t, floating values are small multiples of a power
 * of two: no overflow that matters, no rounding, any order the same. */
#include "generate.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* ---- chance ------------------------------------------------------------ */

uint64_t
chance(struct gen *g)
{
    uint64_t x = g->state += 0x9e3779b97f4a7c15; /* splitmix64 */

    x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9;
    x = (x ^ x >> 27) * 0x94d049bb133111eb;
    return x ^ x >> 31;
}

int
below(struct gen *g, int n)
{
    return (int)(chance(g) % (uint64_t)n);
}

bool
one_in(struct gen *g, int n)
{
    return below(g, n) == 0;
}

/* ---- text -------------------------------------------------------------- */

static FILE *
open_stream(char **text, size_t *size)
{
    FILE *f = open_memstream(text, size);

    if (!f) {
        perror("generate");
        exit(1);
    }
    return f;
}

static void
close_stream(FILE *f)
{
    if (fclose(f) != 0) {
        perror("generate");
        exit(1);
    }
}

void
put(struct gen *g, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vfprintf(g->body, format, arguments);
    va_end(arguments);
}

void
top(struct gen *g, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vfprintf(g->top, format, arguments);
    va_end(arguments);
}

/* A directive: a line, or the use of a macro that holds a _Pragma. */
void
directive(struct gen *g, const char *text)
{
    if (one_in(g, 4)) {
        int n = ++g->names;

        top(g, "#define DIRECTIVE_%d _Pragma(\"shm ", n);
        for (const char *c = text; *c; c++)
            top(g, *c == '"' ? "\\%c" : "%c", *c);
        top(g, "\")\n");
        put(g, "DIRECTIVE_%d\n", n);
    } else {
        put(g, "#pragma shm %s\n", text);
    }
}

void
add(struct clauses *c, const char *format, ...)
{
    size_t used = strlen(c->text);
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(c->text + used, sizeof c->text - used, format, arguments);
    va_end(arguments);
}

/* The body is written first: it tells what parameters there are. */
static void
write_region(struct gen *g)
{
    FILE *file = g->body;
    char *text;
    size_t size;

    g->nobjects = 0;
    g->parameters[0] = g->arguments[0] = '\0';
    g->body = open_stream(&text, &size);
    declare_objects(g);
    for (int i = 0, n = 1 + below(g, 3); i < n; i++)
        write_construct(g);
    for (int i = 0; i < g->nobjects; i++)
        add_to_sum(g, &g->object[i]);
    close_stream(g->body);
    g->body = file;
    put(g, "static uint64_t region_%d(int n%s)\n{\n%s    return sum;\n}\n\n",
        g->region, g->parameters, text);
    put(g, "static uint64_t call_%d(int n)\n{\n"
           "    return region_%d(n%s);\n}\n\n",
        g->region, g->region, g->arguments);
    free(text);
}

/* ---- the program ------------------------------------------------------- */

static void
write_main(struct gen *g, int count)
{
    put(g, "int main(int argc, char **argv)\n{\n    (void)argv;\n");
    for (int i = 1; i <= count; i++)
        put(g, "    printf(\"%d %%016\" PRIx64 \"\\n\", call_%d(argc));\n", i,
            i);
    put(g, "    return 0;\n}\n\n");
}

int
main(int argc, char **argv)
{
    struct gen g = {0};
    char *texts[3];
    size_t sizes[3];
    int count;

    if (argc != 3 || (count = atoi(argv[2])) <= 0) {
        fprintf(stderr, "usage: generate SEED COUNT\n");
        return 2;
    }
    g.state = strtoull(argv[1], NULL, 0);
    g.top = open_stream(&texts[0], &sizes[0]);
    g.body = open_stream(&texts[1], &sizes[1]);
    g.bottom = open_stream(&texts[2], &sizes[2]);
    for (g.region = 1; g.region <= count; g.region++)
        write_region(&g);
    write_main(&g, count);
    close_stream(g.top);
    close_stream(g.body);
    close_stream(g.bottom);
    printf("/* generate %s %s */\n#include \"prelude.h\"\n\n%s%s%s", argv[1],
           argv[2], texts[0], texts[1], texts[2]);
    for (int i = 0; i < 3; i++)
        free(texts[i]);
    return fflush(stdout) == 0 ? 0 : 1;
}
